//! The keywords that are supported, and what their values have to be.

use std::collections::HashSet;

use super::CHECK;
use crate::Finding;
use crate::checks::unknown_field::{listed, nearest};
use crate::finding::Flood;
use crate::model::document::{Document, Entry, Node, Value};
use crate::model::schema::{Schema, join};

pub(crate) enum Shape {
    Any,
    Boolean,
    /// A whole number, zero or more.
    Count,
    Format,
    /// Texts, each once.
    Names,
    Number,
    Schema,
    SchemaOrBoolean,
    Schemas,
    Text,
    Type,
    Values,
}

/// The keywords that governed contracts use. All others are ignored by some host, and a promise
/// that is kept in one place alone is none.
pub(crate) const KEYWORDS: &[(&str, Shape)] = &[
    ("additionalProperties", Shape::SchemaOrBoolean),
    ("default", Shape::Any),
    ("description", Shape::Text),
    ("enum", Shape::Values),
    ("exclusiveMinimum", Shape::Number),
    ("format", Shape::Format),
    ("items", Shape::Schema),
    ("maxLength", Shape::Count),
    ("maximum", Shape::Number),
    ("minItems", Shape::Count),
    ("minLength", Shape::Count),
    ("minimum", Shape::Number),
    ("properties", Shape::Schemas),
    ("required", Shape::Names),
    ("type", Shape::Type),
    ("uniqueItems", Shape::Boolean),
];

pub(crate) const TYPES: &[&str] =
    &["array", "boolean", "integer", "null", "number", "object", "string"];
pub(crate) const FORMATS: &[&str] = &["date-time"];

/// What is wrong with a supported keyword's value.
pub(super) fn misfit(
    document: &Document<'_>,
    schema: &Schema<'_>,
    entry: &Entry,
    shape: &Shape,
    findings: &mut Flood,
) {
    let node = &entry.node;
    let pointer = || join(&schema.pointer(), &entry.key);
    if let Some(wanted) = wanted(shape, node) {
        findings.push(|| wrong(document, &pointer(), node, wanted));
    }
    match (shape, &node.value) {
        (Shape::Format, Value::Text(_)) if !is_among(FORMATS, node) => {
            findings.push(|| choice(document, &pointer(), node, FORMATS));
        }
        (Shape::Type, Value::Text(_)) if !is_among(TYPES, node) => {
            findings.push(|| choice(document, &pointer(), node, TYPES));
        }
        (Shape::Type, Value::List(items)) => {
            for item in items.iter().filter(|item| !is_among(TYPES, item)) {
                findings.push(|| choice(document, &pointer(), item, TYPES));
            }
        }
        (Shape::Names, Value::List(items)) if items.iter().all(|item| item.as_str().is_some()) => {
            if let Some(again) = repeated(items) {
                findings.push(|| twice(document, &pointer(), again));
            }
        }
        _ => {}
    }
}

/// What a value should be; none if it is that as a whole.
fn wanted(shape: &Shape, node: &Node) -> Option<&'static str> {
    Some(match (shape, &node.value) {
        (Shape::Any, _)
        | (Shape::Boolean | Shape::SchemaOrBoolean, Value::Bool(_))
        | (Shape::Number, Value::Number(_))
        | (Shape::Schema | Shape::SchemaOrBoolean, Value::Object(_))
        | (Shape::Text | Shape::Format | Shape::Type, Value::Text(_)) => return None,
        (Shape::Count, Value::Number(number)) if number.is_u64() => return None,
        (Shape::Values, Value::List(items)) if !items.is_empty() => return None,
        (Shape::Type, Value::List(items)) => {
            let nulls = items.iter().filter(|item| item.as_str() == Some("null")).count();
            let nullable = items.len() == 2 && nulls == 1;
            // Those that are no types are told one by one.
            if nullable || !items.iter().all(|item| is_among(TYPES, item)) {
                return None;
            }
            "one type, or one type and `null`"
        }
        // What an entry is that is no schema is told where that schema would be.
        (Shape::Schemas, Value::Object(_)) => return None,
        (Shape::Names, Value::List(items)) => {
            items.iter().find(|item| item.as_str().is_none())?;
            "a list of property names"
        }
        (Shape::Boolean, _) => "true or false",
        (Shape::Count, _) => "a whole number, zero or more",
        (Shape::Number, _) => "a number",
        (Shape::Schema, _) => "one schema, an object",
        (Shape::SchemaOrBoolean, _) => "false, true or a schema",
        (Shape::Schemas, _) => "an object: a schema by the name of each property",
        (Shape::Names, _) => "a list of property names, beside `properties`",
        (Shape::Values, _) => "a list of the values that are allowed, at least one",
        (Shape::Text | Shape::Format | Shape::Type, _) => "a string",
    })
}

fn wrong(document: &Document<'_>, pointer: &str, node: &Node, wanted: &str) -> Finding {
    let found = match &node.value {
        Value::Number(number) => number.to_string(),
        Value::List(items) if items.is_empty() => "an empty list".to_owned(),
        _ => node.type_name(document.format).to_owned(),
    };
    Finding::new(&CHECK.code, format!("`{pointer}` is {found}"))
        .label(document.place(node.span), format!("this has to be {wanted}"))
}

fn twice(document: &Document<'_>, pointer: &str, again: &Node) -> Finding {
    let name = again.as_str().unwrap_or_default();
    Finding::new(&CHECK.code, format!("`{pointer}` names `{name}` twice"))
        .label(document.place(again.span), "named again here")
        .help("name it once")
}

/// The first text that stands there for the second time.
fn repeated(items: &[Node]) -> Option<&Node> {
    let mut seen = HashSet::new();
    items.iter().find(|item| item.as_str().is_some_and(|name| !seen.insert(name)))
}

fn is_among(choices: &[&str], item: &Node) -> bool {
    item.as_str().is_some_and(|found| choices.contains(&found))
}

fn choice(document: &Document<'_>, pointer: &str, item: &Node, choices: &[&str]) -> Finding {
    let place = document.place(item.span);
    let Some(found) = item.as_str() else {
        let found = item.type_name(document.format);
        let finding = Finding::new(&CHECK.code, format!("`{pointer}` holds {found}"));
        return finding.label(place, format!("this has to be one of {}", listed(choices)));
    };
    let finding = Finding::new(&CHECK.code, format!("`{pointer}` cannot be `{found}`"));
    let only = if let [only] = choices { Some(*only) } else { None };
    match nearest(found, choices).or(only) {
        Some(meant) => finding
            .label(place, format!("did you mean `{meant}`?"))
            .help(format!("write `{meant}`")),
        None => {
            finding.label(place, "not supported").help(format!("write one of {}", listed(choices)))
        }
    }
}
