//! The catalogue: every code there is, and the check that reports it.

mod digest_mismatch;
pub mod duplicate_key;
mod missing_export;
pub mod missing_field;
pub mod too_large;
pub mod unknown_field;
pub mod unreadable_document;
pub mod unsupported_schema_version;
pub mod wrong_type;

use crate::model::contract::Contract;
use crate::{Code, Finding, Package};

#[derive(Debug)]
pub struct Check {
    pub code: Code,
    pub run: Run,
}

/// Who reports a code's findings.
#[derive(Debug)]
pub enum Run {
    /// Reading a document.
    Reading,
    /// A pure function of the package.
    Package(fn(&Package<'_>) -> Vec<Finding>),
    /// A pure function of the contract.
    Contract(fn(&Contract<'_>) -> Vec<Finding>),
}

/// One line a code, by name.
pub static CHECKS: &[&Check] = &[
    &digest_mismatch::CHECK,
    &duplicate_key::CHECK,
    &missing_export::CHECK,
    &missing_field::CHECK,
    &too_large::CHECK,
    &unknown_field::CHECK,
    &unreadable_document::CHECK,
    &unsupported_schema_version::CHECK,
    &wrong_type::CHECK,
];

/// The names of all codes.
pub fn codes() -> Vec<&'static str> {
    CHECKS.iter().map(|check| check.code.name).collect()
}

pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.code.name == name)
}
