//! The package manifest's values and where they stand; none where a value is missing, of another
//! type, blank or a placeholder: then there is a finding about that already. Placeholders are kept where
//! something given contradicts them: that is told then, whatever the level of `placeholder`.

use super::document::{Document, Node, Text, Value};
use super::fields::{CONSTRAINT_VALUES, SURFACES};
use super::placeholder::is_placeholder;
use crate::Place;

#[derive(Debug, Default)]
pub struct Manifest<'a> {
    /// None if the manifest could not be read.
    pub document: Option<&'a Document<'a>>,
    pub package_id: Option<Text<'a>>,
    pub version: Option<Text<'a>>,
    pub summary: Option<Text<'a>>,
    pub capability: CapabilityRef<'a>,
    pub known_compositions: Option<Compositions<'a>>,
    pub workflow_refs: Option<Compositions<'a>>,
    pub source: Source<'a>,
    pub binary: Option<Binary<'a>>,
    pub constraints: Vec<(&'a str, Text<'a>)>,
    /// The groups of host functions that `authority` asks for.
    pub groups: Vec<Text<'a>>,
    pub boundary: Option<BoundaryTable<'a>>,
}

#[derive(Debug, Default)]
pub struct CapabilityRef<'a> {
    pub id: Option<Text<'a>>,
    pub version: Option<Text<'a>>,
    pub contract_path: Option<Text<'a>>,
}

#[derive(Debug, Default)]
pub struct Source<'a> {
    pub path: Option<Text<'a>>,
    pub entry: Option<Text<'a>>,
    pub language: Option<Text<'a>>,
}

/// The table `governance.boundary`.
#[derive(Debug)]
pub struct BoundaryTable<'a> {
    pub surface: Option<Text<'a>>,
    pub document: Option<Text<'a>>,
    /// None where something else than a list of texts stands.
    pub adapters: Option<Vec<Text<'a>>>,
    /// Of the key `adapters`, or of the table's own key.
    pub adapters_place: Place<'a>,
}

#[derive(Debug)]
pub struct Compositions<'a> {
    pub place: Place<'a>,
    /// Each workflow's id and version.
    pub workflows: Vec<(&'a str, &'a str)>,
}

#[derive(Debug)]
pub struct Binary<'a> {
    /// Of the key `binary`.
    pub place: Place<'a>,
    pub path: Option<Text<'a>>,
    pub format: Option<Text<'a>>,
    pub abi_version: Option<Text<'a>>,
    pub expected_digest: Option<Text<'a>>,
    /// Of the key `digests`, if there is one.
    pub digests_place: Place<'a>,
    /// By builder; none where something else than a text stands.
    pub digests: Vec<(&'a str, Option<Text<'a>>)>,
    /// Whether there is a digest of any shape, even a placeholder.
    pub has_digest: bool,
}

impl<'a> Manifest<'a> {
    pub fn of(document: &'a Document<'a>) -> Self {
        let told = |path: &[&str]| told(document.text(path));
        let text = |path: &[&str]| filled(told(path));
        Self {
            document: Some(document),
            package_id: text(&["package_id"]),
            version: text(&["version"]),
            summary: filled(document.text(&["summary"])),
            capability: CapabilityRef {
                id: told(&["capability_ref", "id"]),
                version: told(&["capability_ref", "version"]),
                contract_path: told(&["capability_ref", "contract_path"]),
            },
            known_compositions: compositions(document, "known_compositions"),
            workflow_refs: compositions(document, "workflow_refs"),
            source: Source {
                path: told(&["source", "path"]),
                entry: text(&["source", "entry"]),
                language: filled(document.text(&["source", "language"])),
            },
            binary: binary(document),
            constraints: constraints(document, &["constraints"]),
            groups: texts(document, &["authority", "groups"]),
            boundary: boundary(document),
        }
    }
}

fn texts<'a>(document: &'a Document<'a>, path: &[&str]) -> Vec<Text<'a>> {
    let items = document.get(path).map_or(&[][..], Node::items);
    items.iter().filter_map(|item| document.as_text(item)).collect()
}

fn boundary<'a>(document: &'a Document<'a>) -> Option<BoundaryTable<'a>> {
    let path = ["governance", "boundary"];
    let entry = document.entry(&path)?;
    let text = |key: &str| filled(document.as_text(entry.node.get(key)?));
    let adapters = entry.node.entry("adapters").unwrap_or(entry);
    let all_texts = |list: &'a Node| match &list.value {
        Value::List(items) => items.iter().map(|item| document.as_text(item)).collect(),
        _ => None,
    };
    Some(BoundaryTable {
        surface: text("surface").filter(|surface| SURFACES.contains(&surface.value)),
        document: text("document"),
        adapters: entry.node.get("adapters").and_then(all_texts),
        adapters_place: document.place(adapters.key_span),
    })
}

/// The three constraints by name; not those whose value is none of its values.
pub fn constraints<'a>(document: &'a Document<'a>, path: &[&str]) -> Vec<(&'a str, Text<'a>)> {
    let Some(node) = document.get(path) else { return vec![] };
    let constraint = |(name, values): &(&'static str, &[&str])| {
        let text = document.as_text(node.get(name)?)?;
        values.contains(&text.value).then_some((*name, text))
    };
    CONSTRAINT_VALUES.iter().filter_map(constraint).collect()
}

fn told(text: Option<Text<'_>>) -> Option<Text<'_>> {
    text.filter(|text| !text.value.trim().is_empty())
}

fn filled(text: Option<Text<'_>>) -> Option<Text<'_>> {
    text.filter(|text| !is_placeholder(text.value))
}

fn compositions<'a>(document: &'a Document<'a>, name: &str) -> Option<Compositions<'a>> {
    let entry = document.entry(&[name])?;
    let workflow = |node: &'a Node| {
        Some((node.get("workflow_id")?.as_str()?, node.get("workflow_version")?.as_str()?))
    };
    let workflows = entry.node.items().iter().filter_map(workflow).collect();
    Some(Compositions { place: document.place(entry.key_span), workflows })
}

fn binary<'a>(document: &'a Document<'a>) -> Option<Binary<'a>> {
    let entry = document.entry(&["binary"])?;
    // What is no object is told as that.
    if !matches!(entry.node.value, Value::Object(_)) {
        return None;
    }
    let text = |key: &str| document.as_text(entry.node.get(key)?);
    let place = document.place(entry.key_span);
    let digests_entry = entry.node.entry("digests");
    let digests = digests_entry.map_or(&[][..], |entry| entry.node.entries());
    Some(Binary {
        place,
        digests_place: digests_entry.map_or(place, |entry| document.place(entry.key_span)),
        path: filled(told(text("path"))),
        format: text("format"),
        abi_version: text("abi_version"),
        expected_digest: text("expected_digest"),
        digests: digests.iter().map(|entry| (&*entry.key, document.as_text(&entry.node))).collect(),
        has_digest: entry.node.get("expected_digest").is_some()
            || !digests.is_empty()
            || digests_entry.is_some_and(|entry| !matches!(entry.node.value, Value::Object(_))),
    })
}
