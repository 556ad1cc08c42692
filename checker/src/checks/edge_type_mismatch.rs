//! `edge-type-mismatch`: what a node gets is not there, or of another type than it reads.

pub(super) mod absent;
mod types;

use super::{Check, Run};
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::{Delivery, Flow, Value};
use crate::model::object::Object;
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
    if flow.is_compared() {
        names(&CHECK.code, workflow, flow, &|object: &Object<'_>| object.declares(), &mut findings);
        types::mismatches(workflow, flow, &mut findings);
    }
    findings.into_findings()
}

/// Names that nothing stands behind, as far as schemas tell of which `tells` is true.
pub(super) fn names(
    code: &'static Code,
    workflow: &Workflow<'_>,
    flow: &Flow<'_>,
    tells: &dyn Fn(&Object<'_>) -> bool,
    findings: &mut Flood,
) {
    let writers = absent::writers(workflow);
    // A name that no capability writes may be meant for one that comes from nowhere.
    let unwritten = absent::unwritten(workflow, flow);
    let is_told = flow.inputs.as_ref().is_some_and(tells);
    for (number, node) in workflow.nodes.iter().enumerate() {
        for delivery in &flow.deliveries[number] {
            let name = delivery.name;
            if delivery.value.is_none() {
                if is_told && !unwritten {
                    let finding = || absent::read(flow, &writers, node, name);
                    findings.push(|| Finding { code, ..finding() });
                }
            } else if let Some(inputs) = unread(flow, number, delivery).filter(|one| tells(one)) {
                findings.push(|| Finding { code, ..unread_name(node, name, inputs) });
            }
        }
        for (name, outputs) in absent::written(workflow, flow, number) {
            if tells(outputs) {
                let finding = || absent::unwritten_name(node, name, outputs);
                findings.push(|| Finding { code, ..finding() });
            }
        }
    }
}

/// The schema of what a node's capability reads, if it describes that and not this.
fn unread<'a, 'f>(
    flow: &'f Flow<'a>,
    number: usize,
    delivery: &Delivery<'a>,
) -> Option<&'f Object<'a>> {
    let inputs = flow.nodes[number].inputs.as_deref().filter(|inputs| inputs.describes())?;
    inputs.property(delivery.name.value).is_none().then_some(inputs)
}

fn unread_name(node: &WorkflowNode<'_>, name: Text<'_>, inputs: &Object<'_>) -> Finding {
    let capability = node.capability.map_or("", |capability| capability.id.value);
    let message =
        format!("the node `{}` gets `{name}`, which `{capability}` does not read", node.id);
    Finding::new(&CHECK.code, message)
        .label(name.place, format!("`{}` gets it here", node.id))
        .label(inputs.part.key, format!("`{}` has no such property", inputs.part.pointer))
        .help(format!("remove `{name}` from the node's `from_workflow_input`, or correct its name"))
}

/// Whether the types of what a node gets are told here.
pub(super) fn is_told(flow: &Flow<'_>, number: usize, delivery: &Delivery<'_>) -> bool {
    flow.is_compared() && types::differs(flow, number, delivery)
}

pub(super) fn giver(workflow: &Workflow<'_>, value: &Value<'_>) -> String {
    match value.from {
        Some(node) => format!("from the node `{}`", workflow.nodes[node].id),
        None => "from the workflow's inputs".into(),
    }
}
