//! `cyclic-workflow`: the edges of a workflow lead back to where they came from.

use super::{Check, Run};
use crate::model::cycles::cycles;
use crate::model::workflow::Workflow;
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "cyclic-workflow",
        summary: "The edges of a workflow form a cycle.",
        page: include_str!("../../../docs/codes/cyclic-workflow.md"),
    },
    run: Run::Workflow(run),
};

/// Of longer cycles only the first nodes and the last are told.
const SHOWN: usize = 5;

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    cycles(&workflow.ways()).iter().map(|cycle| finding(workflow, cycle)).collect()
}

fn finding(workflow: &Workflow<'_>, cycle: &[(usize, usize)]) -> Finding {
    let names: Vec<_> = cycle.iter().map(|(node, _)| workflow.nodes[*node].id.value).collect();
    let (first, last) = (names[0], names[names.len() - 1]);
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let shown = shown.join(" → ");
    let path = match names.len() {
        1..=SHOWN => format!("{shown} → `{first}`"),
        nodes if nodes == SHOWN + 1 => format!("{shown} → `{last}` → `{first}`"),
        nodes => format!("{shown} → ({} more) → `{last}` → `{first}`", nodes - SHOWN - 1),
    };
    let back = &workflow.edges[cycle[cycle.len() - 1].1];
    let message = match names.len() {
        1 => format!("the edge `{}` leads from `{first}` to itself", back.id),
        nodes => format!("{nodes} nodes form a cycle: {path}"),
    };
    let finding = Finding::new(&CHECK.code, message);
    let finding = if names.len() > 1 {
        finding
            .label(back.to.place, format!("the edge `{}` leads back", back.id))
            .label(workflow.nodes[cycle[0].0].id.place, "to this node")
    } else {
        finding.label(back.to.place, "it leads to the node that it comes from")
    };
    finding.help(format!(
        "remove the edge `{}`, or have it lead to a node that comes later: each node runs once",
        back.id
    ))
}
