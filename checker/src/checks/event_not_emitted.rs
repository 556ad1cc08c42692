//! `event-not-emitted`: an edge waits for an event that its node's capability never emits.

use std::convert::identity;

use super::{Check, Run};
use crate::finding::first_of;
use crate::model::contract::Contract;
use crate::model::document::{Document, Node};
use crate::model::workflow::{Edge, Exact};
use crate::{Code, Composition, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "event-not-emitted",
        summary: "An edge waits for an event that its node's capability does not emit.",
        page: include_str!("../../../docs/codes/event-not-emitted.md"),
    },
    run: Run::Workflow(run),
};

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    let (numbers, contracts) = (workflow.numbers(), composition.contracts_of_nodes());
    let finding = |edge: &Edge<'_>| {
        let event = edge.event.filter(|_| edge.trigger == "event")?;
        let contract = contracts[*numbers.get(edge.from.value)?]?;
        let (document, capability) = (contract.document?, contract.id?);
        if emits(contract, &event) {
            return None;
        }
        let entry = document.entry(&["emits"]);
        let emitted = emitted(document);
        let finding = Finding::new(
            &CHECK.code,
            format!("`{capability}` does not emit `{}` at version `{}`", event.id, event.version),
        );
        let other = emitted.iter().find(|emitted| emitted.id.value == event.id.value);
        Some(match (other, entry) {
            (Some(other), _) => finding
                .label(
                    event.version.place,
                    format!("the edge `{}` waits for this version", edge.id),
                )
                .label(other.version.place, "this version is emitted")
                .help(format!("write `\"version\": \"{}\"`", other.version)),
            (None, entry) => {
                let place = entry
                    .map_or(Place::file(document.name), |entry| document.place(entry.key_span));
                let finding = finding
                    .label(event.id.place, format!("the edge `{}` waits for it forever", edge.id))
                    .label(place, told(&emitted));
                finding.help(format!(
                    "wait for an event that `{capability}` emits, go on by a direct edge, or add the event to `emits` in a new version of its contract"
                ))
            }
        })
    };
    first_of(workflow.edges.iter().filter_map(finding), identity)
}

pub(super) fn emits(contract: &Contract<'_>, event: &Exact<'_>) -> bool {
    let emitted = contract.document.map(emitted).unwrap_or_default();
    emitted.iter().any(|emitted| emitted.key() == event.key())
}

fn emitted<'a>(document: &'a Document<'a>) -> Vec<Exact<'a>> {
    let items = document.get(&["emits"]).map_or(&[][..], Node::items);
    items.iter().filter_map(|item| Exact::of(document, item, "event_id", "version")).collect()
}

fn told(emitted: &[Exact<'_>]) -> String {
    let names: Vec<_> = emitted.iter().map(|event| format!("`{}`", event.id)).collect();
    match &names[..] {
        [] => "it emits nothing".into(),
        names => format!("it emits {}", names.join(", ")),
    }
}
