//! Where two JSON values differ.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::finding::token;

/// One place where they differ; a side is none where it has nothing.
#[derive(Debug)]
pub struct Difference<'a> {
    pub pointer: String,
    pub expected: Option<&'a Value>,
    pub actual: Option<&'a Value>,
}

/// Every innermost place, in the order of pointers.
pub fn differences<'a>(expected: &'a Value, actual: &'a Value) -> Vec<Difference<'a>> {
    let mut found = vec![];
    collect(String::new(), Some(expected), Some(actual), &mut found);
    found
}

fn collect<'a>(
    pointer: String,
    expected: Option<&'a Value>,
    actual: Option<&'a Value>,
    found: &mut Vec<Difference<'a>>,
) {
    match (expected, actual) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let keys: BTreeSet<_> = left.keys().chain(right.keys()).collect();
            for key in keys {
                collect(format!("{pointer}/{}", token(key)), left.get(key), right.get(key), found);
            }
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => {
            for index in 0..left.len().max(right.len()) {
                collect(format!("{pointer}/{index}"), left.get(index), right.get(index), found);
            }
        }
        _ if expected == actual => {}
        _ => found.push(Difference { pointer, expected, actual }),
    }
}

impl Difference<'_> {
    /// What stands there instead of what.
    pub fn phrase(&self) -> String {
        let at = place(&self.pointer);
        match (self.expected, self.actual) {
            (Some(_), None) => format!("at {at} is missing, expected {}", show(self.expected)),
            (None, _) => format!("at {at} is {}, expected nothing", show(self.actual)),
            _ => format!("at {at} is {}, expected {}", show(self.actual), show(self.expected)),
        }
    }
}

/// A value in a message: short, on one line.
pub fn show(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".into() };
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A pointer in a message.
pub fn place(pointer: &str) -> String {
    if pointer.is_empty() { "the top".into() } else { format!("`{pointer}`") }
}
