//! What changed between two schemas: which values are allowed now that were not, and the other way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bump, Change, What};
use crate::model::document::{Entry, Node, Value};
use crate::model::trail::Trail;

#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Inputs,
    Outputs,
}

impl Side {
    pub(super) fn path(self) -> [&'static str; 2] {
        match self {
            Self::Inputs => ["inputs", "schema"],
            Self::Outputs => ["outputs", "schema"],
        }
    }

    /// Callers send inputs and have to be allowed what they were; they read outputs and may not
    /// meet what was not promised.
    fn wider(self) -> Bump {
        match self {
            Self::Inputs => Bump::Minor,
            Self::Outputs => Bump::Major,
        }
    }

    fn narrower(self) -> Bump {
        match self {
            Self::Inputs => Bump::Major,
            Self::Outputs => Bump::Minor,
        }
    }
}

/// Keywords that say nothing about which values are allowed.
const WORDS: &[&str] = &["default", "description"];
/// The larger, the fewer values.
const FLOORS: &[&str] = &["exclusiveMinimum", "minItems", "minLength", "minimum"];
/// Floors that are zero where they are left out.
const COUNTS: &[&str] = &["minItems", "minLength"];
const CEILINGS: &[&str] = &["maxLength", "maximum"];

pub(super) fn compare<'a>(
    side: Side,
    old: &'a Entry,
    new: &'a Entry,
    trail: &Trail<'a>,
    changes: &mut Vec<Change<'a>>,
) {
    let (old, new) = (by_key(Some(old)), by_key(Some(new)));
    let keywords: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    for keyword in keywords {
        if WORDS.contains(&keyword) {
            continue;
        }
        let trail = trail.key(keyword);
        let (before, after) = (old.get(keyword).copied(), new.get(keyword).copied());
        match (keyword, before, after) {
            ("properties", before, after) => properties(side, before, after, &trail, changes),
            ("items" | "additionalProperties", Some(before), Some(after))
                if is_object(before) && is_object(after) =>
            {
                compare(side, before, after, &trail, changes);
            }
            _ => {
                let (wider, narrower) = keyword_change(keyword, before, after);
                let mut change = |bump, what: &'static str| {
                    changes.push(Change {
                        bump,
                        what: What::Place(trail.clone(), what),
                        old: before.map(|entry| entry.key_span),
                        new: after.map(|entry| entry.key_span),
                    });
                };
                let (more, less) = match keyword {
                    "required" => ("asks for less", "asks for more"),
                    _ => ("allows what it did not", "no longer allows all that it did"),
                };
                if wider {
                    change(side.wider(), more);
                }
                if narrower {
                    change(side.narrower(), less);
                }
            }
        }
    }
}

fn properties<'a>(
    side: Side,
    old: Option<&'a Entry>,
    new: Option<&'a Entry>,
    trail: &Trail<'a>,
    changes: &mut Vec<Change<'a>>,
) {
    let (old, new) = (by_key(old), by_key(new));
    for (name, before) in &old {
        let trail = trail.key(name);
        match new.get(name) {
            Some(after) => compare(side, before, after, &trail, changes),
            None => changes.push(Change {
                bump: Bump::Major,
                what: What::Place(trail, "is gone"),
                old: Some(before.key_span),
                new: None,
            }),
        }
    }
    for (name, after) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        changes.push(Change {
            bump: Bump::Minor,
            what: What::Place(trail.key(name), "is new"),
            old: None,
            new: Some(after.key_span),
        });
    }
}

fn by_key(object: Option<&Entry>) -> BTreeMap<&str, &Entry> {
    let entries = object.map_or(&[][..], |object| object.node.entries());
    entries.iter().map(|entry| (&*entry.key, entry)).collect()
}

/// Whether values are allowed that were not, and whether some are no longer.
fn keyword_change(keyword: &str, old: Option<&Entry>, new: Option<&Entry>) -> (bool, bool) {
    let (old, new) = (old.map(|entry| &entry.node), new.map(|entry| &entry.node));
    match keyword {
        "type" => subsets(&types(old), &types(new)),
        "enum" => match (old, new) {
            (Some(old), Some(new)) => subsets(&values(old), &values(new)),
            (old, _) => (old.is_some(), old.is_none()),
        },
        // Each required property is one thing more that a value has to have.
        "required" => subsets(&names(new), &names(old)),
        _ if FLOORS.contains(&keyword) => {
            // Nothing is shorter than nothing.
            let least = if COUNTS.contains(&keyword) { 0.0 } else { f64::NEG_INFINITY };
            let bound = |node: Option<&Node>| node.and_then(Node::as_f64).unwrap_or(least);
            (bound(new) < bound(old), bound(new) > bound(old))
        }
        _ if CEILINGS.contains(&keyword) => {
            let bound = |node: Option<&Node>| node.and_then(Node::as_f64).unwrap_or(f64::INFINITY);
            (bound(new) > bound(old), bound(new) < bound(old))
        }
        "additionalProperties" | "uniqueItems" => {
            (rank(keyword, new) < rank(keyword, old), rank(keyword, new) > rank(keyword, old))
        }
        "items" => (free(new) && !free(old), free(old) && !free(new)),
        _ => match (old, new) {
            (Some(old), Some(new)) => {
                let other = old.to_json() != new.to_json();
                (other, other)
            }
            (old, _) => (old.is_some(), old.is_none()),
        },
    }
}

/// Is anything of the new set not in the old, and anything of the old not in the new?
fn subsets(old: &BTreeSet<String>, new: &BTreeSet<String>) -> (bool, bool) {
    (!new.is_subset(old), !old.is_subset(new))
}

fn types(node: Option<&Node>) -> BTreeSet<String> {
    let all = ["array", "boolean", "integer", "null", "number", "object", "string"];
    let mut types = match node {
        None => all.iter().map(|name| (*name).to_owned()).collect(),
        Some(node) => match node.as_str() {
            Some(name) => BTreeSet::from([name.to_owned()]),
            None => names(Some(node)),
        },
    };
    // A number may be whole.
    if types.contains("number") {
        types.insert("integer".to_owned());
    }
    types
}

fn names(node: Option<&Node>) -> BTreeSet<String> {
    let items = node.map_or(&[][..], Node::items);
    items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}

fn values(node: &Node) -> BTreeSet<String> {
    node.items().iter().map(|item| item.to_json().to_string()).collect()
}

/// The higher, the stricter.
fn rank(keyword: &str, node: Option<&Node>) -> u8 {
    match (keyword, node.map(|node| &node.value)) {
        ("additionalProperties", Some(Value::Bool(false))) => 2,
        ("additionalProperties", Some(Value::Object(_))) => u8::from(!free(node)),
        ("uniqueItems", Some(Value::Bool(true))) => 1,
        _ => 0,
    }
}

/// Whether a schema allows everything, as one does that is not there.
fn free(node: Option<&Node>) -> bool {
    let Some(node) = node else { return true };
    let mut entries = node.entries().iter();
    matches!(node.value, Value::Object(_)) && entries.all(|entry| WORDS.contains(&&*entry.key))
}

fn is_object(entry: &Entry) -> bool {
    matches!(entry.node.value, Value::Object(_))
}
