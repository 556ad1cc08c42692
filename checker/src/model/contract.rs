//! The capability contract's values that packages are judged by, and where they stand.

use super::approval::Approved;
use super::document::{Document, Node, Text};
use super::manifest::constraints;

#[derive(Debug, Default)]
pub struct Contract<'a> {
    /// None if there is no contract or it could not be read.
    pub document: Option<&'a Document<'a>>,
    pub id: Option<Text<'a>>,
    pub version: Option<Text<'a>>,
    pub constraints: Vec<(&'a str, Text<'a>)>,
    pub subscribable: bool,
    pub emits: bool,
    pub has_connectors: bool,
    pub has_exceptions: bool,
    /// Every version of it that was approved; they are known where the contract itself is judged.
    pub approved: &'a [Approved<'a>],
    /// The command that approves the contract as it is.
    pub approve_command: &'a str,
}

impl<'a> Contract<'a> {
    pub fn of(document: &'a Document<'a>) -> Self {
        let items = |path: &[&str]| document.get(path).map_or(&[][..], Node::items);
        let filled = |path: &[&str]| !items(path).is_empty();
        let names = |item: &Node| item.as_str().is_some_and(|text| !text.trim().is_empty());
        let service_type = document.text(&["service_type"]);
        Self {
            document: Some(document),
            id: document.text(&["id"]),
            version: document.text(&["version"]),
            constraints: constraints(document, &["execution", "constraints"]),
            subscribable: service_type.is_some_and(|text| text.value == "subscribable"),
            emits: filled(&["emits"]),
            has_connectors: filled(&["connector_requirements"]),
            has_exceptions: items(&["provenance", "exception_refs"]).iter().any(names),
            approved: &[],
            approve_command: "",
        }
    }

    /// The id that its namespace and name are, if it has another or none: whoever refers to that id
    /// means this contract.
    pub fn meant_id(&self) -> Option<String> {
        let text = |name| self.document?.text(&[name]);
        let meant = format!("{}.{}", text("namespace")?, text("name")?);
        self.id.is_none_or(|id| id.value != meant).then_some(meant)
    }
}
