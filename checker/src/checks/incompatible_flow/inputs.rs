//! What a node gets, against what its capability reads.

use std::collections::HashMap;

use super::{CHECK, SHOWN, misfit, unsure};
use crate::model::document::Text;
use crate::model::flow::{Delivery, Flow};
use crate::model::object::Object;
use crate::model::workflow::Workflow;
use crate::{Finding, Place};

pub(super) fn misfits(workflow: &Workflow<'_>, flow: &Flow<'_>, number: usize) -> Vec<Finding> {
    let (node, deliveries) = (&workflow.nodes[number], &flow.deliveries[number]);
    let (Some(wanted), Some(capability)) = (&flow.nodes[number].inputs, &node.capability) else {
        return vec![];
    };
    let given: HashMap<_, _> =
        deliveries.iter().map(|delivery| (delivery.name.value, delivery)).collect();
    let mut findings = vec![];
    let required = wanted.required.iter();
    let (got, lacking): (Vec<_>, Vec<_>) =
        required.map(|name| (name, given.get(name.value))).partition(|(_, found)| found.is_some());
    // It may be what a name from nowhere was meant for.
    let nowhere = |delivery: &Delivery<'_>| flow.is_described() && delivery.value.is_none();
    if !lacking.is_empty() && !deliveries.iter().any(nowhere) {
        let names: Vec<_> = lacking.iter().map(|(name, _)| **name).collect();
        let place = node.inputs.as_ref().map_or(node.id.place, |inputs| Place {
            span: Some(inputs.list.span),
            ..node.id.place
        });
        findings.push(
            labels(
                Finding::new(
                    &CHECK.code,
                    format!(
                        "the node `{}` does not get {}, which `{}` requires",
                        node.id,
                        quoted(&names),
                        capability.id
                    ),
                )
                .label(place, "not among what it gets"),
                &names,
                wanted,
            )
            .help(format!("add {} to the node's `from_workflow_input`", quoted(&names))),
        );
    }
    for (name, delivery) in got {
        let value = delivery.and_then(|delivery| delivery.value.as_ref());
        if let Some(value) = value.filter(|value| !value.always) {
            findings.push(unsure(
                workflow,
                &format!(
                    "the node `{}` may run without `{name}`, which `{}` requires",
                    node.id, capability.id
                ),
                value,
                *name,
            ));
        }
    }
    findings.extend(deliveries.iter().filter_map(|Delivery { name, value }| {
        let (given, wanted) = (value.as_ref()?.schema.as_ref()?, wanted.property(name.value)?);
        let receiver = format!("the node `{}` reads it", node.id);
        misfit(workflow, name.value, value.as_ref()?, given, &wanted, &receiver)
    }));
    findings
}

fn labels<'a>(finding: Finding, names: &[Text<'a>], wanted: &Object<'a>) -> Finding {
    let pointer = &wanted.part.pointer;
    names.iter().take(SHOWN).fold(finding, |finding, name| {
        finding.label(name.place, format!("`{pointer}` requires it"))
    })
}

fn quoted(names: &[Text<'_>]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
