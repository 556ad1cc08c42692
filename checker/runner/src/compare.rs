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

/// What a message shows of a value.
const SHOWN: usize = 80;

impl Difference<'_> {
    /// What stands there, and what stood or should stand there `before`, as in "expected".
    pub fn phrase(&self, before: &str) -> String {
        let at = place(&self.pointer);
        let (expected, actual) = self.sides();
        match self.actual {
            None => format!("at {at} is missing, {before} {expected}"),
            Some(_) => format!("at {at} is {actual}, {before} {expected}"),
        }
    }

    /// Both sides as they are shown. A beginning that they share does not push the difference out of
    /// view.
    pub fn sides(&self) -> (String, String) {
        let [expected, actual] = [self.expected, self.actual].map(text);
        let shared = expected.chars().zip(actual.chars()).take_while(|(left, right)| left == right);
        let shared = shared.count();
        let skip = if shared > SHOWN / 2 { shared - SHOWN / 4 } else { 0 };
        (cut(&expected, skip), cut(&actual, skip))
    }
}

/// A value in a message: short, on one line.
pub fn show(value: Option<&Value>) -> String {
    cut(&text(value), 0)
}

fn text(value: Option<&Value>) -> String {
    value.map_or("nothing".into(), Value::to_string)
}

fn cut(text: &str, skip: usize) -> String {
    let mut shown: String = text.chars().skip(skip).take(SHOWN).collect();
    if skip > 0 {
        shown.insert(0, '…');
    }
    if text.chars().count() > skip + SHOWN {
        shown.push('…');
    }
    shown
}

/// A pointer in a message.
pub fn place(pointer: &str) -> String {
    if pointer.is_empty() { "the top".into() } else { format!("`{pointer}`") }
}
