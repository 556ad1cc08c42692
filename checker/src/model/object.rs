//! The schema of an object, with its properties and what it requires at hand.

use std::collections::{HashMap, HashSet};

use super::document::{Document, Entry, Node, Text};
use super::schema::join;
use crate::Place;

/// A schema, or one inside another.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub document: &'a Document<'a>,
    pub pointer: String,
    /// Of the key that it stands under: shorter to show than the whole.
    pub key: Place<'a>,
    pub node: &'a Node,
}

#[derive(Debug)]
pub struct Object<'a> {
    pub part: Part<'a>,
    properties: HashMap<&'a str, &'a Entry>,
    pub required: Vec<Text<'a>>,
    required_names: HashSet<&'a str>,
}

impl<'a> Object<'a> {
    /// The schema of a document's `inputs` or `outputs`.
    pub fn at(document: &'a Document<'a>, name: &str) -> Option<Self> {
        let entry = document.entry(&[name, "schema"])?;
        Some(Self::of(Part::of(document, entry, format!("/{name}/schema"))))
    }

    pub fn of(part: Part<'a>) -> Self {
        let entries = part.node.get("properties").map_or(&[][..], Node::entries);
        let items = part.node.get("required").map_or(&[][..], Node::items);
        let required: Vec<_> =
            items.iter().filter_map(|item| part.document.as_text(item)).collect();
        Self {
            properties: entries.iter().map(|entry| (&*entry.key, entry)).collect(),
            required_names: required.iter().map(|text| text.value).collect(),
            required,
            part,
        }
    }

    /// Whether it says which properties there are.
    pub fn describes(&self) -> bool {
        self.part.node.get("properties").is_some()
    }

    /// The names that it describes or requires, each once, in no order.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        let undescribed =
            self.required_names.iter().filter(|name| !self.properties.contains_key(*name));
        self.properties.keys().chain(undescribed).copied()
    }

    pub fn property(&self, name: &str) -> Option<Part<'a>> {
        let entry = self.properties.get(name)?;
        let pointer = join(&format!("{}/properties", self.part.pointer), name);
        Some(Part::of(self.part.document, entry, pointer))
    }

    pub fn requires(&self, name: &str) -> bool {
        self.required_names.contains(name)
    }

    pub fn required(&self, name: &str) -> Option<Text<'a>> {
        self.required.iter().find(|text| text.value == name).copied()
    }
}

impl<'a> Part<'a> {
    fn of(document: &'a Document<'a>, entry: &'a Entry, pointer: String) -> Self {
        Self { document, pointer, key: document.place(entry.key_span), node: &entry.node }
    }

    /// The names that `type` gives.
    pub fn types(&self) -> Vec<&'a str> {
        let Some(types) = self.node.get("type") else { return vec![] };
        types.as_str().into_iter().chain(types.items().iter().filter_map(Node::as_str)).collect()
    }

    /// Of the items of a list.
    pub fn items(&self) -> Option<Self> {
        let entry = self.node.entry("items")?;
        Some(Self::of(self.document, entry, format!("{}/items", self.pointer)))
    }

    pub fn is_closed(&self) -> bool {
        let more = self.node.get("additionalProperties").map(|node| &node.value);
        matches!(more, Some(super::document::Value::Bool(false)))
    }
}
