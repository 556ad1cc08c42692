//! `loose-schema`: a schema lets through what it does not describe.

use std::fmt;

use super::unsupported_schema_keyword::shape::KEYWORDS;
use super::{Check, Run, places};
use crate::model::document::{Document, Entry, Node, Value};
use crate::model::schema::{Schema, schemas};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "loose-schema",
        summary: "A schema lets through what it does not describe.",
        page: include_str!("../../../docs/codes/loose-schema.md"),
    },
    run: Run::Schemas(run),
};

fn run(document: &Document<'_>) -> Vec<Finding> {
    schemas(document).iter().filter_map(|tree| finding(document, tree)).collect()
}

/// One finding a schema: tightening it is one piece of work.
fn finding(document: &Document<'_>, tree: &[Schema<'_>]) -> Option<Finding> {
    let loose: Vec<_> = tree.iter().flat_map(|schema| looseness(document, schema)).collect();
    let root = tree.first().filter(|_| !loose.is_empty())?;
    let number =
        if loose.len() == 1 { "one place".into() } else { format!("{} places", loose.len()) };
    let finding = Finding::new(
        &CHECK.code,
        format!("`{}` lets through what it does not describe, in {number}", root.pointer()),
    );
    let mut helps: Vec<_> = loose.iter().map(|(_, _, help)| *help).collect();
    helps.sort_unstable();
    helps.dedup();
    let loose = loose.into_iter().map(|(place, why, _)| (place, why));
    Some(helps.into_iter().fold(places::labelled(finding, loose), Finding::help))
}

const CLOSE: &str = "close an object: `\"additionalProperties\": false`";
const DESCRIBE: &str =
    "describe each value: `\"type\"`, an object's `\"properties\"`, an array's `\"items\"`";

/// What is loose about a schema.
#[derive(Debug)]
struct Loose<'a, 'b> {
    schema: &'b Schema<'a>,
    what: &'static str,
    /// A name that it requires and does not describe.
    name: Option<&'a str>,
}

impl fmt::Display for Loose<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.schema.path() {
            "" => f.write_str("it")?,
            path => write!(f, "`{path}`")?,
        }
        match self.name {
            None => write!(f, " {}", self.what),
            Some(name) => write!(f, " requires `{name}`, {}", self.what),
        }
    }
}

/// Keywords that describe nothing: without them a schema is as loose.
const ANNOTATIONS: &[&str] = &["title", "$comment", "examples", "$schema", "$id", "deprecated"];

/// Whether a keyword is told as unsupported, and the schema might be less loose with the one that was
/// meant.
pub(super) fn is_told(entry: &Entry) -> bool {
    let value = &entry.node.value;
    match &*entry.key {
        "properties" | "items" => !matches!(value, Value::Object(_)),
        "additionalProperties" => !matches!(value, Value::Object(_) | Value::Bool(_)),
        "enum" | "required" => !matches!(value, Value::List(_)),
        "type" => !matches!(value, Value::Text(_) | Value::List(_)),
        key => KEYWORDS.iter().all(|(name, _)| *name != key) && !ANNOTATIONS.contains(&key),
    }
}

fn looseness<'a, 'b>(
    document: &'a Document<'_>,
    schema: &'b Schema<'a>,
) -> Vec<(Place<'a>, Loose<'a, 'b>, &'static str)> {
    let Schema { key, node, .. } = schema;
    let mut loose = vec![];
    if !matches!(node.value, Value::Object(_)) || node.entries().iter().any(is_told) {
        return loose;
    }
    let mut tell =
        |place, what, name, help| loose.push((place, Loose { schema, what, name }, help));
    let types = schema.types();
    let has = |keyword: &str| node.get(keyword).is_some();
    let more = node.get("additionalProperties").map(|node| &node.value);
    let object = types.contains(&"object") || has("properties");
    let open = object && !matches!(more, Some(Value::Bool(false) | Value::Object(_)));
    if open && !has("properties") {
        tell(*key, "is an object of anything", None, DESCRIBE);
    } else if open {
        tell(*key, "may have more keys than its properties", None, CLOSE);
    }
    if types.contains(&"array") && !has("items") {
        tell(*key, "is a list of anything", None, DESCRIBE);
    }
    if !has("type") && !has("enum") {
        let what = if object { "may be something else than an object" } else { "may be anything" };
        tell(*key, what, None, DESCRIBE);
    }
    // A property that is asked for and not described may hold anything; none that no other key may be
    // there, which is told as `unsatisfiable-schema`.
    let properties = node.get("properties").filter(|_| open);
    for item in node.get("required").map_or(&[][..], Node::items) {
        let (Some(name), Some(properties)) = (item.as_str(), properties) else { continue };
        if properties.get(name).is_none() {
            tell(document.place(item.span), "which it does not describe", Some(name), DESCRIBE);
        }
    }
    loose
}
