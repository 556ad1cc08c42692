//! Approved contracts: what was reviewed as which version, and how it differs from another document.

use std::collections::BTreeMap;

use semver::Version;

use super::document::{Document, Entry, Node, Value};
use super::fields::CONTRACT;
use super::schema::join;
use crate::Span;

/// A file `approved/<version>.json`.
#[derive(Debug)]
pub struct Approved<'a> {
    pub name: &'a str,
    /// None if the file's name is no version: then it approves nothing.
    pub version: Option<Version>,
    /// None if the file could not be read: then there is a finding about that already.
    pub document: Option<Document<'a>>,
}

/// What one of two documents has otherwise, each by the span of its own place.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    pub pointer: String,
    /// None where it is missing.
    pub left: Option<Span>,
    pub right: Option<Span>,
}

/// The version that a file's name stands for.
pub fn version_of(name: &str) -> Option<Version> {
    let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
    Version::parse(file.strip_suffix(".json")?).ok()
}

/// Fields that are no part of what is approved: evidence about a contract comes after it.
pub const UNGOVERNED: &[&str] = &["evidence"];

/// Where two contracts say different things, by the order of the left one. The order of keys, white
/// space, the notation of numbers and null for what may be left out say nothing.
pub fn differences(left: &Document<'_>, right: &Document<'_>) -> Vec<Difference> {
    let mut found = vec![];
    compare(&left.root, &right.root, "", &mut found);
    found.retain(|difference| {
        !UNGOVERNED.iter().any(|field| {
            let rest =
                difference.pointer.strip_prefix('/').and_then(|rest| rest.strip_prefix(field));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    });
    found
}

fn compare(left: &Node, right: &Node, pointer: &str, found: &mut Vec<Difference>) {
    match (&left.value, &right.value) {
        (Value::Object(lefts), Value::Object(rights)) => {
            compare_objects(lefts, rights, pointer, found);
        }
        (Value::List(lefts), Value::List(rights)) => {
            for index in 0..lefts.len().max(rights.len()) {
                let pointer = format!("{pointer}/{index}");
                match (lefts.get(index), rights.get(index)) {
                    (Some(left), Some(right)) => compare(left, right, &pointer, found),
                    (left, right) => found.push(Difference {
                        pointer,
                        left: left.map(|node| node.span),
                        right: right.map(|node| node.span),
                    }),
                }
            }
        }
        (left_value, right_value) if same(left_value, right_value) => {}
        _ => found.push(Difference {
            pointer: pointer.to_owned(),
            left: Some(left.span),
            right: Some(right.span),
        }),
    }
}

fn compare_objects(lefts: &[Entry], rights: &[Entry], pointer: &str, found: &mut Vec<Difference>) {
    let by_key: BTreeMap<_, _> = rights.iter().map(|entry| (&entry.key, entry)).collect();
    for entry in lefts {
        let pointer = join(pointer, &entry.key);
        match by_key.get(&entry.key) {
            Some(right) => compare(&entry.node, &right.node, &pointer, found),
            None if says_nothing(entry, &pointer) => {}
            None => found.push(Difference { pointer, left: Some(entry.key_span), right: None }),
        }
    }
    let known: BTreeMap<_, _> = lefts.iter().map(|entry| (&entry.key, ())).collect();
    for entry in rights.iter().filter(|entry| !known.contains_key(&entry.key)) {
        let pointer = join(pointer, &entry.key);
        if !says_nothing(entry, &pointer) {
            found.push(Difference { pointer, left: None, right: Some(entry.key_span) });
        }
    }
}

fn says_nothing(entry: &Entry, pointer: &str) -> bool {
    matches!(entry.node.value, Value::Null) && CONTRACT.is_nullable(pointer)
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Text(left), Value::Text(right)) => left == right,
        // 50 and 50.0 are one number; whole numbers beyond f64 are compared whole.
        (Value::Number(left), Value::Number(right)) => {
            left == right || (left.is_f64() != right.is_f64() && left.as_f64() == right.as_f64())
        }
        _ => false,
    }
}
