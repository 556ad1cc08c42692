//! One tree for JSON and TOML, in which every key and value knows where it stands.

use std::fmt;

pub use super::entries::Entries;
use crate::{Place, Span};

/// The most values that a document is read with: a tree of them takes many times their text.
pub const VALUES: usize = 16_000;

/// A text document that was read.
#[derive(Debug)]
pub struct Document<'a> {
    pub name: &'a str,
    pub text: &'a str,
    pub format: Format,
    pub root: Node,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    Toml,
}

#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    /// TOML's dates and times; no field of ours has this type.
    Date(String),
    List(Vec<Node>),
    Object(Entries),
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub node: Node,
}

/// A string in a document, and its place.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    pub value: &'a str,
    pub place: Place<'a>,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.value)
    }
}

/// Of JSON that begins with one: TOML may, and JSON not.
pub const MARKED: &str = "a byte order mark stands before it";

/// Why a text is no document. `span` is missing where the parser tells none.
#[derive(Debug)]
pub enum Fault {
    /// It has more than `VALUES`.
    Crowded,
    Syntax {
        message: String,
        span: Option<Span>,
    },
    DuplicateKey {
        key: String,
        first: Option<Span>,
        second: Span,
    },
}

impl<'a> Document<'a> {
    /// Reads a text as TOML if its name ends so, else as JSON.
    pub fn parse(name: &'a str, text: &'a str) -> Result<Self, Vec<Fault>> {
        let format = if name.ends_with(".toml") { Format::Toml } else { Format::Json };
        let root = match format {
            Format::Json => super::json::parse(text)?,
            Format::Toml => super::toml::parse(text)?,
        };
        Ok(Self { name, text, format, root })
    }

    pub fn place(&self, span: Span) -> Place<'_> {
        Place { file: self.name, span: Some(span) }
    }

    /// Of what is told of all of it: the key that says what it is.
    pub fn head(&self) -> Place<'_> {
        let head = self.entry(&["kind"]);
        head.map_or(Place::file(self.name), |entry| self.place(entry.key_span))
    }

    pub fn entry(&self, path: &[&str]) -> Option<&Entry> {
        let (last, parents) = path.split_last()?;
        parents.iter().try_fold(&self.root, |node, key| node.get(key))?.entry(last)
    }

    pub fn get(&self, path: &[&str]) -> Option<&Node> {
        self.entry(path).map(|entry| &entry.node)
    }

    /// The string at `path`; none if there is something else.
    pub fn text(&self, path: &[&str]) -> Option<Text<'_>> {
        self.as_text(self.get(path)?)
    }

    pub fn as_text<'b>(&'b self, node: &'b Node) -> Option<Text<'b>> {
        match &node.value {
            Value::Text(value) => Some(Text { value, place: self.place(node.span) }),
            _ => None,
        }
    }
}

impl Node {
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Object(entries) => entries.get(key),
            _ => None,
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(value) => Some(value),
            _ => None,
        }
    }

    pub fn as_u64(&self) -> Option<u64> {
        match &self.value {
            Value::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    pub fn as_f64(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// What people call a value of this type.
    pub fn type_name(&self, format: Format) -> &'static str {
        match self.value {
            // TOML has no null: its numbers that none of ours hold are read so.
            Value::Null if format == Format::Toml => "a number out of range",
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a string",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Object(_) => format.object(),
        }
    }

    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(number) => number.clone().into(),
            Value::Text(text) | Value::Date(text) => text.clone().into(),
            Value::List(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Value::Object(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), entry.node.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

impl Format {
    /// What people call an object in this format.
    pub fn object(self) -> &'static str {
        match self {
            Self::Json => "an object",
            Self::Toml => "a table",
        }
    }
}
