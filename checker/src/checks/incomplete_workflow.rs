//! `incomplete-workflow`: a workflow does not tell what every workflow has to tell.

use super::incomplete_contract::{placement, texts, versions};
use super::{Check, Run};
use crate::model::document::{Document, Node, Value};
use crate::model::fields::WORKFLOW;
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "incomplete-workflow",
        summary: "A workflow does not tell what every workflow has to tell.",
        page: include_str!("../../../docs/codes/incomplete-workflow.md"),
    },
    run: Run::Workflow(run),
};

pub(crate) const TOLD: &[&str] = &[
    "id",
    "name",
    "owner.team",
    "owner.contact",
    "summary",
    "start_node",
    "nodes[].node_id",
    "nodes[].capability_id",
    "edges[].edge_id",
    "edges[].from",
    "edges[].to",
    "edges[].event.event_id",
    "edges[].predicate.field",
];

pub(crate) const EXACT: &[&str] =
    &["version", "nodes[].capability_version", "edges[].event.version"];

/// The list, what it stands for, and an entry to copy.
pub(crate) const FILLED: &[placement::Filled] = &[
    (&["nodes"], "what runs", "add a node for each capability that the workflow runs"),
    (
        &["terminal_nodes"],
        "where the workflow is done",
        "name the last node: `\"terminal_nodes\": [\"route-shipment\"]`",
    ),
];

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let document = composition.workflow.document;
    let mut findings = texts::blanks(document, &WORKFLOW, TOLD);
    findings.extend(versions::exact(document, &WORKFLOW, EXACT));
    findings.extend(placement::empty_lists(document, FILLED));
    for edge in document.get(&["edges"]).map_or(&[][..], Node::items) {
        findings.extend(trigger(document, edge));
    }
    findings.into_iter().map(|finding| Finding { code: &CHECK.code, ..finding }).collect()
}

/// What a direct edge may not have, and an event edge has to.
fn trigger(document: &Document<'_>, edge: &Node) -> Option<Finding> {
    let (id, trigger) = (edge.get("edge_id")?.as_str()?, edge.get("trigger")?);
    let place = document.place(trigger.span);
    let filled = |key: &&str| edge.get(key).is_some_and(|node| !matches!(node.value, Value::Null));
    match trigger.as_str()? {
        "direct" => {
            let key = ["event", "predicate"].into_iter().find(filled)?;
            let surplus = document.place(edge.entry(key)?.key_span);
            Some(
                Finding::new(&CHECK.code, format!("the direct edge `{id}` has `{key}`"))
                    .label(surplus, "only an event edge waits for something")
                    .label(place, "a direct edge goes on at once")
                    .help(format!("remove `{key}`, or write `\"trigger\": \"event\"`")),
            )
        }
        "event" if !filled(&"event") => Some(
            Finding::new(&CHECK.code, format!("the event edge `{id}` names no event"))
                .label(place, "which event it waits for is not told")
                .help("name it: `\"event\": { \"event_id\": \"order-desk.order-placed\", \"version\": \"1.0.0\" }`; or write `\"trigger\": \"direct\"`"),
        ),
        _ => None,
    }
}
