//! `unregistered-capability`: an event or a contract names a capability that its registry does not hold.

use super::{Check, Run};
use crate::finding::first_of;
use crate::registry::{Entry, Held, Reference, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unregistered-capability",
        summary: "An event or a contract names a capability that its registry does not hold.",
        page: include_str!("../../../docs/codes/unregistered-capability.md"),
    },
    run: Run::Registry(run),
};

fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let held = Held::of(&registry.contracts);
    let missing = |entry, named: Vec<Reference>, id: &str| {
        let missing = named.into_iter().filter(|named| !held.has(named));
        first_of(missing, |named| finding(entry, &named, id, held.other(&named)))
    };
    let events = registry.events.iter();
    let events = events
        .flat_map(|event| missing(event, event.publishers_and_subscribers(), "capability_id"));
    let contracts = registry.contracts.iter();
    let contracts =
        contracts.flat_map(|contract| missing(contract, contract.dependencies("capability"), "id"));
    events.chain(contracts).collect()
}

fn finding(
    entry: &Entry<'_>,
    named: &Reference,
    id_field: &str,
    other: Option<(&Entry<'_>, &str)>,
) -> Finding {
    let Reference { id, version, at } = named;
    let message = format!("the registry holds no capability `{id}` at version `{version}`");
    let finding = Finding::new(&CHECK.code, message);
    let label = match at.split('/').next() {
        Some("publishers") => "the event says that it publishes it",
        Some("subscribers") => "the event says that it subscribes to it",
        _ => "the capability depends on it",
    };
    match other {
        Some((other, held)) => finding
            .label(entry.place(&format!("{at}/version")), label)
            .label(other.place("version"), format!("the registry holds version `{held}`"))
            .help(format!("write `{held}`, or add a package that implements version `{version}` to the registry's `packages`")),
        None => finding
            .label(entry.place(&format!("{at}/{id_field}")), label)
            .help("correct its name, or add a package that implements it to the registry's `packages`"),
    }
}
