//! The fields of every kind of document, as data: reading, reference pages and tests go by it.

use super::document::{Document, Node, Text};

mod contract;
mod event;
mod interface;
mod manifest;
mod policy;
mod shared;
mod workflow;

pub use contract::CONTRACT;
pub use event::EVENT;
pub use interface::MODEL_INTERFACE;
pub use manifest::MANIFEST;
pub use policy::POLICY;
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
    /// A value, or null, which says the same as leaving it out.
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

/// The texts that a document has in known fields, with their paths; not what is the author's data.
pub fn texts<'a>(document: &'a Document<'a>, kind: &DocumentKind) -> Vec<(String, Text<'a>)> {
    let mut texts = vec![];
    for field in kind.fields {
        if let Some(node) = document.get(&[field.name]) {
            collect(document, node, &field.ty, field.name.to_owned(), &mut texts);
        }
    }
    texts
}

fn collect<'a>(
    document: &'a Document<'a>,
    node: &'a Node,
    ty: &Type,
    path: String,
    texts: &mut Vec<(String, Text<'a>)>,
) {
    match ty {
        Type::Text | Type::Choice(_) => {
            texts.extend(document.as_text(node).map(|text| (path, text)));
        }
        Type::Record(fields) => {
            for field in *fields {
                if let Some(node) = node.get(field.name) {
                    collect(document, node, &field.ty, format!("{path}.{}", field.name), texts);
                }
            }
        }
        Type::List(ty) => {
            for (index, item) in node.items().iter().enumerate() {
                collect(document, item, ty, format!("{path}[{index}]"), texts);
            }
        }
        Type::Map(ty) => {
            for entry in node.entries() {
                collect(document, &entry.node, ty, format!("{path}.{}", entry.key), texts);
            }
        }
        Type::Nullable(ty) => collect(document, node, ty, path, texts),
        Type::Boolean | Type::Count | Type::Version(_) | Type::Any | Type::AnyObject => {}
    }
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
