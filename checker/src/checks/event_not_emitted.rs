//! `event-not-emitted`: an edge waits for an event that its node's capability never emits.

use std::collections::{HashMap, HashSet};
use std::ptr;

use super::{Check, Run, places};
use crate::finding::first_of;
use crate::model::contract::Contract;
use crate::model::document::Node;
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
    let emitted = Emitted::of_all(composition);
    let faults = workflow.edges.iter().filter_map(|edge| {
        let event = edge.event.filter(|_| edge.trigger == "event")?;
        let contract = contracts[*numbers.get(edge.from.value)?]?;
        let known = contract.document.is_some() && contract.id.is_some();
        (known && !emitted.has(contract, &event)).then_some((edge, event, contract))
    });
    first_of(faults, |(edge, event, contract)| finding(edge, &event, contract, &emitted))
}

fn finding(
    edge: &Edge<'_>,
    event: &Exact<'_>,
    contract: &Contract<'_>,
    emitted: &Emitted<'_>,
) -> Finding {
    let capability = contract.id.map_or("", |id| id.value);
    let message =
        format!("`{capability}` does not emit `{}` at version `{}`", event.id, event.version);
    let finding = Finding::new(&CHECK.code, message);
    let emitted = emitted.by(contract);
    if let Some(other) = emitted.iter().find(|emitted| emitted.id.value == event.id.value) {
        return finding
            .label(event.version.place, format!("the edge `{}` waits for this version", edge.id))
            .label(other.version.place, "this version is emitted")
            .help(format!("write `\"version\": \"{}\"`", other.version));
    }
    let finding =
        finding.label(event.id.place, format!("the edge `{}` waits for it forever", edge.id));
    let finding = match contract.document {
        Some(document) => {
            let entry = document.entry(&["emits"]);
            let place =
                entry.map_or(Place::file(document.name), |entry| document.place(entry.key_span));
            finding.label(place, told(emitted))
        }
        None => finding,
    };
    finding.help(format!(
        "wait for an event that `{capability}` emits, go on by a direct edge, or add the event to `emits` in a new version of its contract"
    ))
}

/// What the capabilities of a workflow emit: read once, however many edges wait for it.
pub(super) struct Emitted<'a> {
    lists: HashMap<*const Contract<'a>, Vec<Exact<'a>>>,
    keys: HashSet<(*const Contract<'a>, (&'a str, &'a str))>,
}

impl<'a> Emitted<'a> {
    pub(super) fn of_all(composition: &Composition<'a>) -> Self {
        let all = composition.contracts.iter();
        let lists: HashMap<_, _> = all.map(|one| (ptr::from_ref(one), emitted(one))).collect();
        let keys = lists
            .iter()
            .flat_map(|(contract, list)| list.iter().map(|event| (*contract, event.key())));
        Self { keys: keys.collect(), lists }
    }

    pub(super) fn has(&self, contract: &Contract<'a>, event: &Exact<'a>) -> bool {
        self.keys.contains(&(ptr::from_ref(contract), event.key()))
    }

    fn by(&self, contract: &Contract<'a>) -> &[Exact<'a>] {
        self.lists.get(&ptr::from_ref(contract)).map_or(&[], |list| list)
    }
}

fn emitted<'a>(contract: &Contract<'a>) -> Vec<Exact<'a>> {
    let Some(document) = contract.document else { return vec![] };
    let items = document.get(&["emits"]).map_or(&[][..], Node::items);
    items.iter().filter_map(|item| Exact::of(document, item, "event_id", "version")).collect()
}

fn told(emitted: &[Exact<'_>]) -> String {
    let names: Vec<_> = emitted.iter().map(|event| event.id.value).collect();
    match &names[..] {
        [] => "it emits nothing".into(),
        names => format!("it emits {}", places::told(names)),
    }
}
