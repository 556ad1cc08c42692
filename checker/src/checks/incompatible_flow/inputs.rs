//! What a node gets, against what its capability reads.

use std::collections::HashMap;

use super::fit::Fits;
use super::{CHECK, SHOWN, misfit};
use crate::checks::places::{TOLD, told_of};
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::{Delivery, Flow};
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
    let of_one_name = |delivery: &Delivery<'_>| {
        given.get(delivery.name.value).is_some_and(|last| std::ptr::eq(*last, delivery))
    };
    for Delivery { name, value } in deliveries.iter().filter(|delivery| of_one_name(delivery)) {
        let unsure = value.as_ref().filter(|value| !value.always);
        if let Some(value) = unsure.filter(|_| wanted.requires(name.value)) {
            findings.push(|| {
                let message = format!(
                    "the node `{}` may run without `{name}`, which `{}` requires",
                    node.id, capability.id
                );
                let required = wanted.required.iter().find(|text| text.value == name.value);
                super::unsure(workflow, &message, value, *required.unwrap_or(name))
            });
        }
    }
    for Delivery { name, value } in deliveries {
        let Some(value) = value else { continue };
        let (Some(given), Some(wanted)) = (&value.schema, wanted.property(name.value)) else {
            continue;
        };
        let misfits = fits.misfits(given, &wanted);
        if !misfits.is_empty() {
            let receiver = || format!("the node `{}` reads it", node.id);
            findings.push(|| misfit(workflow, name.value, value, misfits, &receiver()));
        }
    }
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
