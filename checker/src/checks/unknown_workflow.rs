//! `unknown-workflow`: a manifest says that its package is part of a workflow that there isn't.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::conflicting_compositions::conflict;
use super::{Check, Run};
use crate::finding::first_of;
use crate::model::document::Text;
use crate::model::manifest::Manifest;
use crate::model::workflow::{Exact, Workflow, named_in};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "unknown-workflow",
        summary: "A manifest names a workflow that the package's target is not given.",
        page: include_str!("../../../docs/codes/unknown-workflow.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    if !package.complete {
        return vec![];
    }
    let references = references(&package.manifest);
    let unknown = references.iter().filter(|uses| named(package, &uses[0]).is_none());
    first_of(unknown, |uses| finding(package, uses))
}

fn finding(package: &Package<'_>, uses: &[Exact<'_>]) -> Finding {
    let (id, version) = uses[0].key();
    if let Some(blank) = blank(uses) {
        return blank;
    }
    let finding =
        Finding::new(&CHECK.code, format!("there is no workflow `{id}` at version `{version}`"));
    let other = package.workflows.iter().find(|workflow| is(workflow.id, id));
    let other = other.and_then(|workflow| workflow.version);
    let finding = uses.iter().fold(finding, |finding, named| {
        let text = if other.is_some() { named.version } else { named.id };
        finding.label(text.place, "named here")
    });
    match other {
        Some(other) => finding
            .label(other.place, format!("the workflow has version `{other}`"))
            .help(format!("write `{other}`, or declare the workflow's version `{version}`")),
        None if package.workflows.is_empty() => finding.help(
            "add the workflow's target to `workflows` of the package's target; if there is no such workflow, remove the entry: it may be left out",
        ),
        None => finding.help(format!(
            "correct its name, or add the workflow's target to `workflows` of the package's target, which has {}",
            told(&package.workflows)
        )),
    }
}

/// What names no workflow, or no version of it.
fn blank(uses: &[Exact<'_>]) -> Option<Finding> {
    let is_blank = |text: &Text<'_>| text.value.trim().is_empty();
    let (name, _) = texts(&uses[0]).into_iter().find(|(_, text)| is_blank(text))?;
    let blank = uses.iter().flat_map(texts).filter(|(_, text)| is_blank(text));
    let finding = Finding::new(&CHECK.code, format!("a composition's `{name}` is blank"));
    let finding = blank
        .fold(finding, |finding, (_, text)| finding.label(text.place, "nothing is named here"));
    Some(finding.help(format!("fill in `{name}`, or remove the entry: it may be left out")))
}

fn texts<'a>(named: &Exact<'a>) -> [(&'static str, Text<'a>); 2] {
    [("workflow_id", named.id), ("workflow_version", named.version)]
}

/// The workflows that a manifest names, each with every place that does: the two names of the field
/// often stand together and say the same.
pub(super) fn references<'a>(manifest: &Manifest<'a>) -> Vec<Vec<Exact<'a>>> {
    let mut references: Vec<Vec<Exact<'a>>> = vec![];
    if conflict(manifest).is_some() {
        return references;
    }
    let mut numbers: HashMap<_, usize> = HashMap::new();
    for reference in manifest.document.map(named_in).unwrap_or_default() {
        match numbers.entry(reference.key()) {
            Entry::Occupied(number) => references[*number.get()].push(reference),
            Entry::Vacant(new) => {
                new.insert(references.len());
                references.push(vec![reference]);
            }
        }
    }
    references
}

/// The workflow that is named, if it was given.
pub(super) fn named<'a, 'b>(
    package: &'b Package<'a>,
    reference: &Exact<'_>,
) -> Option<&'b Workflow<'a>> {
    let (id, version) = reference.key();
    package.workflows.iter().find(|workflow| is(workflow.id, id) && is(workflow.version, version))
}

fn is(text: Option<Text<'_>>, value: &str) -> bool {
    text.is_some_and(|text| text.value == value)
}

fn told(workflows: &[Workflow<'_>]) -> String {
    let name = |workflow: &Workflow<'_>| Some(format!("`{}`", workflow.id?));
    workflows.iter().filter_map(name).collect::<Vec<_>>().join(", ")
}
