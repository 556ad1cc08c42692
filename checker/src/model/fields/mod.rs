//! The fields of every kind of document, as data: reading, reference pages and tests go by it.

use std::fmt::Write as _;

use super::document::{Document, Node, Text};
use super::trail::{Step, Trail};

mod contract;
mod event;
mod interface;
mod manifest;
mod policy;
mod shared;
mod workflow;

pub use contract::{CONTRACT, TARGETS};
pub use event::EVENT;
pub use interface::MODEL_INTERFACE;
pub use manifest::{MANIFEST, SURFACES};
pub use policy::{LEVELS, POLICY};
pub use workflow::WORKFLOW;

/// A kind of document: its `kind` and `schema_version`, if it has them, and its fields.
#[derive(Debug)]
pub struct DocumentKind {
    /// How findings call it.
    pub name: &'static str,
    pub doc: &'static str,
    pub fields: &'static [Field],
    /// Paths of our own additions: where one is used, `governance` has to say which version.
    pub additions: &'static [&'static [&'static str]],
}

#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub ty: Type,
    pub required: bool,
    /// What it means, in which unit. It is shown where the field is missing.
    pub doc: &'static str,
}

#[derive(Debug)]
pub enum Type {
    Text,
    Boolean,
    /// A whole number, zero or more.
    Count,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// The version of the document's format, and the only one that is known.
    Version(Known),
    /// Nested fields.
    Record(&'static [Field]),
    List(&'static Type),
    /// Keys of the author's choice, all values alike.
    Map(&'static Type),
    /// A value, or null, which says the same as leaving it out: Traverse reads these fields so, and
    /// other fields that may be left out not.
    Nullable(&'static Type),
    /// Any value; it is data of the author's, not ours.
    Any,
    /// Any object.
    AnyObject,
}

#[derive(Clone, Copy, Debug)]
pub enum Known {
    Text(&'static str),
    Number(u64),
}

impl DocumentKind {
    /// Whether null there says the same as leaving it out.
    pub fn is_nullable(&self, trail: &Trail<'_>) -> bool {
        let mut fields = self.fields;
        let mut ty: Option<&Type> = None;
        for step in trail.steps() {
            let named = |field: &&Field| step == Step::Key(field.name);
            ty = match ty {
                Some(Type::List(ty) | Type::Map(ty)) => Some(ty),
                _ => fields.iter().find(named).map(|field| &field.ty),
            };
            let inner = if let Some(Type::Nullable(inner)) = ty { Some(*inner) } else { ty };
            fields = if let Some(Type::Record(fields)) = inner { fields } else { &[] };
        }
        matches!(ty, Some(Type::Nullable(_)))
    }
}

/// The texts that a document has in known fields, with their paths; not what is the author's data.
pub fn texts<'a>(document: &'a Document<'a>, kind: &DocumentKind) -> Vec<(String, Text<'a>)> {
    texts_where(document, kind, |_, _| true)
}

/// Those of them to keep: of a document with very many texts, not every path is worth writing out.
pub fn texts_where<'a>(
    document: &'a Document<'a>,
    kind: &DocumentKind,
    keep: impl Fn(&str, Text<'a>) -> bool,
) -> Vec<(String, Text<'a>)> {
    let mut collector = Collector { document, path: String::new(), keep, texts: vec![] };
    collector.record(&document.root, kind.fields);
    collector.texts
}

struct Collector<'a, K> {
    document: &'a Document<'a>,
    /// Of what is looked at.
    path: String,
    keep: K,
    texts: Vec<(String, Text<'a>)>,
}

impl<'a, K: Fn(&str, Text<'a>) -> bool> Collector<'a, K> {
    fn record(&mut self, node: &'a Node, fields: &[Field]) {
        for field in fields {
            if let Some(node) = node.get(field.name) {
                self.below(|path| join(path, field.name), node, &field.ty);
            }
        }
    }

    fn below(&mut self, extend: impl FnOnce(&mut String), node: &'a Node, ty: &Type) {
        let length = self.path.len();
        extend(&mut self.path);
        self.value(node, ty);
        self.path.truncate(length);
    }

    fn value(&mut self, node: &'a Node, ty: &Type) {
        match ty {
            Type::Text | Type::Choice(_) => {
                let text = self.document.as_text(node);
                if let Some(text) = text.filter(|text| (self.keep)(&self.path, *text)) {
                    self.texts.push((self.path.clone(), text));
                }
            }
            Type::Record(fields) => self.record(node, fields),
            Type::List(ty) => {
                for (index, item) in node.items().iter().enumerate() {
                    let step = |path: &mut String| {
                        let _ = write!(path, "[{index}]");
                    };
                    self.below(step, item, ty);
                }
            }
            Type::Map(ty) => {
                for entry in node.entries() {
                    self.below(|path| join(path, &entry.key), &entry.node, ty);
                }
            }
            Type::Nullable(ty) => self.value(node, ty),
            Type::Boolean | Type::Count | Type::Version(_) | Type::Any | Type::AnyObject => {}
        }
    }
}

fn join(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

pub const ALL: &[&DocumentKind] =
    &[&MANIFEST, &CONTRACT, &WORKFLOW, &EVENT, &MODEL_INTERFACE, &POLICY];

const fn required(name: &'static str, ty: Type, doc: &'static str) -> Field {
    Field { name, ty, required: true, doc }
}

const fn optional(name: &'static str, ty: Type, doc: &'static str) -> Field {
    Field { name, ty, required: false, doc }
}

const HOST_API_ACCESS: &[&str] = &["none", "exception_required"];
const NETWORK_ACCESS: &[&str] = &["forbidden", "required"];
const FILESYSTEM_ACCESS: &[&str] = &["none", "sandbox_only"];

/// Each constraint and its values.
pub const CONSTRAINT_VALUES: &[(&str, &[&str])] = &[
    ("host_api_access", HOST_API_ACCESS),
    ("network_access", NETWORK_ACCESS),
    ("filesystem_access", FILESYSTEM_ACCESS),
];

/// The value of a constraint that asks for nothing.
pub fn narrow(constraint: &str) -> &'static str {
    let values = CONSTRAINT_VALUES.iter().find(|(name, _)| *name == constraint);
    values.and_then(|(_, values)| values.first()).copied().unwrap_or("none")
}

/// The same three fields stand in the manifest and in the contract.
const CONSTRAINTS: Type = Type::Record(&[
    required(
        "host_api_access",
        Type::Choice(HOST_API_ACCESS),
        "what the package asks of its host beyond standard input and output: `none`, or `exception_required` for access that needs an approved exception",
    ),
    required(
        "network_access",
        Type::Choice(NETWORK_ACCESS),
        "whether the package reaches the network: `forbidden` or `required`",
    ),
    required(
        "filesystem_access",
        Type::Choice(FILESYSTEM_ACCESS),
        "whether the package reaches a file system: `none` or `sandbox_only`",
    ),
]);
