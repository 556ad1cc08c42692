//! The fields of every kind of document, as data: reading, reference pages and tests go by it.

mod contract;
mod manifest;
mod policy;

pub use contract::CONTRACT;
pub use manifest::MANIFEST;
pub use policy::POLICY;

/// A kind of document: its `kind` and `schema_version`, if it has them, and its fields.
#[derive(Debug)]
pub struct DocumentKind {
    /// How findings call it.
    pub name: &'static str,
    pub doc: &'static str,
    pub fields: &'static [Field],
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

pub const ALL: &[&DocumentKind] = &[&MANIFEST, &CONTRACT, &POLICY];

const fn required(name: &'static str, ty: Type, doc: &'static str) -> Field {
    Field { name, ty, required: true, doc }
}

const fn optional(name: &'static str, ty: Type, doc: &'static str) -> Field {
    Field { name, ty, required: false, doc }
}

pub const HOST_API_ACCESS: &[&str] = &["none", "exception_required"];
pub const NETWORK_ACCESS: &[&str] = &["forbidden", "required"];
pub const FILESYSTEM_ACCESS: &[&str] = &["none", "sandbox_only"];

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
