//! `composition-without-capability`: a workflow is named in which the package has no part.

use std::convert::identity;

use super::unknown_workflow::{named, references};
use super::{Check, Run};
use crate::finding::first_of;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "composition-without-capability",
        summary: "A manifest names a workflow none of whose nodes runs the package's capability.",
        page: include_str!("../../../docs/codes/composition-without-capability.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some((id, version)) = package.capability() else { return vec![] };
    let finding = |uses: &Vec<_>| {
        let workflow = named(package, &uses[0])?;
        let nodes = || workflow.nodes.iter().filter_map(|node| node.capability);
        if nodes().any(|node| node.key() == (id.value, version.value)) {
            return None;
        }
        let named = uses[0].id;
        let finding = Finding::new(
            &CHECK.code,
            format!("no node of the workflow `{named}` runs `{id}` at version `{version}`"),
        )
        .label(named.place, "the package says that it is part of it");
        Some(match nodes().find(|node| node.id.value == id.value) {
            Some(other) => finding
                .label(other.version.place, "a node runs this version")
                .label(version.place, "the package's version of the capability")
                .help(format!(
                    "have the node run version `{version}`, in a new version of the workflow; or remove the workflow from the manifest"
                )),
            None => {
                let place = workflow.document.entry(&["nodes"]);
                let place = place.map_or(crate::Place::file(workflow.document.name), |entry| {
                    workflow.document.place(entry.key_span)
                });
                finding
                    .label(place, "none of these runs the capability")
                    .help("remove the workflow from the manifest, or name the one that runs the capability")
            }
        })
    };
    first_of(references(&package.manifest).iter().filter_map(finding), identity)
}
