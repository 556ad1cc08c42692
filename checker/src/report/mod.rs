//! Renderings of verdicts. Strings only: whoever calls prints them.

use crate::gate::Decided;
use crate::verdict::Verdict;

pub mod difference;
pub mod facts;
pub mod human;
pub mod json;
pub mod sarif;

/// A verdict, and what levels and exceptions make of its findings.
#[derive(Debug)]
pub struct Subject<'a> {
    pub verdict: &'a Verdict,
    pub decided: Vec<Decided<'a>>,
}

impl Subject<'_> {
    pub fn is_denied(&self) -> bool {
        self.decided.iter().any(|decided| decided.severity == human::Severity::Error)
    }
}
