//! `unregistered-workflow`: a package is known to be part of a workflow that the registry lacks.

use super::{Check, Run};
use crate::registry::{Entry, Reference, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unregistered-workflow",
        summary: "A package names a workflow that its registry does not hold.",
        page: include_str!("../../../docs/codes/unregistered-workflow.md"),
    },
    run: Run::Registry(run),
};

fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let mut findings = vec![];
    for package in &registry.packages {
        let missing = package.compositions();
        let missing = missing.iter().filter(|named| !registry.workflows.iter().any(is(named)));
        findings.extend(missing.map(|named| finding(registry, package, named)));
    }
    findings
}

fn is(named: &Reference) -> impl Fn(&Entry<'_>) -> bool {
    |workflow| {
        let subject = &workflow.verdict.subject;
        subject.id.as_ref() == Some(&named.id) && subject.version.as_ref() == Some(&named.version)
    }
}

fn finding(registry: &Registry<'_>, package: &Entry<'_>, named: &Reference) -> Finding {
    let Reference { id, version, at } = named;
    let message = format!("the registry holds no workflow `{id}` at version `{version}`");
    let finding = Finding::new(&CHECK.code, message);
    let mut workflows = registry.workflows.iter();
    let other = workflows.find(|workflow| workflow.verdict.subject.id.as_ref() == Some(id));
    match other.and_then(|other| Some((other, other.verdict.subject.version.as_ref()?))) {
        Some((other, held)) => finding
            .label(package.place(&format!("{at}/workflow_version")), "named here")
            .label(other.place("version"), format!("the registry holds version `{held}`"))
            .help(format!("write `{held}`, or add the workflow at version `{version}` to the package's `workflows`")),
        None => finding
            .label(package.place(&format!("{at}/workflow_id")), "named here")
            .help("add the workflow to `workflows` of the package's target, or remove the entry: it may be left out"),
    }
}
