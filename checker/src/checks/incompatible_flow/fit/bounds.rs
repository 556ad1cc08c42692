//! Keywords that bound numbers, texts and lists.

use super::listed::type_of;
use super::{Misfits, is_among};
use crate::model::document::{Node, Value};
use crate::model::keywords::{bound, change};
use crate::model::object::Part;

/// Of the values of which type, and what bounds them.
const BOUNDS: &[(&str, &str)] = &[
    ("array", "minItems"),
    ("array", "uniqueItems"),
    ("number", "exclusiveMinimum"),
    ("number", "maximum"),
    ("number", "minimum"),
    ("string", "format"),
    ("string", "maxLength"),
    ("string", "minLength"),
];

impl<'a> Misfits<'a, '_> {
    /// `has` are the types of what is given.
    pub(super) fn bounds(&mut self, given: &Part<'a>, wanted: &Part<'a>, has: &[&str]) {
        for (ty, keyword) in BOUNDS {
            let Some(limit) = wanted.node.get(keyword) else { continue };
            let is_of_type = |own: &&str| is_among(own, &[ty]);
            if !has.is_empty() && !has.iter().any(is_of_type) {
                continue;
            }
            let exceeds = match given.node.get("enum") {
                Some(listed) => listed
                    .items()
                    .iter()
                    .any(|value| is_among(type_of(value), &[ty]) && breaks(value, keyword, limit)),
                None => exceeds(given, keyword, limit, has),
            };
            if exceeds {
                let own = match given.node.get(keyword) {
                    _ if given.node.get("enum").is_some() => {
                        format!("lists a value that breaks `{keyword}`")
                    }
                    Some(own) => format!("has `{keyword}` {}", own.to_json()),
                    None => format!("has no `{keyword}`"),
                };
                let (pointer, limit) = (&given.pointer, limit.to_json());
                let what = format!("`{pointer}` {own}, and the other has {limit}");
                self.push(what, given, wanted);
            }
        }
    }
}

/// Whether what is given allows more than this limit of the keyword.
fn exceeds(given: &Part<'_>, keyword: &str, limit: &Node, has: &[&str]) -> bool {
    let own = given.node.get(keyword);
    match keyword {
        "minimum" | "exclusiveMinimum" => {
            let (low, is_above) = lowest(given, has == ["integer"]);
            let limit = bound(keyword, Some(limit));
            low < limit || (low == limit && keyword == "exclusiveMinimum" && !is_above)
        }
        _ => change(keyword, Some(limit), own).0,
    }
}

/// The number that the values are not below, and whether they are all above it.
fn lowest(given: &Part<'_>, whole: bool) -> (f64, bool) {
    let of = |keyword| bound(keyword, given.node.get(keyword));
    let (from, above) = (of("minimum"), of("exclusiveMinimum"));
    match (above >= from && above > f64::NEG_INFINITY, whole) {
        (true, true) => (above.floor() + 1.0, false),
        (true, false) => (above, true),
        (false, true) => (from.ceil(), false),
        (false, false) => (from, false),
    }
}

/// Whether a value is beyond this limit of the keyword.
fn breaks(value: &Node, keyword: &str, limit: &Node) -> bool {
    let limit = bound(keyword, Some(limit));
    let size = match &value.value {
        Value::Number(number) => number.as_f64().unwrap_or_default(),
        Value::Text(text) => text.chars().count() as f64,
        Value::List(items) => items.len() as f64,
        _ => return false,
    };
    match keyword {
        "minimum" | "minLength" | "minItems" => size < limit,
        "exclusiveMinimum" => size <= limit,
        "maximum" | "maxLength" => size > limit,
        // What a listed text is like is seen by who lists it.
        _ => false,
    }
}
