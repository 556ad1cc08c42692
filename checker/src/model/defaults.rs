//! What a contract says by leaving a field out: whoever spells it out says nothing new.

use super::document::{Document, Entry, Node, Value};
use super::fields::{CONTRACT, TARGETS};
use super::trail::{Step, Trail};

/// Lists that are empty if they are left out.
const EMPTY: &[&[&str]] = &[
    &["connector_requirements"],
    &["provenance", "adr_refs"],
    &["provenance", "exception_refs"],
    &["use_cases"],
];

const EVERYWHERE: &str = "permitted_targets";

/// Whether a contract without the entry would say the same.
pub fn says_nothing(entry: &Entry, trail: &Trail<'_>) -> bool {
    match &entry.node.value {
        Value::Null => CONTRACT.is_nullable(trail),
        Value::List(items) if items.is_empty() => EMPTY.iter().any(|path| is_at(trail, path)),
        Value::List(items) => is_at(trail, &[EVERYWHERE]) && are_all_targets(items),
        Value::Text(text) => text == "stateless" && is_at(trail, &["service_type"]),
        _ => false,
    }
}

/// The names that stand in a list of the contract's, or would if it were not left out.
pub fn names_left_out(document: &Document<'_>, field: &str) -> &'static [&'static str] {
    if field == EVERYWHERE && document.get(&[field]).is_none() { TARGETS } else { &[] }
}

/// Each is there once, in any order: where a capability may be placed is a set.
fn are_all_targets(items: &[Node]) -> bool {
    let is_there = |target: &&str| items.iter().any(|item| item.as_str() == Some(target));
    items.len() == TARGETS.len() && TARGETS.iter().all(is_there)
}

fn is_at(trail: &Trail<'_>, path: &[&str]) -> bool {
    trail.steps().iter().eq(path.iter().map(|key| Step::Key(key)).collect::<Vec<_>>().iter())
}
