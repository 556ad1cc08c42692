//! `edge-type-mismatch`: what a node gets is not there, or of another type than it reads.

pub(super) mod absent;

use super::{Check, Run};
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::{Delivery, Flow, Value};
use crate::model::object::{Object, Part};
use crate::model::workflow::{Workflow, WorkflowNode};
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
    let mut findings = Flood::default();
    // Else anything may flow: `incompatible-flow` tells what can still be said.
    if flow.is_described() {
        mismatches(&CHECK.code, workflow, flow, &mut findings);
    }
    findings.into_findings()
}

/// By name alone, as Traverse compares: each side has one type, and it is the same.
pub(super) fn mismatches(
    code: &'static Code,
    workflow: &Workflow<'_>,
    flow: &Flow<'_>,
    findings: &mut Flood,
) {
    let writers = absent::writers(workflow);
    // A name that no capability writes may be meant for one that comes from nowhere.
    let unwritten = absent::unwritten(workflow, flow);
    for (number, deliveries) in flow.deliveries.iter().enumerate() {
        for delivery in deliveries.iter().filter(|one| !unwritten || one.value.is_some()) {
            if let Some(mismatch) = mismatch(workflow, flow, number, delivery) {
                let node = &workflow.nodes[number];
                let finding = || match mismatch {
                    Mismatch::Absent => absent::read(flow, &writers, node, delivery.name),
                    Mismatch::Unread(inputs) => unread(node, delivery.name, inputs),
                    Mismatch::Types(value, given, wanted) => {
                        types(workflow, node, delivery.name, (value, given), &wanted)
                    }
                };
                findings.push(|| Finding { code, ..finding() });
            }
        }
        for (name, outputs) in absent::written(workflow, flow, number) {
            let finding = || absent::unwritten_name(&workflow.nodes[number], name, outputs);
            findings.push(|| Finding { code, ..finding() });
        }
    }
}

enum Mismatch<'a, 'f> {
    Absent,
    Unread(&'f Object<'a>),
    Types(&'f Value<'a>, &'f Part<'a>, Part<'a>),
}

fn mismatch<'a, 'f>(
    workflow: &Workflow<'a>,
    flow: &'f Flow<'a>,
    number: usize,
    delivery: &'f Delivery<'a>,
) -> Option<Mismatch<'a, 'f>> {
    let Some(value) = &delivery.value else {
        return flow.is_described().then_some(Mismatch::Absent);
    };
    let inputs = flow.nodes[number].inputs.as_deref().filter(|inputs| inputs.describes())?;
    workflow.nodes[number].capability.as_ref()?;
    let Some(wanted) = inputs.property(delivery.name.value) else {
        return Some(Mismatch::Unread(inputs));
    };
    let given = value.schema.as_ref()?;
    let has = given.types();
    let same = has.len() == 1 && has == wanted.types();
    (!same).then_some(Mismatch::Types(value, given, wanted))
}

fn unread(node: &WorkflowNode<'_>, name: Text<'_>, inputs: &Object<'_>) -> Finding {
    let capability = node.capability.map_or("", |capability| capability.id.value);
    let message =
        format!("the node `{}` gets `{name}`, which `{capability}` does not read", node.id);
    Finding::new(&CHECK.code, message)
        .label(name.place, format!("`{}` gets it here", node.id))
        .label(inputs.part.key, format!("`{}` has no such property", inputs.part.pointer))
        .help(format!("remove `{name}` from the node's `from_workflow_input`, or correct its name"))
}

fn types(
    workflow: &Workflow<'_>,
    node: &WorkflowNode<'_>,
    name: Text<'_>,
    (value, given): (&Value<'_>, &Part<'_>),
    wanted: &Part<'_>,
) -> Finding {
    let (has, reads) = (told(&given.types()), told(&wanted.types()));
    let message = format!("the node `{}` gets `{name}` as {has}, but reads {reads}", node.id);
    Finding::new(&CHECK.code, message)
        .label(name.place, format!("`{}` gets it here", node.id))
        .label(given.key, format!("{}: `{}` is {has}", giver(workflow, value), given.pointer))
        .label(wanted.key, format!("`{}` is {reads}", wanted.pointer))
        .help(same(given, wanted))
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
