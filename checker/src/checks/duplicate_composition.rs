//! `duplicate-composition`: a manifest names a workflow twice.

use super::{Check, Run};
use crate::checks::duplicate_item;
use crate::{Code, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "duplicate-composition",
        summary: "A manifest names the same version of a workflow twice.",
        page: include_str!("../../../docs/codes/duplicate-composition.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<crate::Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    // Both names of the list are to be equal, so one of them tells.
    let lists = ["known_compositions", "workflow_refs"];
    let Some(list) = lists.into_iter().find(|list| document.get(&[list]).is_some()) else {
        return vec![];
    };
    duplicate_item::in_list(&CHECK.code, document, &[list], &["workflow_id", "workflow_version"])
}
