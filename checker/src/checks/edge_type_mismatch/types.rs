//! Types by name alone, as Traverse compares them: each side has one type, and it is the same.

use std::collections::HashSet;

use super::{CHECK, giver};
use crate::Finding;
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::{Delivery, Flow, Value};
use crate::model::object::Part;
use crate::model::workflow::{Workflow, WorkflowNode};

pub(super) fn mismatches(workflow: &Workflow<'_>, flow: &Flow<'_>, findings: &mut Flood) {
    // An input of no type is one mistake, whoever gets it.
    let mut told = HashSet::new();
    for (number, node) in workflow.nodes.iter().enumerate() {
        for delivery in &flow.deliveries[number] {
            match mismatch(flow, number, delivery) {
                Some(Mismatch::Untyped(value)) if told.insert(delivery.name.value) => {
                    findings.push(|| untyped_input(flow, number, node, delivery.name, value));
                }
                Some(Mismatch::Types(value, wanted)) => {
                    findings.push(|| types(workflow, node, delivery.name, value, &wanted));
                }
                _ => {}
            }
        }
        for name in node.outputs.iter().flat_map(|outputs| &outputs.names) {
            if let Some(given) = untyped(flow, number, *name) {
                findings.push(|| untyped_output(node, *name, &given));
            }
        }
    }
}

pub(super) fn differs(flow: &Flow<'_>, number: usize, delivery: &Delivery<'_>) -> bool {
    mismatch(flow, number, delivery).is_some()
        || flow.value(delivery).is_some_and(|value| is_untyped(value))
}

enum Mismatch<'a, 'f> {
    /// Of one of the workflow's inputs no type is known: as if it were not there.
    Untyped(&'f Value<'a>),
    Types(&'f Value<'a>, Part<'a>),
}

fn mismatch<'a, 'f>(
    flow: &'f Flow<'a>,
    number: usize,
    delivery: &Delivery<'a>,
) -> Option<Mismatch<'a, 'f>> {
    let value = flow.value(delivery)?;
    if is_untyped(value) {
        // Where a node puts it out, it is told there.
        return value.from.is_none().then_some(Mismatch::Untyped(value));
    }
    let given = type_of(value)?;
    let inputs = flow.nodes[number].inputs.as_deref().filter(|inputs| inputs.declares())?;
    let wanted = inputs.property(delivery.name.value)?;
    (wanted.single_type() != Some(given)).then_some(Mismatch::Types(value, wanted))
}

/// The type by which Traverse knows a value.
fn type_of<'a>(value: &Value<'a>) -> Option<&'a str> {
    match &value.open {
        Some(_) => Some("object"),
        None => value.schema.as_ref()?.single_type(),
    }
}

/// Whether it should have a type and has none. Of what comes from an unknown capability nothing is known.
fn is_untyped(value: &Value<'_>) -> bool {
    let known = value.from.is_none() || value.schema.is_some();
    known && type_of(value).is_none()
}

/// What a node's capability writes under a name, if it has not one type.
fn untyped<'a>(flow: &Flow<'a>, number: usize, name: Text<'a>) -> Option<Part<'a>> {
    let outputs = flow.nodes[number].outputs.as_deref().filter(|outputs| outputs.declares())?;
    outputs.property(name.value).filter(|part| part.single_type().is_none())
}

fn untyped_output(node: &WorkflowNode<'_>, name: Text<'_>, given: &Part<'_>) -> Finding {
    let message = format!("the node `{}` puts out `{name}`, which has not one type", node.id);
    Finding::new(&CHECK.code, message)
        .label(name.place, format!("`{}` puts it out here", node.id))
        .label(given.key, format!("`{}` is {}", given.pointer, told(&given.types())))
        .help("give it one `type`; what may be missing is a property that is not `required`, rather than null")
}

fn untyped_input(
    flow: &Flow<'_>,
    number: usize,
    node: &WorkflowNode<'_>,
    name: Text<'_>,
    value: &Value<'_>,
) -> Finding {
    let message = format!("the node `{}` gets `{name}`, which has not one type", node.id);
    let described = match &value.schema {
        Some(given) => format!("`{}` is {}", given.pointer, told(&given.types())),
        None => "the workflow's inputs require it and do not describe it".into(),
    };
    let inputs = flow.nodes[number].inputs.as_deref();
    let wanted = inputs.and_then(|inputs| inputs.property(name.value)?.single_type());
    Finding::new(&CHECK.code, message)
        .label(name.place, format!("`{}` gets it here", node.id))
        .label(value.place, described)
        .help(match (wanted, &value.schema) {
            (Some(wanted), None) => format!(
                "add `\"{name}\": {{ \"type\": \"{wanted}\" }}` to `inputs.schema.properties`"
            ),
            (Some(wanted), Some(_)) => format!("write `\"type\": \"{wanted}\"` there"),
            _ => "give it one `type` in `inputs.schema.properties`".into(),
        })
}

fn types(
    workflow: &Workflow<'_>,
    node: &WorkflowNode<'_>,
    name: Text<'_>,
    value: &Value<'_>,
    wanted: &Part<'_>,
) -> Finding {
    let has = type_of(value).unwrap_or_default();
    let reads = told(&wanted.types());
    let message = format!("the node `{}` gets `{name}` as `{has}`, but reads {reads}", node.id);
    let finding =
        Finding::new(&CHECK.code, message).label(name.place, format!("`{}` gets it here", node.id));
    let giver = giver(workflow, value);
    let finding = match (&value.open, &value.schema) {
        (Some(open), _) => finding.label(
            open.key,
            format!(
                "{giver}: `{}` is no object with properties, so all in it is taken for `object`",
                open.pointer
            ),
        ),
        (None, Some(given)) => {
            finding.label(given.key, format!("{giver}: `{}` is `{has}`", given.pointer))
        }
        (None, None) => finding,
    };
    finding.label(wanted.key, format!("`{}` is {reads}", wanted.pointer)).help(
        match (&value.open, &wanted.types()[..]) {
            (Some(open), &[one]) => format!(
                "in `{}`, write `\"type\": \"object\"` and describe it in `properties`: `\"{name}\": {{ \"type\": \"{one}\" }}`",
                open.pointer
            ),
            (None, []) => format!("write `\"type\": \"{has}\"` in the second of them"),
            _ => "give both the same one `type`, or have a node between them that turns one into the other".into(),
        },
    )
}

fn told(types: &[&str]) -> String {
    match types {
        [] => "a value of no type".into(),
        types => format!("`{}`", types.join("` or `")),
    }
}
