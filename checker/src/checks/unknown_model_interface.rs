//! `unknown-model-interface`: a package depends on a model interface that there isn't.

use super::unknown_field::nearest;
use super::{Check, Run};
use crate::model::interface::dependencies;
use crate::model::placeholder::is_placeholder;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "unknown-model-interface",
        summary: "A manifest depends on a model interface that the package's target is not given.",
        page: include_str!("../../../docs/codes/unknown-model-interface.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document.filter(|_| package.complete) else {
        return vec![];
    };
    let given: Vec<_> =
        package.models.iter().filter_map(|model| model.id).map(|id| id.value).collect();
    let mut told: Vec<&str> = vec![];
    let mut findings = vec![];
    for dependency in dependencies(document) {
        let name = dependency.interface;
        let blank = name.value.trim().is_empty() || is_placeholder(name.value);
        // What is named twice is told as that.
        if blank || given.contains(&name.value) || told.contains(&name.value) {
            continue;
        }
        told.push(name.value);
        let finding = Finding::new(&CHECK.code, format!("there is no model interface `{name}`"));
        findings.push(match nearest(name.value, &given) {
            Some(meant) => finding
                .label(name.place, format!("did you mean `{meant}`?"))
                .help(format!("write `{meant}`")),
            None => finding.label(name.place, "the package depends on it").help(
                "add the interface's target to `models` of the package's target; if there is none yet, declare one: what the model is given, what it answers, and nothing of whose model it is",
            ),
        });
    }
    findings
}
