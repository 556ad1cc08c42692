//! Approved contracts: what was reviewed as which version, and how it differs from another document.

use std::collections::BTreeMap;

use semver::Version;

use super::defaults::says_nothing;
use super::document::{Document, Entry, Node, Value};
use super::trail::{Step, Trail};
use super::values::plain;
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
#[derive(Debug)]
pub struct Difference<'a> {
    pub trail: Trail<'a>,
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
/// space, the notation of numbers and what leaving a field out says as well say nothing.
pub fn differences<'a>(left: &'a Document<'_>, right: &'a Document<'_>) -> Vec<Difference<'a>> {
    let mut found = vec![];
    compare(&left.root, &right.root, &Trail::default(), &mut found);
    found.retain(|difference| difference.field().is_none_or(|field| !UNGOVERNED.contains(&field)));
    found
}

impl<'a> Difference<'a> {
    /// The document's own field that it is in.
    pub fn field(&self) -> Option<&'a str> {
        match self.trail.steps().first() {
            Some(Step::Key(field)) => Some(field),
            _ => None,
        }
    }
}

fn compare<'a>(
    left: &'a Node,
    right: &'a Node,
    trail: &Trail<'a>,
    found: &mut Vec<Difference<'a>>,
) {
    match (&left.value, &right.value) {
        (Value::Object(lefts), Value::Object(rights)) => {
            compare_objects(lefts, rights, trail, found);
        }
        (Value::List(lefts), Value::List(rights)) => {
            for index in 0..lefts.len().max(rights.len()) {
                let trail = trail.item(index);
                match (lefts.get(index), rights.get(index)) {
                    (Some(left), Some(right)) => compare(left, right, &trail, found),
                    (left, right) => found.push(Difference {
                        trail,
                        left: left.map(|node| node.span),
                        right: right.map(|node| node.span),
                    }),
                }
            }
        }
        (left_value, right_value) if same(left_value, right_value) => {}
        _ => found.push(Difference {
            trail: trail.clone(),
            left: Some(left.span),
            right: Some(right.span),
        }),
    }
}

fn compare_objects<'a>(
    lefts: &'a [Entry],
    rights: &'a [Entry],
    trail: &Trail<'a>,
    found: &mut Vec<Difference<'a>>,
) {
    let by_key: BTreeMap<_, _> = rights.iter().map(|entry| (&entry.key, entry)).collect();
    for entry in lefts {
        let trail = trail.key(&entry.key);
        match by_key.get(&entry.key) {
            Some(right) => compare(&entry.node, &right.node, &trail, found),
            None if says_nothing(entry, &trail) => {}
            None => found.push(Difference { trail, left: Some(entry.key_span), right: None }),
        }
    }
    let known: BTreeMap<_, _> = lefts.iter().map(|entry| (&entry.key, ())).collect();
    for entry in rights.iter().filter(|entry| !known.contains_key(&entry.key)) {
        let trail = trail.key(&entry.key);
        if !says_nothing(entry, &trail) {
            found.push(Difference { trail, left: None, right: Some(entry.key_span) });
        }
    }
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Number(left), Value::Number(right)) => plain(left) == plain(right),
        _ => false,
    }
}
