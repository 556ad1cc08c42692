//! The keywords that are supported, and what their values have to be.

use std::collections::HashSet;

use super::CHECK;
use crate::Finding;
use crate::checks::unknown_field::{listed, nearest};
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
) -> Vec<Finding> {
    let node = &entry.node;
    let pointer = || join(&schema.pointer(), &entry.key);
    let wrong = |wanted: &str| {
        let found = match &node.value {
            Value::Number(number) => number.to_string(),
            Value::List(items) if items.is_empty() => "an empty list".to_owned(),
            _ => node.type_name(document.format).to_owned(),
        };
        vec![
            Finding::new(&CHECK.code, format!("`{}` is {found}", pointer()))
                .label(document.place(node.span), format!("this has to be {wanted}")),
        ]
    };
    let choice = |item: &Node, choices: &[&str]| choice(document, pointer, item, choices);
    match (shape, &node.value) {
        (Shape::Any, _)
        | (Shape::Boolean | Shape::SchemaOrBoolean, Value::Bool(_))
        | (Shape::Number, Value::Number(_))
        | (Shape::Schema | Shape::SchemaOrBoolean, Value::Object(_))
        | (Shape::Text, Value::Text(_)) => vec![],
        (Shape::Count, Value::Number(number)) if number.is_u64() => vec![],
        (Shape::Values, Value::List(items)) if !items.is_empty() => vec![],
        (Shape::Format, Value::Text(_)) => choice(node, FORMATS),
        (Shape::Type, Value::Text(_)) => choice(node, TYPES),
        (Shape::Type, Value::List(items)) => {
            let unknown: Vec<_> = items.iter().flat_map(|item| choice(item, TYPES)).collect();
            let nullable =
                items.len() == 2 && items.iter().any(|item| item.as_str() == Some("null"));
            if unknown.is_empty() && !nullable {
                wrong("one type, or one type and `null`")
            } else {
                unknown
            }
        }
        // What an entry is that is no schema is told where that schema would be.
        (Shape::Schemas, Value::Object(_)) => vec![],
        (Shape::Names, Value::List(items)) => {
            match items.iter().find(|item| item.as_str().is_none()) {
                Some(_) => wrong("a list of property names"),
                None => repeated(items).map_or(vec![], |again| {
                    let name = again.as_str().unwrap_or_default();
                    let finding = format!("`{}` names `{name}` twice", pointer());
                    let finding = Finding::new(&CHECK.code, finding);
                    let place = document.place(again.span);
                    vec![finding.label(place, "named again here").help("name it once")]
                }),
            }
        }
        (Shape::Boolean, _) => wrong("true or false"),
        (Shape::Count, _) => wrong("a whole number, zero or more"),
        (Shape::Number, _) => wrong("a number"),
        (Shape::Schema, _) => wrong("one schema, an object"),
        (Shape::SchemaOrBoolean, _) => wrong("false, true or a schema"),
        (Shape::Schemas, _) => wrong("an object: a schema by the name of each property"),
        (Shape::Names, _) => wrong("a list of property names, beside `properties`"),
        (Shape::Values, _) => wrong("a list of the values that are allowed, at least one"),
        (Shape::Text | Shape::Format | Shape::Type, _) => wrong("a string"),
    }
}

/// The first text that stands there for the second time.
fn repeated(items: &[Node]) -> Option<&Node> {
    let mut seen = HashSet::new();
    items.iter().find(|item| item.as_str().is_some_and(|name| !seen.insert(name)))
}

fn choice(
    document: &Document<'_>,
    pointer: impl Fn() -> String,
    item: &Node,
    choices: &[&str],
) -> Vec<Finding> {
    let place = document.place(item.span);
    let Some(found) = item.as_str() else {
        let found = item.type_name(document.format);
        let finding = Finding::new(&CHECK.code, format!("`{}` holds {found}", pointer()));
        return vec![finding.label(place, format!("this has to be one of {}", listed(choices)))];
    };
    if choices.contains(&found) {
        return vec![];
    }
    let finding = Finding::new(&CHECK.code, format!("`{}` cannot be `{found}`", pointer()));
    let only = if let [only] = choices { Some(*only) } else { None };
    vec![match nearest(found, choices).or(only) {
        Some(meant) => finding
            .label(place, format!("did you mean `{meant}`?"))
            .help(format!("write `{meant}`")),
        None => {
            finding.label(place, "not supported").help(format!("write one of {}", listed(choices)))
        }
    }]
}
