//! JSON into the spanned tree.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use jsonc_parser::{CollectOptions, ParseOptions, ast, common::Ranged as _, parse_to_ast};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};

use super::document::{Entries, Entry, Fault, MARKED, Node, VALUES, Value};
use crate::Span;

/// `serde_json` decides whether a text is JSON (it is strict, bounds nesting at 128 and refuses
/// numbers out of range), but keeps no spans; `jsonc_parser` then only tells where things stand.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    if text.starts_with(MARK) {
        let span = Some(Span { start: 0, end: MARK.len_utf8() });
        return Err(vec![Fault::Syntax { message: MARKED.to_owned(), span }]);
    }
    let values = Cell::new(0);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Strict(&values).deserialize(&mut reader).and_then(|()| reader.end());
    if values.get() > VALUES {
        return Err(vec![Fault::Crowded]);
    }
    if let Err(error) = read {
        return Err(vec![syntax_fault(text, &error)]);
    }
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT)
        .ok()
        .and_then(|parsed| parsed.value)
        .ok_or_else(|| vec![Fault::Syntax { message: "not JSON".into(), span: None }])?;
    let mut faults = vec![];
    let root = node(parsed, &mut faults);
    if faults.is_empty() { Ok(root) } else { Err(faults) }
}

const MARK: char = '\u{feff}';

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

fn node(value: ast::Value<'_>, faults: &mut Vec<Fault>) -> Node {
    let span = span(value.range());
    let value = match value {
        ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
        ast::Value::NumberLit(number) => {
            serde_json::from_str(number.value).map_or(Value::Null, Value::Number)
        }
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::Array(array) => {
            Value::List(array.elements.into_iter().map(|item| node(item, faults)).collect())
        }
        ast::Value::Object(object) => Value::Object(entries(object, faults)),
    };
    Node { span, value }
}

fn entries(object: ast::Object<'_>, faults: &mut Vec<Fault>) -> Entries {
    let mut entries = Entries::with_capacity(object.properties.len());
    for property in object.properties {
        let key_span = span(property.name.range());
        let key = property.name.into_string();
        match entries.get(&key).map(|entry| entry.key_span) {
            None => entries.push(Entry { key, key_span, node: node(property.value, faults) }),
            first => faults.push(Fault::DuplicateKey { key, first, second: key_span }),
        }
    }
    entries
}

fn span(range: jsonc_parser::common::Range) -> Span {
    Span { start: range.start, end: range.end }
}

fn syntax_fault(text: &str, error: &serde_json::Error) -> Fault {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let start = (line_start + error.column().saturating_sub(1)).min(text.len());
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary((start + 1).min(text.len()));
    let message = error.to_string();
    // The position is shown by the label.
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    Fault::Syntax { message, span: Some(Span { start, end }) }
}

/// Any JSON, read as strictly as a `serde_json::Value` is, and kept nowhere; its values are counted.
#[derive(Clone, Copy)]
struct Strict<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.set(self.0.get() + 1);
        if self.0.get() > VALUES {
            return Err(D::Error::custom("too many values"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while entries.next_key::<Cow<'de, str>>()?.is_some() {
            entries.next_value_seed(self)?;
        }
        Ok(())
    }
}
