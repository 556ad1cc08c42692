//! From bytes to a document: each fault on the way is a finding, and all faults are told at once.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str;

use crate::checks::missing_field::Missing;
use crate::checks::{
    duplicate_key, missing_digest, missing_field, too_large, unknown_field, unreadable_document,
    unsupported_schema_version, wrong_type,
};
use crate::finding::Flood;
use crate::model::at::At;
use crate::model::document::{Document, Entry, Fault, Node, Value};
use crate::model::fields::{DocumentKind, Field, Known, Type};
use crate::{Code, Content, Finding, Input, Place, Role};

/// The largest text document, in bytes.
pub const TEXT_LIMIT: usize = 4 << 20;
/// The largest boundary document, in bytes: Markdown takes many times its text.
pub const BOUNDARY_LIMIT: usize = 256 << 10;
/// The largest core module, in bytes.
pub const MODULE_LIMIT: usize = 64 << 20;
/// The most types, imports, exports or custom sections that a core module is read with.
pub const LIST_LIMIT: usize = 10_000;

/// The most unknown keys of a document that are taken for slips.
const SLIPS: usize = 100;

/// The input's text as a tree, or what keeps it from being one.
pub fn document<'a>(input: &Input<'a>) -> Result<Document<'a>, Vec<Finding>> {
    let text = text(input)?;
    // Several are of one code: duplicate keys.
    Document::parse(input.name, text).map_err(|faults| {
        let mut flood = Flood::default();
        faults.into_iter().for_each(|fault| flood.push(|| parse_finding(input, fault)));
        flood.into_findings()
    })
}

/// The input's text, or what keeps it from being one.
pub fn text<'a>(input: &Input<'a>) -> Result<&'a str, Vec<Finding>> {
    let limit = if input.role == Role::Boundary { BOUNDARY_LIMIT } else { TEXT_LIMIT };
    let bytes = bytes(input, limit)?;
    if bytes.is_empty() {
        return Err(vec![unreadable_document::empty(input.name)]);
    }
    str::from_utf8(bytes).map_err(|_| vec![unreadable_document::not_utf8(input.name, bytes)])
}

/// The input's bytes, or what keeps it from having any.
pub fn bytes<'a>(input: &Input<'a>, limit: usize) -> Result<&'a [u8], Vec<Finding>> {
    match &input.content {
        Content::Directory => Err(vec![unreadable_document::directory(input.name)]),
        Content::Oversized { .. } => {
            Err(vec![too_large::finding(input.name, input.role, None, limit)])
        }
        Content::Bytes(bytes) if bytes.len() > limit => {
            Err(vec![too_large::finding(input.name, input.role, Some(bytes.len()), limit)])
        }
        Content::Bytes(bytes) => Ok(bytes),
    }
}

fn parse_finding(input: &Input<'_>, fault: Fault) -> Finding {
    let file = input.name;
    match fault {
        Fault::Crowded => too_large::values(file, input.role),
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
    let mut reader = Reader { document, kind, unknown: 0, findings: BTreeMap::new() };
    let root = &document.root;
    if !matches!(root.value, Value::Object(_)) {
        reader.wrong_type(root, &format_args!("the {}", kind.name), "an object");
        return reader.into_findings();
    }
    // A document of another kind or version has other fields: telling each would be noise.
    reader.identity(root, kind.fields, &At::Root);
    if reader.findings.is_empty() {
        reader.record(root, None, kind.fields, &At::Root);
        reader.additions();
    }
    reader.into_findings()
}

struct Reader<'a> {
    document: &'a Document<'a>,
    kind: &'a DocumentKind,
    /// How many keys are no fields.
    unknown: usize,
    /// By code.
    findings: BTreeMap<&'static str, Flood>,
}

impl<'a> Reader<'a> {
    fn into_findings(self) -> Vec<Finding> {
        self.findings.into_values().flat_map(Flood::into_findings).collect()
    }

    fn tell(&mut self, code: &Code, finding: impl FnOnce(&'a Document<'a>) -> Finding) {
        let document = self.document;
        self.findings.entry(code.name).or_default().push(|| finding(document));
    }

    fn identity(&mut self, node: &Node, fields: &[Field], at: &At<'_>) {
        for field in fields {
            let Some(value) = node.get(field.name) else { continue };
            let inner = At::Key(at, field.name);
            match (&field.ty, at) {
                (Type::Version(known), _) => self.version(value, &inner, *known),
                (Type::Choice(choices), At::Root) if field.name == "kind" => {
                    self.choice(value, &inner, choices);
                }
                (Type::Record(fields), At::Root) if field.name == "governance" => {
                    self.identity(value, fields, &inner);
                }
                _ => {}
            }
        }
    }

    fn version(&mut self, node: &Node, at: &At<'_>, known: Known) {
        let (found, wanted) = match (&node.value, known) {
            (Value::Text(found), Known::Text(wanted)) => (found.clone(), wanted.to_owned()),
            (Value::Number(found), Known::Number(wanted)) => {
                (found.to_string(), wanted.to_string())
            }
            (_, Known::Text(_)) => return self.wrong_type(node, &Quoted(at), "a string"),
            (_, Known::Number(_)) => return self.wrong_type(node, &Quoted(at), "a number"),
        };
        if found != wanted {
            self.tell(&unsupported_schema_version::CHECK.code, |document| {
                let place = document.place(node.span);
                unsupported_schema_version::finding(place, &at.to_string(), &found, &wanted)
            });
        }
    }

