//! From bytes to a document: each fault on the way is a finding, and all faults are told at once.

use std::str;

use crate::checks::{
    duplicate_key, missing_field, too_large, unknown_field, unreadable_document,
    unsupported_schema_version, wrong_type,
};
use crate::model::document::{Document, Fault, Node, Value};
use crate::model::fields::{DocumentKind, Field, Known, Type};
use crate::{Content, Finding, Input, Place};

/// The largest text document, in bytes.
pub const TEXT_LIMIT: usize = 4 << 20;
/// The largest core module, in bytes.
pub const MODULE_LIMIT: usize = 64 << 20;

/// The input's text as a tree, or what keeps it from being one.
pub fn document<'a>(input: &Input<'a>) -> Result<Document<'a>, Vec<Finding>> {
    let text = text(input)?;
    Document::parse(input.name, text).map_err(|faults| {
        faults.into_iter().map(|fault| parse_finding(input.name, fault)).collect()
    })
}

/// The input's text, or what keeps it from being one.
pub fn text<'a>(input: &Input<'a>) -> Result<&'a str, Vec<Finding>> {
    let bytes = bytes(input, TEXT_LIMIT)?;
    if bytes.is_empty() {
        return Err(vec![unreadable_document::empty(input.name)]);
    }
    str::from_utf8(bytes)
        .map_err(|error| vec![unreadable_document::not_utf8(input.name, error.valid_up_to())])
}

/// The input's bytes, or what keeps it from having any.
pub fn bytes<'a>(input: &Input<'a>, limit: usize) -> Result<&'a [u8], Vec<Finding>> {
    match &input.content {
        Content::Directory => Err(vec![unreadable_document::directory(input.name)]),
        Content::Oversized { .. } => Err(vec![too_large::finding(input.name, None, limit)]),
        Content::Bytes(bytes) if bytes.len() > limit => {
            Err(vec![too_large::finding(input.name, Some(bytes.len()), limit)])
        }
        Content::Bytes(bytes) => Ok(bytes),
    }
}

fn parse_finding(file: &str, fault: Fault) -> Finding {
    match fault {
        Fault::Syntax { message, span } => {
            unreadable_document::syntax(Place { file, span }, &message)
        }
        Fault::DuplicateKey { key, first, second } => {
            duplicate_key::finding(file, &key, first, second)
        }
    }
}

/// Compares a document with the table of its kind.
pub fn fields(document: &Document<'_>, kind: &DocumentKind) -> Vec<Finding> {
    let mut reader = Reader { document, kind, findings: vec![] };
    let root = &document.root;
    if !matches!(root.value, Value::Object(_)) {
        reader.wrong_type(root, &format!("the {}", kind.name), "an object");
        return reader.findings;
    }
    // A document of another kind or version has other fields: telling each would be noise.
    reader.identity(root, kind.fields, "");
    if reader.findings.is_empty() {
        reader.record(root, None, kind.fields, "");
        reader.additions();
    }
    reader.findings
}

