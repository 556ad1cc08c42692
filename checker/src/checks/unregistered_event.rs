//! `unregistered-event`: a contract names an event that its registry does not hold.

use super::{Check, Run};
use crate::finding::first_of;
use crate::registry::{Entry, Held, Reference, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unregistered-event",
        summary: "A contract emits or depends on an event that its registry does not hold.",
        page: include_str!("../../../docs/codes/unregistered-event.md"),
    },
    run: Run::Registry(run),
};

fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let held = Held::of(&registry.events);
    let in_contract = |contract: &Entry<'_>| {
        let missing = contract.events().into_iter().filter(|named| !held.has(named));
        first_of(missing, |named| finding(contract, &named, held.other(&named)))
    };
    registry.contracts.iter().flat_map(in_contract).collect()
}

fn finding(contract: &Entry<'_>, named: &Reference, other: Option<(&Entry<'_>, &str)>) -> Finding {
    let Reference { id, version, at } = named;
    let message = format!("the registry holds no event `{id}` at version `{version}`");
    let finding = Finding::new(&CHECK.code, message);
    let (id_field, label) = match at.starts_with("emits") {
        true => ("event_id", "the capability emits it"),
        false => ("id", "the capability depends on it"),
    };
    match other {
        Some((other, held)) => finding
            .label(contract.place(&format!("{at}/version")), label)
            .label(other.place("version"), format!("the registry holds version `{held}`"))
            .help(format!("write `{held}` in a new version of the contract, or add the event of version `{version}` to the registry's `events`")),
        None => finding
            .label(contract.place(&format!("{at}/{id_field}")), label)
            .help("add the event's target to the registry's `events`, or correct its name"),
    }
}
