//! `edge-type-mismatch`: what a node gets is not there, or of another type than it reads.

pub(super) mod absent;

use self::absent::Writers;
use super::{Check, Run};
use crate::model::flow::{Delivery, Flow, Value};
use crate::model::object::Part;
use crate::model::workflow::Workflow;
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "edge-type-mismatch",
        summary: "A node of a workflow gets something that is not there, or of another type.",
        page: include_str!("../../../docs/codes/edge-type-mismatch.md"),
    },
    run: Run::Workflow(run),
};

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    let Some(flow) = &composition.flow else { return vec![] };
    // Else anything may flow: `incompatible-flow` tells what can still be said.
    if flow.is_described() { mismatches(workflow, flow) } else { vec![] }
}

/// By name alone, as Traverse compares: each side has one type, and it is the same.
pub(super) fn mismatches(workflow: &Workflow<'_>, flow: &Flow<'_>) -> Vec<Finding> {
    let mut findings = vec![];
    let writers = absent::writers(workflow);
    // A name that no capability writes may be meant for one that comes from nowhere.
    let unwritten = absent::unwritten(workflow, flow);
    for number in 0..workflow.nodes.len() {
        let is_told = |delivery: &&Delivery<'_>| !unwritten || delivery.value.is_some();
        let mismatch = |delivery| mismatch(workflow, flow, &writers, number, delivery);
        findings.extend(flow.deliveries[number].iter().filter(is_told).filter_map(mismatch));
        findings.extend(absent::written(workflow, flow, number));
    }
    findings
}

fn mismatch(
    workflow: &Workflow<'_>,
    flow: &Flow<'_>,
    writers: &Writers<'_>,
    number: usize,
    delivery: &Delivery<'_>,
) -> Option<Finding> {
    let (node, name) = (&workflow.nodes[number], delivery.name);
    let Some(value) = &delivery.value else {
        return flow.is_described().then(|| absent::read(workflow, flow, writers, number, name));
    };
    let inputs = flow.nodes[number].inputs.as_ref().filter(|inputs| inputs.describes())?;
    let capability = node.capability.as_ref()?.id;
    let Some(wanted) = inputs.property(name.value) else {
        let message =
            format!("the node `{}` gets `{name}`, which `{capability}` does not read", node.id);
        return Some(
            Finding::new(&CHECK.code, message)
                .label(name.place, format!("`{}` gets it here", node.id))
                .label(inputs.part.key, format!("`{}` has no such property", inputs.part.pointer))
                .help(format!(
                    "remove `{name}` from the node's `from_workflow_input`, or correct its name"
                )),
        );
    };
    let given = value.schema.as_ref()?;
    let (has, reads) = (given.types(), wanted.types());
    if has.len() == 1 && has == reads {
        return None;
    }
    Some(
        Finding::new(
            &CHECK.code,
            format!(
                "the node `{}` gets `{name}` as {}, but reads {}",
                node.id,
                told(&has),
                told(&reads)
            ),
        )
        .label(name.place, format!("`{}` gets it here", node.id))
        .label(
            given.key,
            format!("{}: `{}` is {}", giver(workflow, value), given.pointer, told(&has)),
        )
        .label(wanted.key, format!("`{}` is {}", wanted.pointer, told(&reads)))
        .help(same(given, &wanted)),
    )
}

fn same(given: &Part<'_>, wanted: &Part<'_>) -> String {
    match (&given.types()[..], &wanted.types()[..]) {
        (&[one], []) => format!("write `\"type\": \"{one}\"` in the second of them"),
        ([], &[one]) => format!("write `\"type\": \"{one}\"` in the first of them"),
        _ => "give both the same one `type`, or have a node between them that turns one into the other".into(),
    }
}

pub(super) fn giver(workflow: &Workflow<'_>, value: &Value<'_>) -> String {
    match value.from {
        Some(node) => format!("from the node `{}`", workflow.nodes[node].id),
        None => "from the workflow's inputs".into(),
    }
}

fn told(types: &[&str]) -> String {
    match types {
        [] => "a value of no type".into(),
        types => format!("`{}`", types.join("` or `")),
    }
}