struct Reader<'a> {
    document: &'a Document<'a>,
    kind: &'a DocumentKind,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn identity(&mut self, node: &Node, fields: &[Field], path: &str) {
        for field in fields {
            let Some(value) = node.get(field.name) else { continue };
            let path = join(path, field.name);
            match &field.ty {
                Type::Version(known) => self.version(value, &path, *known),
                Type::Choice(choices) if path == "kind" => self.choice(value, &path, choices),
                Type::Record(fields) if path == "governance" => {
                    self.identity(value, fields, &path);
                }
                _ => {}
            }
        }
    }

    fn version(&mut self, node: &Node, path: &str, known: Known) {
        let place = self.document.place(node.span);
        let (found, wanted) = match (&node.value, known) {
            (Value::Text(found), Known::Text(wanted)) => (found.clone(), wanted.to_owned()),
            (Value::Number(found), Known::Number(wanted)) => {
                (found.to_string(), wanted.to_string())
            }
            (_, Known::Text(_)) => return self.wrong_type(node, &quoted(path), "a string"),
            (_, Known::Number(_)) => return self.wrong_type(node, &quoted(path), "a number"),
        };
        if found != wanted {
            self.findings.push(unsupported_schema_version::finding(place, path, &found, &wanted));
        }
    }

    fn record(&mut self, node: &Node, key: Option<Place<'_>>, fields: &[Field], path: &str) {
        for entry in node.entries() {
            match fields.iter().find(|field| field.name == entry.key) {
                Some(field) => {
                    let place = self.document.place(entry.key_span);
                    self.value(&entry.node, place, &field.ty, &join(path, field.name));
                }
                None => {
                    let place = self.document.place(entry.key_span);
                    let known: Vec<_> = fields.iter().map(|field| field.name).collect();
                    let inside = if path.is_empty() { self.kind.name } else { path };
                    self.findings.push(unknown_field::finding(place, &entry.key, inside, &known));
                }
            }
        }
        let missing: Vec<_> = fields
            .iter()
            .filter(|field| field.required && node.get(field.name).is_none())
            .map(|field| (field.name, field.doc))
            .collect();
        if !missing.is_empty() {
            let place = key.unwrap_or(Place::file(self.document.name));
            let inside = if path.is_empty() { self.kind.name } else { path };
            self.findings.push(missing_field::finding(place, inside, &missing));
        }
    }

    fn additions(&mut self) {
        let Self { document, kind, .. } = self;
        let used = kind.additions.iter().find_map(|path| document.entry(path));
        if let (Some(entry), None) = (used, document.get(&["governance"])) {
            let place = document.place(entry.key_span);
            self.findings.push(missing_field::governance(place, kind.name, &entry.key));
        }
    }

    fn value(&mut self, node: &Node, key: Place<'_>, ty: &Type, path: &str) {
        let shown = quoted(path);
        match (ty, &node.value) {
            (Type::Text, Value::Text(_))
            | (Type::Boolean, Value::Bool(_))
            | (Type::AnyObject, Value::Object(_))
            | (Type::Any | Type::Version(_), _) => {}
            (Type::Count, Value::Number(number)) if number.is_u64() => {}
            (Type::Choice(choices), Value::Text(_)) => self.choice(node, path, choices),
            (Type::Record(fields), Value::Object(_)) => self.record(node, Some(key), fields, path),
            (Type::List(ty), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let place = self.document.place(item.span);
                    self.value(item, place, ty, &format!("{path}[{index}]"));
                }
            }
            (Type::Nullable(_), Value::Null) => {}
            (Type::Nullable(ty), _) => self.value(node, key, ty, path),
            (Type::Map(ty), Value::Object(entries)) => {
                for entry in entries {
                    let place = self.document.place(entry.key_span);
                    self.value(&entry.node, place, ty, &join(path, &entry.key));
                }
            }
            (Type::Text | Type::Choice(_), _) => self.wrong_type(node, &shown, "a string"),
            (Type::Boolean, _) => self.wrong_type(node, &shown, "true or false"),
            (Type::Count, _) => self.wrong_type(node, &shown, "a whole number, zero or more"),
            (Type::List(_), _) => self.wrong_type(node, &shown, "a list"),
            (Type::Record(fields), _) => {
                let names: Vec<_> = fields.iter().map(|field| field.name).collect();
                let object = self.document.format.object();
                let wanted = format!("{object} with {}", unknown_field::listed(&names));
                self.wrong_type(node, &shown, &wanted);
            }
            (Type::Map(_) | Type::AnyObject, _) => {
                self.wrong_type(node, &shown, self.document.format.object());
            }
        }
    }

    fn choice(&mut self, node: &Node, path: &str, choices: &[&str]) {
        let place = self.document.place(node.span);
        match node.as_str() {
            Some(found) if choices.contains(&found) => {}
            Some(found) => self.findings.push(match choices {
                [kind] if path == "kind" => wrong_type::kind(place, found, kind, self.kind.name),
                _ => wrong_type::choice(place, path, found, choices),
            }),
            None => self.wrong_type(node, &quoted(path), "a string"),
        }
    }

    fn wrong_type(&mut self, node: &Node, what: &str, wanted: &str) {
        let place = self.document.place(node.span);
        let found = node.type_name(self.document.format);
        let text = &self.document.text[node.span.start..node.span.end];
        let scalar = matches!(node.value, Value::Bool(_) | Value::Number(_) | Value::Date(_));
        let quoted = (scalar && wanted == "a string").then(|| format!("\"{text}\""));
        self.findings.push(wrong_type::finding(place, what, found, wanted, quoted.as_deref()));
    }
}

fn quoted(path: &str) -> String {
    format!("`{path}`")
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
