//! TOML into the spanned tree.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::{Entry, Fault, Node, Value};
use crate::Span;

/// The parser bounds nesting at 80 by itself, below the bound for JSON.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let root = Node { span: span(&table.span()), value: object(table.get_ref()) };
    let Some(error) = errors.first() else { return Ok(root) };
    if error.message() != "duplicate key" {
        // What follows a syntax error is mostly its echo.
        let span = error.span().as_ref().map(span);
        return Err(vec![Fault::Syntax { message: error.message().to_owned(), span }]);
    }
    let duplicates = errors.iter().filter(|error| error.message() == "duplicate key");
    Err(duplicates
        .filter_map(|error| {
            let second = span(&error.span()?);
            let key = text.get(second.start..second.end)?.trim_matches(['"', '\'']).to_owned();
            let first = earlier_key(&root, &key, second.start);
            Some(Fault::DuplicateKey { key, first, second })
        })
        .collect())
}

fn object(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: span(&key.span()),
            node: node(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Value::Object(entries)
}

fn node(spanned: &Spanned<DeValue<'_>>) -> Node {
    let value = match spanned.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .map_or(Value::Null, |integer| Value::Number(integer.into())),
        DeValue::Float(float) => float
            .as_str()
            .parse()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map_or(Value::Null, Value::Number),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => object(table),
    };
    Node { span: span(&spanned.span()), value }
}

/// The parser tells where a key stands for the second time, not the first: that is the nearest
/// such key before it that is not inside a value which ended.
fn earlier_key(node: &Node, key: &str, before: usize) -> Option<Span> {
    let mut nearest: Option<Span> = None;
    for entry in node.entries().iter().filter(|entry| entry.key_span.start < before) {
        let own = (entry.key == key).then_some(entry.key_span);
        let inline = matches!(entry.node.value, Value::Object(_))
            && entry.node.span.start > entry.key_span.end;
        let inner = if inline { None } else { earlier_key(&entry.node, key, before) };
        nearest = nearest.max(own).max(inner);
    }
    nearest
}

fn span(range: &Range<usize>) -> Span {
    Span { start: range.start, end: range.end }
}
