//! `unsatisfiable-schema`: a schema contradicts itself.

mod bounds;
mod values;

use std::collections::BTreeSet;

use super::loose_schema::is_told;
use super::unknown_field::nearest;
use super::{Check, Run};
use crate::finding::Flood;
use crate::model::document::{Document, Node, Text, Value};
use crate::model::schema::{Schema, schemas};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unsatisfiable-schema",
        summary: "A schema contradicts itself: nothing can satisfy it, or not what it names itself.",
        page: include_str!("../../../docs/codes/unsatisfiable-schema.md"),
    },
    run: Run::Schemas(run),
};

fn run(document: &Document<'_>) -> Vec<Finding> {
    let mut findings = Flood::default();
    let mut fitting = values::Fitting::default();
    for schema in schemas(document).iter().flatten() {
        // What a keyword that is at fault was to say is not known.
        if !matches!(schema.node.value, Value::Object(_))
            || schema.node.entries().iter().any(is_told)
        {
            continue;
        }
        required(document, schema, &mut findings);
        bounds::crossed(document, schema, &mut findings);
        fitting.listed(document, schema, &mut findings);
        fitting.own_default(document, schema, &mut findings);
    }
    findings.into_findings()
}

/// Each name that a closed object requires and does not allow.
fn required(document: &Document<'_>, schema: &Schema<'_>, findings: &mut Flood) {
    let node = schema.node;
    let closed = node.entry("additionalProperties");
    let closed = closed.filter(|entry| entry.node.as_bool() == Some(false));
    let (Some(closed), Some(required)) = (closed, node.get("required")) else { return };
    // Of other values than objects nothing is required.
    if !schema.types().contains(&"object") && node.get("properties").is_none() {
        return;
    }
    let allowed = |name: &str| node.get("properties").is_some_and(|all| all.get(name).is_some());
    let names = required.items().iter().filter_map(|item| document.as_text(item));
    let mut told = BTreeSet::new();
    for name in names.filter(|name| !allowed(name.value)) {
        // One that is named twice is told as that.
        if told.insert(name.value) {
            findings.push(|| {
                let message = format!(
                    "no object satisfies `{}`: it requires `{name}`, and does not allow it",
                    schema.pointer()
                );
                Finding::new(&CHECK.code, message)
                    .label(name.place, "required here")
                    .label(document.place(closed.key_span), "only its `properties` are allowed")
                    .help(instead(node, name))
            });
        }
    }
}

fn instead(node: &Node, name: Text<'_>) -> String {
    let properties = node.get("properties").map_or(&[][..], Node::entries);
    let properties: Vec<_> = properties.iter().map(|entry| &*entry.key).collect();
    let required = node.get("required").map_or(&[][..], Node::items);
    let is_required = |property: &str| required.iter().any(|item| item.as_str() == Some(property));
    match nearest(name.value, &properties) {
        Some(meant) if is_required(meant) => {
            format!("did you mean `{meant}`? It is required already: remove `{name}`")
        }
        Some(meant) => format!("write `{meant}`"),
        None => format!(
            "describe it in `properties`: `\"{name}\": {{ \"type\": \"string\" }}`, or remove it"
        ),
    }
}
