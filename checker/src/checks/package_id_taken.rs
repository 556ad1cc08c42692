//! `package-id-taken`: two packages of a registry have the same id.

use std::collections::BTreeMap;

use super::places::labelled;
use super::{Check, Run};
use crate::registry::{Entry, Reference, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "package-id-taken",
        summary: "Two packages of a registry have the same id.",
        page: include_str!("../../../docs/codes/package-id-taken.md"),
    },
    run: Run::Registry(run),
};

fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let mut by_id: BTreeMap<&str, Vec<&Entry<'_>>> = BTreeMap::new();
    for package in &registry.packages {
        if let Some(id) = &package.verdict.subject.id {
            by_id.entry(id).or_default().push(package);
        }
    }
    by_id.iter().filter(|(_, packages)| packages.len() > 1).map(|(id, p)| finding(id, p)).collect()
}

fn finding(id: &str, packages: &[&Entry<'_>]) -> Finding {
    let message = format!("{} packages have the id `{id}`", packages.len());
    let place = |package: &'_ &Entry<'_>| match package.capability() {
        Some(Reference { id, version, .. }) => {
            format!("the package that implements `{id}@{version}`")
        }
        None => "this package".to_owned(),
    };
    let places = packages.iter().map(|package| (package.place("package_id"), place(package)));
    labelled(Finding::new(&CHECK.code, message), places)
        .help("give all but one of them another `package_id`, or take all but one out of the registry's `packages`")
}
