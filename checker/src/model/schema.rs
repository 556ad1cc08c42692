//! The JSON Schemas of a document, node by node, each with its JSON pointer.

use super::document::{Document, Entry, Node, Value};
use crate::Place;

/// A schema or one of the schemas in it.
#[derive(Debug)]
pub struct Schema<'a> {
    pub pointer: String,
    /// Of the values that it describes, inside those that the whole schema describes:
    /// `lines[].price`; empty for the whole schema.
    pub path: String,
    /// Of the key that it stands under: shorter to show than the whole.
    pub key: Place<'a>,
    pub node: &'a Node,
}

pub const ROOTS: &[&[&str]] =
    &[&["inputs", "schema"], &["outputs", "schema"], &["state_schema"], &["payload", "schema"]];

/// Each schema that a document has, with all the schemas in it, itself first.
pub fn schemas<'a>(document: &'a Document<'a>) -> Vec<Vec<Schema<'a>>> {
    let tree = |path: &&[&str]| {
        let mut found = vec![];
        let pointer = format!("/{}", path.join("/"));
        // Null is no schema: it is as if none were there, or told as of the wrong type.
        let entry =
            document.entry(path).filter(|entry| !matches!(entry.node.value, Value::Null))?;
        collect(document, entry, (&pointer, ""), &mut found);
        Some(found)
    };
    ROOTS.iter().filter_map(tree).collect()
}

fn collect<'a>(
    document: &'a Document<'a>,
    entry: &'a Entry,
    (pointer, path): (&str, &str),
    found: &mut Vec<Schema<'a>>,
) {
    let node = &entry.node;
    let key = document.place(entry.key_span);
    found.push(Schema { pointer: pointer.to_owned(), path: path.to_owned(), key, node });
    let inner =
        |key: &str| node.entry(key).filter(|entry| matches!(entry.node.value, Value::Object(_)));
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    for property in inner("properties").map_or(&[][..], |properties| properties.node.entries()) {
        let pointer = join(&format!("{pointer}/properties"), &property.key);
        collect(document, property, (&pointer, &below(&property.key)), found);
    }
    if let Some(items) = inner("items") {
        collect(document, items, (&format!("{pointer}/items"), &format!("{path}[]")), found);
    }
    if let Some(more) = inner("additionalProperties") {
        let pointer = format!("{pointer}/additionalProperties");
        collect(document, more, (&pointer, &below("*")), found);
    }
}

/// The pointer of a key below another, as RFC 6901 escapes it.
pub fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

impl<'a> Schema<'a> {
    /// The names that `type` gives.
    pub fn types(&self) -> Vec<&'a str> {
        let Some(types) = self.node.get("type") else { return vec![] };
        types.as_str().into_iter().chain(types.items().iter().filter_map(Node::as_str)).collect()
    }
}
