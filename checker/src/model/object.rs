//! The schema of an object, with its properties and what it requires at hand.

use std::collections::{HashMap, HashSet};

use super::document::{Document, Entry, Node, Text, Value};
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
    /// The schema of a document's `inputs`, `outputs` or `payload`.
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

    /// Whether it says which properties there are. What stands there and is no object is told as that.
    pub fn describes(&self) -> bool {
        self.part.node.get("properties").is_some_and(|node| matches!(node.value, Value::Object(_)))
    }

    /// Whether Traverse reads what it describes: of an object, by that name of its type alone.
    pub fn declares(&self) -> bool {
        self.describes() && self.part.single_type() == Some("object")
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

    /// Of one property, where not all of them are looked for.
    pub fn property(&self, name: &str) -> Option<Self> {
        let entry = self.node.get("properties")?.entry(name)?;
        let pointer = self.pointer.key("properties").key(&entry.key);
        Some(Self::of(self.document, entry, pointer))
    }

    /// What its values are under names that are no properties of it, where it says so.
    pub fn more(&self) -> Option<Self> {
        let entry = self.node.entry("additionalProperties")?;
        let is_schema = matches!(entry.node.value, Value::Object(_));
        let pointer = || self.pointer.key("additionalProperties");
        is_schema.then(|| Self::of(self.document, entry, pointer()))
    }

    /// The type, if one is told and no list of them.
    pub fn single_type(&self) -> Option<&'a str> {
        self.node.get("type")?.as_str()
    }

    /// Of the items of a list.
    pub fn items(&self) -> Option<Self> {
        let entry = self.node.entry("items")?;
        Some(Self::of(self.document, entry, self.pointer.key("items")))
    }

    pub fn is_closed(&self) -> bool {
        let more = self.node.get("additionalProperties").map(|node| &node.value);
        matches!(more, Some(Value::Bool(false)))
    }
}
