//! `unused-grant`: a package is granted a group of functions and imports none of it.

use super::{Check, Run};
use crate::authority::unmet;
use crate::model::authority::{Group, find};
use crate::model::fields::narrow;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "unused-grant",
        summary: "A package is granted a group of host functions that its core module does not import.",
        page: include_str!("../../../docs/codes/unused-grant.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let imports = &module.facts.imports;
    let used = |group: Group| {
        let functions = imports.iter().filter_map(|import| find(&import.module, &import.name));
        functions.into_iter().any(|function| function.group == group)
    };
    let by_contract = [Group::Event, Group::Connector];
    let groups = by_contract.into_iter().chain(Group::BY_NAME);
    let unused = groups.filter(|group| unmet(package, *group).is_empty() && !used(*group));
    unused
        .map(|group| {
            let name = group.name();
            let finding = Finding::new(
                &CHECK.code,
                format!("the package is granted the group `{name}`, and its core module imports none of it"),
            );
            let (place, label, help) = grant(package, group);
            let finding = match place {
                Some(place) => finding.label(place, label),
                None => finding,
            };
            finding.label(Place::file(module.name), "nothing of the group is imported").help(help)
        })
        .collect()
}

/// Where the group is granted, and how not to be.
fn grant<'a>(package: &'a Package<'_>, group: Group) -> (Option<Place<'a>>, &'static str, String) {
    let contract = |key: &str| {
        let document = package.contract.document?;
        Some(document.place(document.entry(&[key])?.key_span))
    };
    match group {
        Group::Event => (
            contract("emits"),
            "granted because these events are emitted",
            "call `emit_event`, or take the events out of the contract's `emits`".to_owned(),
        ),
        Group::Connector => (
            contract("connector_requirements"),
            "granted because these connectors are required",
            "call `connector_invoke`, or take the connectors out of the contract".to_owned(),
        ),
        _ => {
            let asked = package.manifest.groups.iter().find(|text| text.value == group.name());
            let (constraint, _) = group.constraint();
            let narrow = narrow(constraint);
            (
                asked.map(|text| text.place),
                "asked for here",
                format!(
                    "remove `{}` from `authority.groups`; if no group is left that needs it, set `{constraint}` to `{narrow}` in the manifest and the contract",
                    group.name()
                ),
            )
        }
    }
}
