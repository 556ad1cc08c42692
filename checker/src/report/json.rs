//! Verdicts as JSON for other programs: the findings that are shown, with their severities.

use serde_json::{Value, json};

use super::Subject;
use super::human::Severity;
use crate::gate::Decided;
use crate::verdict::{CHECKER, canonical_json};

pub const KIND: &str = "governance_report";
pub const SCHEMA: u64 = 1;

pub fn report(subjects: &[Subject<'_>]) -> String {
    let all = || subjects.iter().flat_map(|subject| &subject.decided);
    let count = |severity| all().filter(|decided| decided.severity == severity).count();
    let denied = subjects.iter().filter(|subject| subject.is_denied()).count();
    canonical_json(&json!({
        "kind": KIND,
        "schema": SCHEMA,
        "checker": CHECKER,
        "counts": {
            "subjects": subjects.len(),
            "denied_subjects": denied,
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
        },
        "subjects": subjects.iter().map(subject).collect::<Vec<_>>(),
    }))
}

fn subject(subject: &Subject<'_>) -> Value {
    json!({
        "kind": subject.verdict.subject.kind,
        "id": subject.verdict.subject.id,
        "version": subject.verdict.subject.version,
        "inputs": subject.verdict.inputs,
        "findings": subject.decided.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn finding(decided: &Decided<'_>) -> Value {
    let finding = decided.finding;
    let mut value = json!({
        "severity": decided.severity.name(),
        "code": finding.code,
        "message": finding.message,
        "labels": finding.labels,
        "help": finding.help,
    });
    if let Some(note) = &decided.note {
        value["note"] = note.clone().into();
    }
    value
}
