//! The schema of an object, with its properties and what it requires at hand.

use std::collections::{HashMap, HashSet};

use super::document::{Document, Entry, Node, Text};
use super::trail::Trail;
use crate::Place;

const TYPES: usize = 16;

/// A schema, or one inside another.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub document: &'a Document<'a>,
    pub pointer: Trail<'a>,
    /// Of the key that it stands under: shorter to show than the whole.
    pub key: Place<'a>,
    pub node: &'a Node,
}

#[derive(Debug)]
pub struct Object<'a> {
    pub part: Part<'a>,
    properties: HashMap<&'a str, &'a Entry>,
    /// Each once.
    pub required: Vec<Text<'a>>,
    required_names: HashSet<&'a str>,
}

impl<'a> Object<'a> {
    /// The schema of a document's `inputs` or `outputs`.
    pub fn at(document: &'a Document<'a>, name: &'a str) -> Option<Self> {
        let entry = document.entry(&[name, "schema"])?;
        Some(Self::of(Part::of(document, entry, Trail::to([name, "schema"]))))
    }

    pub fn of(part: Part<'a>) -> Self {
        let entries = part.node.get("properties").map_or(&[][..], Node::entries);
        let items = part.node.get("required").map_or(&[][..], Node::items);
        let texts = items.iter().filter_map(|item| part.document.as_text(item));
        let mut required_names = HashSet::new();
        Self {
            properties: entries.iter().map(|entry| (&*entry.key, entry)).collect(),
            required: texts.filter(|text| required_names.insert(text.value)).collect(),
            required_names,
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
        let pointer = self.part.pointer.key("properties").key(&entry.key);
        Some(Part::of(self.part.document, entry, pointer))
    }

    pub fn requires(&self, name: &str) -> bool {
        self.required_names.contains(name)
    }
}

impl<'a> Part<'a> {
    fn of(document: &'a Document<'a>, entry: &'a Entry, pointer: Trail<'a>) -> Self {
        Self { document, pointer, key: document.place(entry.key_span), node: &entry.node }
    }

    /// The first names that `type` gives: there are fewer types than these.
    pub fn types(&self) -> Vec<&'a str> {
        let Some(types) = self.node.get("type") else { return vec![] };
        let names = types.items().iter().take(TYPES).filter_map(Node::as_str);
        types.as_str().into_iter().chain(names).collect()
    }

    /// Of the items of a list.
    pub fn items(&self) -> Option<Self> {
        let entry = self.node.entry("items")?;
        Some(Self::of(self.document, entry, self.pointer.key("items")))
    }

    pub fn is_closed(&self) -> bool {
        let more = self.node.get("additionalProperties").map(|node| &node.value);
        matches!(more, Some(super::document::Value::Bool(false)))
    }
}
