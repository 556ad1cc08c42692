//! A model interface's identity, and where it stands; and what a manifest depends on of them.

use super::document::{Document, Node, Text};

#[derive(Debug)]
pub struct ModelInterface<'a> {
    pub document: &'a Document<'a>,
    pub id: Option<Text<'a>>,
    pub version: Option<Text<'a>>,
}

impl<'a> ModelInterface<'a> {
    pub fn of(document: &'a Document<'a>) -> Self {
        Self { document, id: document.text(&["id"]), version: document.text(&["version"]) }
    }
}

/// One of a manifest's `model_dependencies`.
#[derive(Debug)]
pub struct ModelDependency<'a> {
    pub interface: Text<'a>,
    pub purpose: Option<Text<'a>>,
}

pub fn dependencies<'a>(manifest: &'a Document<'a>) -> Vec<ModelDependency<'a>> {
    let items = manifest.get(&["model_dependencies"]).map_or(&[][..], Node::items);
    let text = |node: &'a Node, key| manifest.as_text(node.get(key)?);
    let dependency = |node| {
        Some(ModelDependency {
            interface: text(node, "interface")?,
            purpose: text(node, "purpose"),
        })
    };
    items.iter().filter_map(dependency).collect()
}
