//! The catalogue: every code there is, and the check that reports it.

mod altered_contract;
mod binary_path_mismatch;
mod conflicting_compositions;
mod constraint_mismatch;
mod debug_sections;
mod deprecated_capability;
mod digest_mismatch;
mod duplicate_item;
pub(crate) mod duplicate_key;
mod import_signature_mismatch;
mod incomplete_contract;
mod inconsistent_identity;
mod invalid_module;
mod loose_schema;
mod malformed_digest;
mod malformed_package_id;
mod malformed_version;
mod memory_over_limit;
mod missing_digest;
mod missing_exception_ref;
mod missing_export;
pub(crate) mod missing_field;
mod oversized_module;
mod path_escape;
mod path_leak;
mod placeholder;
mod places;
pub(crate) mod too_large;
mod unapproved_capability;
mod uncovered_case;
mod undeclared_input;
mod ungranted_import;
mod unknown_capability;
pub(crate) mod unknown_field;
mod unlisted_import;
pub(crate) mod unreadable_document;
mod unrecorded_builder;
mod unsupported_binary;
mod unsupported_schema_keyword;
pub(crate) mod unsupported_schema_version;
mod version_drift;
mod weak_digest;
mod weak_summary;
pub(crate) mod wrong_type;

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
    &altered_contract::CHECK,
    &binary_path_mismatch::CHECK,
    &conflicting_compositions::CHECK,
    &constraint_mismatch::CHECK,
    &debug_sections::CHECK,
    &deprecated_capability::CHECK,
    &digest_mismatch::CHECK,
    &duplicate_item::CHECK,
    &duplicate_key::CHECK,
    &import_signature_mismatch::CHECK,
    &incomplete_contract::CHECK,
    &inconsistent_identity::CHECK,
    &invalid_module::CHECK,
    &loose_schema::CHECK,
    &malformed_digest::CHECK,
    &malformed_package_id::CHECK,
    &malformed_version::CHECK,
    &memory_over_limit::CHECK,
    &missing_digest::CHECK,
    &missing_exception_ref::CHECK,
    &missing_export::CHECK,
    &missing_field::CHECK,
    &oversized_module::CHECK,
    &path_escape::CHECK,
    &path_leak::CHECK,
    &placeholder::CHECK,
    &too_large::CHECK,
    &unapproved_capability::CHECK,
    &uncovered_case::CHECK,
    &undeclared_input::CHECK,
    &ungranted_import::CHECK,
    &unknown_capability::CHECK,
    &unknown_field::CHECK,
    &unlisted_import::CHECK,
    &unreadable_document::CHECK,
    &unrecorded_builder::CHECK,
    &unsupported_binary::CHECK,
    &unsupported_schema_keyword::CHECK,
    &unsupported_schema_version::CHECK,
    &version_drift::CHECK,
    &weak_digest::CHECK,
    &weak_summary::CHECK,
    &wrong_type::CHECK,
];

/// The names of all codes.
pub fn codes() -> Vec<&'static str> {
    CHECKS.iter().map(|check| check.code.name).collect()
}

pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.code.name == name)
}

/// The code that was probably meant.
pub fn nearest(name: &str) -> Option<&'static str> {
    unknown_field::nearest(name, &codes())
}
