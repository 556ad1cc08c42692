//! The codes of the family `run`, and those of the checker's that cases have.

use checker::{Code, checks};

pub use checker::running::*;

/// What a case may expect: what comes of one run, not of comparing several.
pub static EXPECTABLE: &[&Code] = &[
    &FUEL_EXHAUSTED,
    &INPUT_VIOLATES_SCHEMA,
    &MEMORY_EXHAUSTED,
    &NONZERO_EXIT,
    &OUTPUT_NOT_JSON,
    &OUTPUT_TOO_LARGE,
    &OUTPUT_VIOLATES_SCHEMA,
    &TRAP,
];

/// A code of the checker's catalogue: a case is a document, and its faults are those of documents.
pub fn of_checker(name: &str) -> &'static Code {
    checks::find(name).map(|check| &check.code).expect("the checker's catalogue holds this code")
}
