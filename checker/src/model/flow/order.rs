//! The order in which Traverse looks at a workflow's nodes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::workflow::Workflow;

/// The numbers of the nodes, each after all that lead to it; of several that are ready, first the
/// one whose id comes first. None for a cycle.
pub(super) fn of(workflow: &Workflow<'_>, ways: &[Vec<(usize, usize)>]) -> Option<Vec<usize>> {
    let mut incoming = vec![0; ways.len()];
    for (_, next) in ways.iter().flatten() {
        incoming[*next] += 1;
    }
    let id = |number: usize| Reverse((workflow.nodes[number].id.value, number));
    let mut ready: BinaryHeap<_> =
        (0..ways.len()).filter(|number| incoming[*number] == 0).map(id).collect();
    let mut order = vec![];
    while let Some(Reverse((_, number))) = ready.pop() {
        order.push(number);
        for &(_, next) in &ways[number] {
            incoming[next] -= 1;
            if incoming[next] == 0 {
                ready.push(id(next));
            }
        }
    }
    (order.len() == ways.len()).then_some(order)
}
