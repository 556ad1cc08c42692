//! The JSON Schemas of a document, node by node, each with its JSON pointer.

use std::rc::Rc;

use super::at::clipped;
use super::document::{Document, Entry, Node, Value};
use crate::Place;

/// A schema or one of the schemas in it.
#[derive(Debug)]
pub struct Schema<'a> {
    at: Rc<At<'a>>,
    /// Of the key that it stands under: shorter to show than the whole.
    pub key: Place<'a>,
    pub node: &'a Node,
}

pub const ROOTS: &[&[&str]] =
    &[&["inputs", "schema"], &["outputs", "schema"], &["state_schema"], &["payload", "schema"]];

/// Where a schema is: written out only for those of which something is told.
#[derive(Debug)]
enum At<'a> {
    Root(&'static [&'static str]),
    Property(Rc<At<'a>>, &'a str),
    Items(Rc<At<'a>>),
    /// The values of keys that are no properties.
    More(Rc<At<'a>>),
}

impl At<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root(path) => format!("/{}", path.join("/")),
            Self::Property(parent, key) => join(&(parent.pointer() + "/properties"), key),
            Self::Items(parent) => parent.pointer() + "/items",
            Self::More(parent) => parent.pointer() + "/additionalProperties",
        }
    }

    fn path(&self) -> String {
        let below = |parent: &Self, key: &str| match parent {
            Self::Root(_) => clipped(key).into_owned(),
            parent => format!("{}.{}", parent.path(), clipped(key)),
        };
        match self {
            Self::Root(_) => String::new(),
            Self::Property(parent, key) => below(parent, key),
            Self::Items(parent) => parent.path() + "[]",
            Self::More(parent) => below(parent, "*"),
        }
    }
}

/// Each schema that a document has, with all the schemas in it, itself first.
pub fn schemas<'a>(document: &'a Document<'a>) -> Vec<Vec<Schema<'a>>> {
    let tree = |path: &&'static [&'static str]| {
        let mut found = vec![];
        // What is no object is told as of the wrong type, but for null where that is as if none were
        // there.
        let entry =
            document.entry(path).filter(|entry| matches!(entry.node.value, Value::Object(_)))?;
        collect(document, entry, At::Root(path), &mut found);
        Some(found)
    };
    ROOTS.iter().filter_map(tree).collect()
}

fn collect<'a>(
    document: &'a Document<'a>,
    entry: &'a Entry,
    at: At<'a>,
    found: &mut Vec<Schema<'a>>,
) {
    let node = &entry.node;
    let at = Rc::new(at);
    found.push(Schema { at: at.clone(), key: document.place(entry.key_span), node });
    let inner =
        |key: &str| node.entry(key).filter(|entry| matches!(entry.node.value, Value::Object(_)));
    for property in inner("properties").map_or(&[][..], |properties| properties.node.entries()) {
        collect(document, property, At::Property(at.clone(), &property.key), found);
    }
    if let Some(items) = inner("items") {
        collect(document, items, At::Items(at.clone()), found);
    }
    if let Some(more) = inner("additionalProperties") {
        collect(document, more, At::More(at), found);
    }
}

/// The pointer of a key below another, as RFC 6901 escapes it.
pub fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", token(key))
}

pub(crate) fn token(key: &str) -> String {
    clipped(key).replace('~', "~0").replace('/', "~1")
}

impl<'a> Schema<'a> {
    pub fn pointer(&self) -> String {
        self.at.pointer()
    }

    /// Of the values that it describes, inside those that the whole schema describes:
    /// `lines[].price`; empty for the whole schema.
    pub fn path(&self) -> String {
        self.at.path()
    }

    /// The names that `type` gives.
    pub fn types(&self) -> Vec<&'a str> {
        let Some(types) = self.node.get("type") else { return vec![] };
        types.as_str().into_iter().chain(types.items().iter().filter_map(Node::as_str)).collect()
    }
}
