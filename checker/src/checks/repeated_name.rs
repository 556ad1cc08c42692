//! `repeated-name`: a list of a workflow has a name twice, where once says all.

use super::duplicate_item::{List, in_lists};
use super::{Check, Run};
use crate::Code;

pub static CHECK: Check = Check {
    code: Code {
        name: "repeated-name",
        summary: "A workflow has a tag, or a field of its output, twice.",
        page: include_str!("../../../docs/codes/repeated-name.md"),
    },
    run: Run::Workflow(|composition| {
        in_lists(&CHECK.code, composition.workflow.document, WORKFLOW)
    }),
};

/// Lists that Traverse reads without a look for what is in them twice.
pub(crate) const WORKFLOW: &[List] = &[(&["tags"], &[]), (&["output_projection"], &[])];
