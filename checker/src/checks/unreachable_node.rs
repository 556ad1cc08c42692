//! `unreachable-node`: a node of a workflow never runs.

use super::{Check, Run};
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unreachable-node",
        summary: "No way leads from a workflow's start to one of its nodes.",
        page: include_str!("../../../docs/codes/unreachable-node.md"),
    },
    run: Run::Workflow(run),
};

const SHOWN: usize = 4;

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    let Some(start) = workflow.start else { return vec![] };
    let Some(reached) = workflow.reached(&workflow.ways()) else { return vec![] };
    let numbers = workflow.numbers();
    // A second node with the same id is told as that.
    let unreached =
        workflow.nodes.iter().enumerate().filter(|(number, node)| {
            !reached[*number] && numbers.get(node.id.value) == Some(number)
        });
    let unreached: Vec<_> = unreached.map(|(_, node)| node).collect();
    let message = match &unreached[..] {
        [] => return vec![],
        [node] => format!("no way leads from `{start}` to the node `{}`", node.id),
        nodes => format!("no way leads from `{start}` to {} of the nodes", nodes.len()),
    };
    let finding = Finding::new(&CHECK.code, message);
    let finding = unreached.iter().take(SHOWN).fold(finding, |finding, node| {
        finding.label(node.id.place, format!("`{}` never runs", node.id))
    });
    vec![
        finding
            .label(start.place, "the workflow starts here")
            .help("add an edge that leads there, or remove what never runs"),
    ]
}
