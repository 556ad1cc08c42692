//! `unregistered-capability`: an event names a capability that its registry does not hold.

use std::collections::{HashMap, HashSet};

use super::{Check, Run};
use crate::finding::first_of;
use crate::registry::{Entry, Reference, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unregistered-capability",
        summary: "An event names a publisher or subscriber that its registry does not hold.",
        page: include_str!("../../../docs/codes/unregistered-capability.md"),
    },
    run: Run::Registry(run),
};

fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let mut held = HashSet::new();
    let mut by_id: HashMap<&str, (&Entry<'_>, &str)> = HashMap::new();
    for contract in &registry.contracts {
        let subject = &contract.verdict.subject;
        if let (Some(id), Some(version)) = (subject.id.as_deref(), subject.version.as_deref()) {
            held.insert((id, version));
            by_id.entry(id).or_insert((contract, version));
        }
    }
    let in_event = |event: &Entry<'_>| {
        let named = event.publishers_and_subscribers().into_iter();
        let missing = named.filter(|named| !held.contains(&(&*named.id, &*named.version)));
        first_of(missing.map(|named| finding(event, &named, by_id.get(&*named.id))))
    };
    registry.events.iter().flat_map(in_event).collect()
}

fn finding(event: &Entry<'_>, named: &Reference, other: Option<&(&Entry<'_>, &str)>) -> Finding {
    let Reference { id, version, at } = named;
    let message = format!("the registry holds no capability `{id}` at version `{version}`");
    let finding = Finding::new(&CHECK.code, message);
    let role = if at.starts_with("publishers") { "publishes" } else { "subscribes to" };
    let label = format!("the event says that it {role} it");
    match other {
        Some((other, held)) => finding
            .label(event.place(&format!("{at}/version")), label)
            .label(other.place("version"), format!("the registry holds version `{held}`"))
            .help(format!("write `{held}`, or add a package that implements version `{version}` to the registry's `packages`")),
        None => finding
            .label(event.place(&format!("{at}/capability_id")), label)
            .help("correct its name, or add a package that implements it to the registry's `packages`"),
    }
}
