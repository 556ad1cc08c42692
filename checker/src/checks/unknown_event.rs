//! `unknown-event`: an edge waits for an event that has no contract.

use std::collections::{BTreeMap, HashSet};

use super::event_not_emitted::Emitted;
use super::{Check, Run};
use crate::finding::first_of;
use crate::model::workflow::{Edge, Exact};
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unknown-event",
        summary: "A workflow waits for an event whose contract it is not given.",
        page: include_str!("../../../docs/codes/unknown-event.md"),
    },
    run: Run::Workflow(run),
};

const SHOWN: usize = 4;

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    if !composition.complete {
        return vec![];
    }
    let events = composition.events.iter();
    let keys = events.filter_map(|event| Some((event.id?.value, event.version?.value)));
    let known: HashSet<_> = keys.collect();
    let emitted = Emitted::of_all(composition);
    let mut unknown: BTreeMap<(&str, &str), Vec<(&Edge<'_>, Exact<'_>)>> = BTreeMap::new();
    let (numbers, contracts) = (composition.workflow.numbers(), composition.contracts_of_nodes());
    for edge in composition.workflow.edges.iter().filter(|edge| edge.trigger == "event") {
        let Some(event) = edge.event.filter(|event| !known.contains(&event.key())) else {
            continue;
        };
        // An event that its node never emits is told as that.
        let contract = numbers.get(edge.from.value).and_then(|number| contracts[*number]);
        if contract.is_none_or(|contract| emitted.has(contract, &event)) {
            unknown.entry(event.key()).or_default().push((edge, event));
        }
    }
    let finding = |((id, version), edges): (&(&str, &str), &Vec<(&Edge<'_>, Exact<'_>)>)| {
        let finding = Finding::new(
            &CHECK.code,
            format!("no contract of the event `{id}` at version `{version}` is given"),
        );
        let finding = edges.iter().take(SHOWN).fold(finding, |finding, (edge, event)| {
            finding.label(event.id.place, format!("the edge `{}` waits for it", edge.id))
        });
        let other =
            composition.events.iter().find(|event| event.id.is_some_and(|own| own.value == *id));
        match other.and_then(|event| event.version) {
            Some(other) => finding
                .label(other.place, format!("version `{other}` has one"))
                .help(format!("wait for that version, or add the contract of version `{version}` to the workflow target's `events`")),
            None => finding.help("add its contract to the workflow target's `events`"),
        }
    };
    first_of(&unknown, finding)
}
