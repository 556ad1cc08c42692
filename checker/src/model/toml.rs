//! TOML into the spanned tree.

mod marks;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::{Entries, Entry, Fault, Node, VALUES, Value};
use crate::Span;
use crate::finding::FINDINGS;

/// The parser bounds nesting at 80 by itself, below the bound for JSON.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    // The parser tells no number until its tree is built.
    if marks::count(text) > VALUES {
        return Err(vec![Fault::Crowded]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let root = Node { span: span(&table.span()), value: object(table.get_ref()) };
    let Some(error) = errors.first() else { return Ok(root) };
    if error.message() != "duplicate key" {
        // What follows a syntax error is mostly its echo.
        let span = error.span().as_ref().map(span);
        return Err(vec![Fault::Syntax { message: error.message().to_owned(), span }]);
    }
    let mut faults = vec![];
    let mut repeated_table = 0..0;
    for error in errors.iter().filter(|error| error.message() == "duplicate key") {
        let Some(second) = error.span().as_ref().map(span) else { continue };
        // What stands in a table that is given twice is only its echo.
        if repeated_table.contains(&second.start) {
            continue;
        }
        let key = text.get(second.start..second.end).unwrap_or("").trim_matches(['"', '\'']);
        // Of very many alike only the first are shown.
        let shown = faults.len() < FINDINGS;
        let first = match header(text, second.start) {
            Some(header) => {
                let next = text[second.end..].find("\n[");
                repeated_table = second.end..next.map_or(text.len(), |next| second.end + next);
                shown.then(|| earlier_header(text, header, second)).flatten()
            }
            None => shown.then(|| earlier_key(&root, key, second.start)).flatten(),
        };
        faults.push(Fault::DuplicateKey { key: key.to_owned(), first, second });
    }
    Err(faults)
}

/// The line that `offset` is in, if it is the header of a table.
fn header(text: &str, offset: usize) -> Option<&str> {
    let line = text[line_start(text, offset)..].lines().next()?.trim_end();
    line.starts_with('[').then_some(line)
}

/// Where the same key stands in the first header that reads the same.
fn earlier_header(text: &str, header: &str, second: Span) -> Option<Span> {
    let second_line = line_start(text, second.start);
    let first = text[..second_line].lines().find(|line| line.trim_end() == header)?;
    let start = first.as_ptr() as usize - text.as_ptr() as usize + (second.start - second_line);
    Some(Span { start, end: start + (second.end - second.start) })
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

fn object(table: &DeTable<'_>) -> Value {
    let mut sorted: Vec<_> = table.iter().collect();
    sorted.sort_by_key(|(key, _)| span(&key.span()));
    let mut entries = Entries::with_capacity(sorted.len());
    for (key, value) in sorted {
        entries.push(Entry {
            key: key.get_ref().to_string(),
            key_span: span(&key.span()),
            node: node(value),
        });
    }
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
