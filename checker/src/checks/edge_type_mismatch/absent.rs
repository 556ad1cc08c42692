//! Names in a workflow that nothing stands behind.

use std::collections::HashMap;

use super::CHECK;
use crate::checks::unknown_field::nearest_of_few;
use crate::model::document::Text;
use crate::model::flow::Flow;
use crate::model::object::Object;
use crate::model::workflow::{Workflow, WorkflowNode};
use crate::{Finding, Place};

/// The first node that puts a name into the state, and where.
pub(super) type Writers<'a> = HashMap<&'a str, (Text<'a>, Place<'a>)>;

pub(super) fn writers<'a>(workflow: &Workflow<'a>) -> Writers<'a> {
    let mut writers = HashMap::new();
    for node in &workflow.nodes {
        let outputs = node.outputs.iter().flat_map(|outputs| &outputs.names);
        for output in outputs.chain(&node.publishes) {
            writers.entry(output.value).or_insert((node.id, output.place));
        }
    }
    writers
}

/// What a node reads although nothing before it has it.
pub(super) fn read(
    flow: &Flow<'_>,
    writers: &Writers<'_>,
    node: &WorkflowNode<'_>,
    name: Text<'_>,
) -> Finding {
    let finding =
        Finding::new(&CHECK.code, format!("the node `{}` gets `{name}` from nowhere", node.id))
            .label(name.place, "neither the workflow's inputs nor a node before this one has it");
    if let Some((other, place)) = writers.get(name.value) {
        return finding
            .label(*place, format!("`{}` has it, but does not run before `{}`", other, node.id))
            .help(format!("have the edges lead from `{}` to `{}`", other, node.id));
    }
    finding.help(match nearest_of_few(name.value, flow.end.keys().copied()) {
        Some(meant) => format!("write `{meant}`"),
        None => format!(
            "add `{name}` to `inputs.schema.properties`, or to `to_workflow_state` of a node whose capability writes it"
        ),
    })
}

/// Whether some node puts out what its capability does not write.
pub(in crate::checks) fn unwritten(workflow: &Workflow<'_>, flow: &Flow<'_>) -> bool {
    (0..workflow.nodes.len()).any(|number| written(workflow, flow, number).next().is_some())
}

/// What a node puts into the state although its capability does not write it.
pub(in crate::checks) fn written<'a, 'f>(
    workflow: &'f Workflow<'a>,
    flow: &'f Flow<'a>,
    number: usize,
) -> impl Iterator<Item = (Text<'a>, &'f Object<'a>)> {
    let node = &workflow.nodes[number];
    let outputs = flow.nodes[number].outputs.as_deref();
    let outputs = outputs.filter(|outputs| outputs.describes() && node.capability.is_some());
    let names = node.outputs.iter().flat_map(|names| &names.names);
    let unknown =
        |(name, outputs): &(Text<'_>, &Object<'_>)| outputs.property(name.value).is_none();
    outputs
        .into_iter()
        .flat_map(move |outputs| names.clone().map(move |name| (*name, outputs)))
        .filter(unknown)
}

pub(super) fn unwritten_name(
    node: &WorkflowNode<'_>,
    name: Text<'_>,
    outputs: &Object<'_>,
) -> Finding {
    let capability = node.capability.map_or("", |capability| capability.id.value);
    let message =
        format!("the node `{}` puts out `{name}`, which `{capability}` does not write", node.id);
    Finding::new(&CHECK.code, message)
        .label(name.place, format!("`{}` puts it out here", node.id))
        .label(outputs.part.key, format!("`{}` has no such property", outputs.part.pointer))
        .help(format!("remove `{name}` from the node's `to_workflow_state`, or correct its name"))
}
