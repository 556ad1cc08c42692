//! `conflicting-compositions`: the two names of one field disagree.

use super::{Check, Run};
use crate::model::manifest::{Compositions, Manifest};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "conflicting-compositions",
        summary: "`workflow_refs` and `known_compositions` both stand in the manifest and differ.",
        page: include_str!("../../../docs/codes/conflicting-compositions.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some((known, refs)) = conflict(&package.manifest) else { return vec![] };
    let listed = |compositions: &Compositions<'_>| match &compositions.workflows[..] {
        [] => "none".to_owned(),
        workflows => workflows
            .iter()
            .map(|(id, version)| format!("{id}@{version}"))
            .collect::<Vec<_>>()
            .join(", "),
    };
    vec![
        Finding::new(&CHECK.code, "`workflow_refs` and `known_compositions` differ")
            .label(refs.place, listed(refs))
            .label(known.place, listed(known))
            .help("keep `known_compositions` and remove `workflow_refs`, which is its former name"),
    ]
}

/// The two lists, if they differ: then which workflows are meant is not known.
pub(super) fn conflict<'a, 'b>(
    manifest: &'b Manifest<'a>,
) -> Option<(&'b Compositions<'a>, &'b Compositions<'a>)> {
    let lists = manifest.known_compositions.as_ref().zip(manifest.workflow_refs.as_ref());
    lists.filter(|(known, refs)| known.workflows != refs.workflows)
}
