//! What a schema's keywords allow, and what one of two allows that the other does not.

use std::collections::BTreeSet;

use super::document::{Node, Value};
use super::values;

/// Keywords that say nothing about which values are allowed.
pub const WORDS: &[&str] = &["default", "description"];
/// The larger, the fewer values.
const FLOORS: &[&str] = &["exclusiveMinimum", "minItems", "minLength", "minimum"];
const CEILINGS: &[&str] = &["maxLength", "maximum"];

/// Whether values are allowed that were not, and whether some are no longer.
pub fn change(keyword: &str, old: Option<&Node>, new: Option<&Node>) -> (bool, bool) {
    match keyword {
        "type" => subsets(&types(old), &types(new)),
        "enum" => match (old, new) {
            (Some(old), Some(new)) => subsets(&listed(old), &listed(new)),
            (old, _) => (old.is_some(), old.is_none()),
        },
        // Each required property is one thing more that a value has to have.
        "required" => subsets(&names(new), &names(old)),
        _ if FLOORS.contains(&keyword) => {
            (bound(keyword, new) < bound(keyword, old), bound(keyword, new) > bound(keyword, old))
        }
        _ if CEILINGS.contains(&keyword) => {
            (bound(keyword, new) > bound(keyword, old), bound(keyword, new) < bound(keyword, old))
        }
        "additionalProperties" | "uniqueItems" => {
            (rank(keyword, new) < rank(keyword, old), rank(keyword, new) > rank(keyword, old))
        }
        "items" => (is_free(new) && !is_free(old), is_free(old) && !is_free(new)),
        _ => match (old, new) {
            (Some(old), Some(new)) => {
                let other = values::text(old) != values::text(new);
                (other, other)
            }
            (old, _) => (old.is_some(), old.is_none()),
        },
    }
}

/// What a keyword bounds by; without it, what bounds nothing.
pub fn bound(keyword: &str, node: Option<&Node>) -> f64 {
    node.and_then(Node::as_f64).unwrap_or(match keyword {
        // Nothing is shorter.
        "minItems" | "minLength" => 0.0,
        _ if FLOORS.contains(&keyword) => f64::NEG_INFINITY,
        _ => f64::INFINITY,
    })
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

fn listed(node: &Node) -> BTreeSet<String> {
    node.items().iter().map(values::text).collect()
}

/// The higher, the stricter.
fn rank(keyword: &str, node: Option<&Node>) -> u8 {
    match (keyword, node.map(|node| &node.value)) {
        ("additionalProperties", Some(Value::Bool(false))) => 2,
        ("additionalProperties", Some(Value::Object(_))) => u8::from(!is_free(node)),
        ("uniqueItems", Some(Value::Bool(true))) => 1,
        _ => 0,
    }
}

/// Whether a schema allows everything, as one does that is not there.
pub fn is_free(node: Option<&Node>) -> bool {
    let Some(node) = node else { return true };
    let mut entries = node.entries().iter();
    matches!(node.value, Value::Object(_)) && entries.all(|entry| WORDS.contains(&&*entry.key))
}
