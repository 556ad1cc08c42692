//! `duplicate-item`: a list of a document names the same thing twice.

use std::collections::BTreeMap;

use super::{Check, Run};
use crate::finding::first_of;
use crate::model::document::{Document, Node};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "duplicate-item",
        summary: "A list of a document names the same thing twice.",
        page: include_str!("../../../docs/codes/duplicate-item.md"),
    },
    run: Run::Several(&[
        Run::Contract(|contract| {
            contract.document.map(|document| run(document, CONTRACT)).unwrap_or_default()
        }),
        Run::Package(|package| {
            package.manifest.document.map(|document| run(document, MANIFEST)).unwrap_or_default()
        }),
        Run::Event(|event| run(event.document, EVENT)),
        Run::Workflow(|composition| run(composition.workflow.document, WORKFLOW)),
    ]),
};

/// A list, and the keys that together tell its items apart; none where an item is a text.
pub(crate) type List = (&'static [&'static str], &'static [&'static str]);

pub(crate) const CONTRACT: &[List] = &[
    (&["preconditions"], &["id"]),
    (&["postconditions"], &["id"]),
    (&["emits"], &["event_id", "version"]),
    (&["consumes"], &["event_id", "version"]),
    (&["permissions"], &["id"]),
    (&["policies"], &["id"]),
    (&["dependencies"], &["artifact_type", "id", "version"]),
    (&["connector_requirements"], &["connector_id", "version"]),
    (&["execution", "preferred_targets"], &[]),
    (&["provenance", "adr_refs"], &[]),
    (&["provenance", "exception_refs"], &[]),
    (&["evidence"], &["evidence_id"]),
];

pub(crate) const EVENT: &[List] = &[
    (&["publishers"], &["capability_id", "version"]),
    (&["subscribers"], &["capability_id", "version"]),
    (&["policies"], &["id"]),
    (&["tags"], &[]),
    (&["classification", "tags"], &[]),
    (&["evidence"], &["kind", "ref"]),
];

pub(crate) const WORKFLOW: &[List] =
    &[(&["nodes"], &["node_id"]), (&["edges"], &["edge_id"]), (&["terminal_nodes"], &[])];

/// Additions to Traverse's manifest; of the others, compositions and models have codes of their own.
pub(crate) const MANIFEST: &[List] =
    &[(&["governance", "boundary", "adapters"], &[]), (&["authority", "groups"], &[])];

pub(crate) const POLICY: &[List] = &[
    (&["access", "by_exception"], &[]),
    (&["boundary", "host_bound"], &[]),
    (&["exception"], &["package", "code"]),
    (&["imports", "allowed"], &[]),
    (&["imports", "granted"], &[]),
    (&["models", "vendors"], &[]),
];

fn run(document: &Document<'_>, lists: &[List]) -> Vec<Finding> {
    in_lists(&CHECK.code, document, lists)
}

pub(super) fn in_lists(
    code: &'static Code,
    document: &Document<'_>,
    lists: &[List],
) -> Vec<Finding> {
    lists.iter().flat_map(|(path, keys)| in_list(code, document, path, keys)).collect()
}

/// The policy is read before there is anything to check.
pub(crate) fn in_policy(document: &Document<'_>) -> Vec<Finding> {
    run(document, POLICY)
}

pub(super) fn in_list(
    code: &'static Code,
    document: &Document<'_>,
    path: &[&str],
    keys: &[&str],
) -> Vec<Finding> {
    let mut seen: BTreeMap<Vec<&str>, Vec<&Node>> = BTreeMap::new();
    for item in document.get(path).map_or(&[][..], Node::items) {
        // What lacks one of the keys is told as that.
        if let Some(identity) = identity(item, keys) {
            seen.entry(identity).or_default().push(item);
        }
    }
    let list = path.join(".");
    seen.retain(|_, items| items.len() > 1);
    let finding = |(identity, items): (Vec<&str>, Vec<&Node>)| {
        let (first, again) = (items[0], &items[1..]);
        let shown = identity.join(" ");
        let times = if let [_] = again { "twice".into() } else { format!("{} times", items.len()) };
        let finding = Finding::new(code, format!("`{list}` names `{shown}` {times}"));
        let finding = again.iter().fold(finding, |finding, item| {
            finding.label(document.place(item.span), "named again here")
        });
        let finding = finding.label(document.place(first.span), "first named here");
        finding.help(match keys {
            [] => format!("name `{shown}` once"),
            keys => format!("remove it, or give it another {}", either(keys)),
        })
    };
    first_of(seen, finding)
}

fn identity<'a>(item: &'a Node, keys: &[&str]) -> Option<Vec<&'a str>> {
    match keys {
        [] => Some(vec![item.as_str()?]),
        keys => keys.iter().map(|key| item.get(key)?.as_str()).collect(),
    }
}

fn either(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" or ")
}
