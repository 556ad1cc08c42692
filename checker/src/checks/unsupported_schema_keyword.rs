//! `unsupported-schema-keyword`: a schema says something that no host would hold values to.

mod foreign;
pub(crate) mod shape;

use std::collections::BTreeMap;

use super::unknown_field::nearest;
use super::{Check, Run};
use crate::finding::Flood;
use crate::model::document::{Document, Entry, Value};
use crate::model::schema::{Schema, schemas};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unsupported-schema-keyword",
        summary: "A schema has a keyword that is not supported, or a supported one with a wrong value.",
        page: include_str!("../../../docs/codes/unsupported-schema-keyword.md"),
    },
    run: Run::Schemas(run),
};

fn run(document: &Document<'_>) -> Vec<Finding> {
    let mut findings = Flood::default();
    // One keyword used all over is one thing to learn.
    let mut unsupported: BTreeMap<&str, Vec<(&Schema<'_>, &Entry)>> = BTreeMap::new();
    let trees = schemas(document);
    for schema in trees.iter().flatten() {
        if !matches!(schema.node.value, Value::Object(_)) {
            findings.push(|| no_schema(document, schema));
        }
        for entry in schema.node.entries() {
            match shape::KEYWORDS.iter().find(|(name, _)| *name == entry.key) {
                Some((_, shape)) => {
                    shape::misfit(document, schema, entry, shape, &mut findings);
                }
                None => unsupported.entry(&entry.key).or_default().push((schema, entry)),
            }
        }
    }
    // Where so many are unknown, none is a slip of the pen.
    let slip = unsupported.len() <= SLIPS;
    for (name, uses) in &unsupported {
        findings.push(|| unknown(document, name, uses, slip));
    }
    findings.into_findings()
}

/// More places than these help nobody.
const SHOWN: usize = 4;
const SLIPS: usize = 100;

fn unknown(
    document: &Document<'_>,
    name: &str,
    uses: &[(&Schema<'_>, &Entry)],
    slip: bool,
) -> Finding {
    let mut finding =
        Finding::new(&CHECK.code, format!("the schema keyword `{name}` is not supported"));
    for (schema, entry) in uses.iter().take(SHOWN) {
        finding =
            finding.label(document.place(entry.key_span), format!("in `{}`", schema.pointer()));
    }
    if let Some(more) = uses.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        finding = finding.help(format!("there are {more} more of it"));
    }
    let known: Vec<_> = shape::KEYWORDS.iter().map(|(name, _)| *name).collect();
    // A keyword that JSON Schema knows is no slip of another, however near: it may say the opposite.
    let slip = slip && !foreign::KEYWORDS.contains(&name);
    match (name, slip.then(|| nearest(name, &known)).flatten()) {
        ("$ref" | "$defs" | "definitions", _) => {
            finding.help("write the schema out in each place that refers to it")
        }
        ("oneOf" | "anyOf" | "allOf" | "not" | "if" | "then" | "else", _) => finding.help(
            "describe one shape: what only some cases have is a property that is not `required`",
        ),
        ("const", _) => finding.help("write `enum` with the one value"),
        ("title" | "$comment" | "examples", _) => finding.help("say it in `description`"),
        (_, Some(meant)) => finding.help(format!("rename `{name}` to `{meant}`")),
        _ => finding.help(format!(
            "remove it, and say in `description` what it said; supported are {}",
            super::unknown_field::listed(&known)
        )),
    }
}

fn no_schema(document: &Document<'_>, schema: &Schema<'_>) -> Finding {
    let found = schema.node.type_name(document.format);
    Finding::new(&CHECK.code, format!("`{}` is {found}, not a schema", schema.pointer()))
        .label(document.place(schema.node.span), "this has to be an object")
        .help("write for example `{ \"type\": \"string\" }`")
}
