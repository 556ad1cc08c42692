//! `ambiguous-edge`: a node has two ways on and nothing to choose by.

use std::collections::{BTreeMap, HashSet};

use super::{Check, Run};
use crate::finding::first_of;
use crate::model::workflow::Edge;
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "ambiguous-edge",
        summary: "Several direct edges, or several event edges, lead away from one node.",
        page: include_str!("../../../docs/codes/ambiguous-edge.md"),
    },
    run: Run::Workflow(run),
};

const SHOWN: usize = 4;

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let mut edges: BTreeMap<(&str, &str), Vec<&Edge<'_>>> = BTreeMap::new();
    let mut ids = HashSet::new();
    for edge in &composition.workflow.edges {
        // A second edge with the same id is told as that.
        if ids.insert(edge.id.value) && ["direct", "event"].contains(&edge.trigger) {
            edges.entry((edge.from.value, edge.trigger)).or_default().push(edge);
        }
    }
    edges.retain(|_, edges| edges.len() > 1);
    first_of(&edges, |((from, trigger), edges)| finding(from, trigger, edges))
}

fn finding(from: &str, trigger: &str, edges: &[&Edge<'_>]) -> Finding {
    let number = edges.len();
    let message = format!("{number} {trigger} edges lead away from the node `{from}`");
    let finding = Finding::new(&CHECK.code, message);
    let finding = edges.iter().take(SHOWN).fold(finding, |finding, edge| {
        finding.label(edge.from.place, format!("the edge `{}`, to `{}`", edge.id, edge.to))
    });
    finding.help("keep one of them, and have the other lead away from a node that runs before or after; a node has at most one direct edge and one event edge")
}
