//! `ungranted-import`: the core module imports what its package is not granted.

use super::{Check, Run};
use crate::authority::{Standing, imports, qualified, unmet};
use crate::finding::first_of;
use crate::model::authority::{Group, HostFunction};
use crate::model::module::Import;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "ungranted-import",
        summary: "The core module imports a function that its package is not granted.",
        page: include_str!("../../../docs/codes/ungranted-import.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let ungranted = imports(package).filter_map(|(import, standing)| match standing {
        Standing::Ungranted(function) => Some((import, *function)),
        _ => None,
    });
    let finding = |(import, function): (&Import, Option<&HostFunction>)| {
        let message = format!(
            "the core module imports `{}`, which its package is not granted",
            qualified(import)
        );
        let finding = Finding::new(&CHECK.code, message);
        let place = Place::file(module.name);
        match function.map(|function| function.group) {
            None => finding.label(place, "no governed host offers this").help(
                "remove the import; hosts offer WASI preview 1 and `traverse_host`, nothing else",
            ),
            Some(Group::Withheld | Group::Stdio) => finding
                .label(place, "no package is granted this")
                .help(format!("remove the call of `{}`", import.name)),
            Some(group) => ask(finding, place, package, group, &import.name),
        }
    };
    first_of(ungranted, finding)
}

/// What keeps the group from being granted, and each step towards it.
fn ask(
    finding: Finding,
    place: Place<'_>,
    package: &Package<'_>,
    group: Group,
    name: &str,
) -> Finding {
    let unmet = unmet(package, group);
    let finding = finding.label(place, format!("it belongs to the group `{}`", group.name()));
    let labels = unmet.iter().filter_map(|unmet| Some((unmet.place?, &unmet.label)));
    let finding = labels.fold(finding, |finding, (place, label)| finding.label(place, label));
    let remove = match group {
        Group::Environ if name.starts_with("environ_") => {
            "link the `bare_start` crate: start-up code of Rust and C imports this unasked"
        }
        _ => "remove what calls it",
    };
    let finding = finding.help(format!("{remove}; or, to be granted it:"));
    let steps = unmet.into_iter().filter_map(|unmet| unmet.step);
    steps.fold(finding, |finding, step| finding.help(format!("- {step}")))
}
