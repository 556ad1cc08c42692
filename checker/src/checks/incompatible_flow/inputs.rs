//! What a node gets, against what its capability reads.

use std::collections::HashMap;

use super::fit::Fits;
use super::{CHECK, SHOWN};
use crate::checks::edge_type_mismatch::is_told;
use crate::checks::places::{TOLD, told_of};
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::{Delivery, Flow, Value};
use crate::model::object::Object;
use crate::model::workflow::{Exact, Workflow, WorkflowNode};
use crate::{Finding, Place};

pub(super) fn misfits<'a>(
    workflow: &Workflow<'a>,
    flow: &Flow<'a>,
    number: usize,
    fits: &mut Fits<'a>,
    findings: &mut Flood,
) {
    let (node, deliveries) = (&workflow.nodes[number], &flow.deliveries[number]);
    let (Some(wanted), Some(capability)) = (&flow.nodes[number].inputs, &node.capability) else {
        return;
    };
    let given: HashMap<_, _> =
        deliveries.iter().map(|delivery| (delivery.name.value, delivery)).collect();
    let got = given.keys().filter(|name| wanted.requires(name)).count();
    let lacking = wanted.required.len() - got;
    // It may be what a name from nowhere was meant for.
    let nowhere = |delivery: &Delivery<'_>| flow.is_described() && delivery.value.is_none();
    if lacking > 0 && !deliveries.iter().any(nowhere) {
        findings.push(|| {
            let names = wanted.required.iter().filter(|name| !given.contains_key(name.value));
            let names: Vec<_> = names.take(TOLD).copied().collect();
            lacks(node, capability, wanted, &names, lacking)
        });
    }
    for delivery in deliveries {
        let Delivery { name, arrival, .. } = delivery;
        // Named twice it is told once.
        let is_last = given.get(name.value).is_some_and(|last| std::ptr::eq(*last, delivery));
        if is_last && arrival.is_never() {
            if let Some(value) = flow.value(delivery).filter(|_| flow.is_made(name.value)) {
                findings.push(|| never(workflow, node, *name, value));
            }
        } else if is_last && arrival.absent && wanted.requires(name.value) {
            findings.push(|| {
                let message = format!(
                    "the node `{}` may run without `{name}`, which `{}` requires",
                    node.id, capability.id
                );
                let required = wanted.required.iter().find(|text| text.value == name.value);
                super::unsure(workflow, flow, &message, arrival, *required.unwrap_or(name))
            });
        }
        if let Some(wanted) =
            wanted.property(name.value).filter(|_| !is_told(flow, number, delivery))
        {
            let receiver = || format!("the node `{}` reads it", node.id);
            let named = (name.value, arrival);
            super::misfit_of(workflow, flow, named, &wanted, (fits, findings), &receiver);
        }
    }
}

/// What only another branch makes.
fn never(
    workflow: &Workflow<'_>,
    node: &WorkflowNode<'_>,
    name: Text<'_>,
    value: &Value<'_>,
) -> Finding {
    let message =
        format!("the node `{}` gets `{name}`, which is never there when it runs", node.id);
    let finding =
        Finding::new(&CHECK.code, message).label(name.place, format!("`{}` gets it here", node.id));
    let Some(maker) = value.from.map(|maker| workflow.nodes[maker].id) else { return finding };
    finding
        .label(value.place, format!("`{maker}` makes it, and no way leads from there to `{}`", node.id))
        .help(format!(
            "have an edge lead from `{maker}` to `{}`, or remove `{name}` from its `from_workflow_input`",
            node.id
        ))
}

/// `names` are the first of those that it lacks.
fn lacks(
    node: &WorkflowNode<'_>,
    capability: &Exact<'_>,
    wanted: &Object<'_>,
    names: &[Text<'_>],
    lacking: usize,
) -> Finding {
    let place = node
        .inputs
        .as_ref()
        .map_or(node.id.place, |inputs| Place { span: Some(inputs.list.span), ..node.id.place });
    let texts: Vec<_> = names.iter().map(|name| name.value).collect();
    let told = told_of(&texts, lacking);
    let message =
        format!("the node `{}` does not get {told}, which `{}` requires", node.id, capability.id);
    let finding = Finding::new(&CHECK.code, message).label(place, "not among what it gets");
    let pointer = &wanted.part.pointer;
    let shown = names.iter().take(SHOWN).fold(finding, |finding, name| {
        finding.label(name.place, format!("`{pointer}` requires it"))
    });
    shown.help(format!("add {told} to the node's `from_workflow_input`"))
}