    fn record(&mut self, node: &Node, key: Option<Place<'_>>, fields: &[Field], at: &At<'_>) {
        let name = self.kind.name;
        let inside = || if let At::Root = at { name.to_owned() } else { at.to_string() };
        let known = || fields.iter().map(|field| field.name).collect::<Vec<_>>();
        let lacks = |field: &&Field| field.required && node.get(field.name).is_none();
        let mut missing: Vec<_> = fields.iter().filter(lacks).map(Missing::of).collect();
        let elsewhere = self.slip(node, at).map(|entry| entry.key_span);
        for entry in node.entries() {
            if Some(entry.key_span) == elsewhere {
                continue;
            }
            let place = self.document.place(entry.key_span);
            if let Some(field) = fields.iter().find(|field| field.name == entry.key) {
                self.value(&entry.node, place, &field.ty, &At::Key(at, field.name));
                continue;
            }
            self.unknown += 1;
            // Where so many are unknown, none is a slip of the pen.
            let near: &mut [_] = if self.unknown > SLIPS { &mut [] } else { &mut missing[..] };
            if let Some(meant) = Missing::meant(near, &entry.key) {
                meant.misspelt = Some((&entry.key, place));
            } else {
                self.tell(&unknown_field::CHECK.code, |_| {
                    unknown_field::finding(place, &entry.key, &inside(), node, &known())
                });
            }
        }
        if !missing.is_empty() {
            self.tell(&missing_field::CHECK.code, |document| {
                let place = key.unwrap_or(document.head());
                missing_field::finding(place, &inside(), &missing)
            });
        }
    }

    /// The key that is told as what something else lacks, and not as unknown too.
    fn slip<'b>(&self, node: &'b Node, at: &At<'_>) -> Option<&'b Entry> {
        match at {
            At::Root if self.addition().is_some() => unknown_field::slip(node, &["governance"]),
            At::Key(At::Root, "binary") => missing_digest::slip(node).map(|(entry, _)| entry),
            _ => None,
        }
    }

    /// The first of our own additions that the document uses.
    fn addition(&self) -> Option<&'a Entry> {
        self.kind.additions.iter().find_map(|path| self.document.entry(path))
    }

    fn additions(&mut self) {
        let Self { document, kind, .. } = *self;
        if let (Some(entry), None) = (self.addition(), document.get(&["governance"])) {
            let slip = self.slip(&document.root, &At::Root);
            self.tell(&missing_field::CHECK.code, |document| {
                let place = document.place(entry.key_span);
                let slip = slip.map(|slip| (&*slip.key, document.place(slip.key_span)));
                missing_field::governance(place, kind.name, &entry.key, slip)
            });
        }
    }

    fn value(&mut self, node: &Node, key: Place<'_>, ty: &Type, at: &At<'_>) {
        let shown = Quoted(at);
        match (ty, &node.value) {
            (Type::Text, Value::Text(_))
            | (Type::Boolean, Value::Bool(_))
            | (Type::AnyObject, Value::Object(_))
            | (Type::Any | Type::Version(_), _) => {}
            (Type::Count, Value::Number(number)) if number.is_u64() => {}
            (Type::Choice(choices), Value::Text(_)) => self.choice(node, at, choices),
            (Type::Record(fields), Value::Object(_)) => self.record(node, Some(key), fields, at),
            (Type::List(ty), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let place = self.document.place(item.span);
                    self.value(item, place, ty, &At::Item(at, index));
                }
            }
            (Type::Nullable(_), Value::Null) => {}
            (Type::Nullable(ty), _) => self.value(node, key, ty, at),
            (Type::Map(ty), Value::Object(entries)) => {
                for entry in entries {
                    let place = self.document.place(entry.key_span);
                    self.value(&entry.node, place, ty, &At::Key(at, &entry.key));
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

    fn choice(&mut self, node: &Node, at: &At<'_>, choices: &[&str]) {
        let own = self.kind.name;
        match node.as_str() {
            Some(found) if choices.contains(&found) => {}
            Some(found) => self.tell(&wrong_type::CHECK.code, |document| {
                let place = document.place(node.span);
                match choices {
                    [kind] if matches!(at, At::Key(At::Root, "kind")) => {
                        wrong_type::kind(place, found, kind, own)
                    }
                    _ => wrong_type::choice(place, &at.to_string(), found, choices),
                }
            }),
            None => self.wrong_type(node, &Quoted(at), "a string"),
        }
    }

    fn wrong_type(&mut self, node: &Node, what: &dyn Display, wanted: &str) {
        self.tell(&wrong_type::CHECK.code, |document| {
            let place = document.place(node.span);
            let found = node.type_name(document.format);
            let text = &document.text[node.span.start..node.span.end];
            let scalar = matches!(node.value, Value::Bool(_) | Value::Number(_) | Value::Date(_));
            let what = what.to_string();
            let instead = match wanted {
                "a string" if scalar => Some(format!("\"{text}\"")),
                // TOML's header of one table, where one of many belongs.
                "a list" if text.starts_with('[') => Some(format!("[[{}]]", what.replace('`', ""))),
                _ => None,
            };
            wrong_type::finding(place, &what, found, wanted, instead.as_deref())
        });
    }
}

struct Quoted<'a>(&'a At<'a>);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}
