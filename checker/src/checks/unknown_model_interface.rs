//! `unknown-model-interface`: a package depends on a model interface that there isn't.

use std::collections::HashSet;

use super::unknown_field::nearest;
use super::{Check, Run};
use crate::finding::first_of;
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
    // What is named twice is told as that.
    let mut known: HashSet<_> = given.iter().copied().collect();
    let names = dependencies(document).into_iter().map(|dependency| dependency.interface);
    let filled = names.filter(|name| !name.value.trim().is_empty() && !is_placeholder(name.value));
    let unknown = filled.filter(|name| known.insert(name.value));
    first_of(unknown, |name| {
        let finding = Finding::new(&CHECK.code, format!("there is no model interface `{name}`"));
        match nearest(name.value, &given) {
            Some(meant) => finding
                .label(name.place, format!("did you mean `{meant}`?"))
                .help(format!("write `{meant}`")),
            None => finding.label(name.place, "the package depends on it").help(
                "add the interface's target to `models` of the package's target; if there is none yet, declare one: what the model is given, what it answers, and nothing of whose model it is",
            ),
        }
    })
}
