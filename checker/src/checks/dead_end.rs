//! `dead-end`: a workflow stops at a node where it is not done.

use super::{Check, Run};
use crate::finding::first_of;
use crate::model::workflow::WorkflowNode;
use crate::{Code, Composition, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "dead-end",
        summary: "No edge leads away from a node, and the workflow is not done there.",
        page: include_str!("../../../docs/codes/dead-end.md"),
    },
    run: Run::Workflow(run),
};

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    let ways = workflow.ways();
    let Some(reached) = workflow.reached(&ways) else { return vec![] };
    let (numbers, terminals) = (workflow.numbers(), workflow.terminal_numbers());
    // The edge that lacks here is the one that should lead to what is cut off: told as that. Without
    // any end the ends are what lacks.
    let is_cut_off = numbers.values().any(|number| !reached[*number]);
    if is_cut_off || terminals.is_empty() {
        return vec![];
    }
    let list = workflow.document.entry(&["terminal_nodes"]);
    let list = list.map(|entry| workflow.document.place(entry.key_span));
    let nodes = workflow.nodes.iter().enumerate();
    let dead = nodes.filter(|(number, _)| {
        reached[*number] && ways[*number].is_empty() && !terminals.contains(number)
    });
    first_of(dead, |(_, node)| finding(node, list))
}

fn finding(node: &WorkflowNode<'_>, terminals: Option<Place<'_>>) -> Finding {
    let finding = Finding::new(
        &CHECK.code,
        format!("the workflow goes on nowhere from the node `{}`", node.id),
    )
    .label(node.id.place, "no edge leads away from it");
    let finding = match terminals {
        Some(place) => finding.label(place, format!("`{}` is not among them", node.id)),
        None => finding,
    };
    finding.help(format!(
        "add `\"{}\"` to `terminal_nodes`, or an edge that leads on from it",
        node.id
    ))
}
