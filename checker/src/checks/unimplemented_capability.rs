//! `unimplemented-capability`: a workflow runs a capability that no package of the registry has.

use super::{Check, Run};
use crate::registry::{Entry, Reference, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unimplemented-capability",
        summary: "A registered workflow runs a capability that no package of the registry implements.",
        page: include_str!("../../../docs/codes/unimplemented-capability.md"),
    },
    run: Run::Registry(run),
};

fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let implemented: Vec<_> = registry.packages.iter().filter_map(Entry::capability).collect();
    let mut findings = vec![];
    for workflow in &registry.workflows {
        let missing = workflow.nodes();
        let missing = missing.iter().filter(|node| !implemented.iter().any(|own| own.is(node)));
        findings.extend(missing.map(|node| finding(registry, workflow, node)));
    }
    findings
}

fn finding(registry: &Registry<'_>, workflow: &Entry<'_>, node: &Reference) -> Finding {
    let Reference { id, version, at } = node;
    let message = format!("no package of the registry implements `{id}` at version `{version}`");
    let finding = Finding::new(&CHECK.code, message);
    let same_id = |package: &&Entry<'_>| package.capability().is_some_and(|own| own.id == *id);
    match registry.packages.iter().find(same_id) {
        Some(package) => {
            let other = package.capability().map_or(String::new(), |own| own.version);
            finding
                .label(workflow.place(&format!("{at}/capability_version")), "the workflow runs it")
                .label(
                    package.place("capability_ref/version"),
                    format!("this package implements version `{other}`"),
                )
                .help(format!("let the workflow run version `{other}`, or add the package of version `{version}` to the registry's `packages`"))
        }
        None => finding
            .label(workflow.place(&format!("{at}/capability_id")), "the workflow runs it")
            .help("add the package that implements it to the registry's `packages`"),
    }
}
