//! An event contract's identity, and where it stands.

use super::document::{Document, Text};

#[derive(Debug)]
pub struct Event<'a> {
    pub document: &'a Document<'a>,
    pub id: Option<Text<'a>>,
    pub version: Option<Text<'a>>,
}

impl<'a> Event<'a> {
    pub fn of(document: &'a Document<'a>) -> Self {
        Self { document, id: document.text(&["id"]), version: document.text(&["version"]) }
    }
}
