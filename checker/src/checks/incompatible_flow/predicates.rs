//! What an event edge asks of its event, against what that event carries.

use std::collections::HashMap;

use super::CHECK;
use super::fit::{Allowed, types};
use crate::checks::places;
use crate::checks::unknown_field::nearest_of_few;
use crate::finding::Flood;
use crate::model::document::{Document, Node, Text};
use crate::model::object::{Object, Part};
use crate::model::workflow::Edge;
use crate::{Composition, Finding};

pub(super) fn misfits(composition: &Composition<'_>, findings: &mut Flood) {
    let document = composition.workflow.document;
    let mut allowed = Allowed::default();
    let mut payloads = HashMap::new();
    for event in &composition.events {
        if let (Some(id), Some(version)) = (event.id, event.version) {
            let payload = || Object::at(event.document, "payload").map(|object| object.part);
            payloads.entry((id.value, version.value)).or_insert_with(payload);
        }
    }
    for edge in composition.workflow.edges.iter().filter(|edge| edge.trigger == "event") {
        let payload = edge.event.and_then(|event| payloads.get(&event.key())?.as_ref());
        let (Some(payload), Some(predicate)) = (payload, Predicate::of(document, edge)) else {
            continue;
        };
        match predicate.asked_of(payload) {
            Asked::Nothing => {}
            Asked::Missing(object) => findings.push(|| missing(edge, &predicate, &object)),
            Asked::Of(part) if allowed.allows(&part, predicate.equals) => {}
            Asked::Of(part) => findings.push(|| never_equal(document, edge, &predicate, &part)),
        }
    }
}

struct Predicate<'a> {
    field: Text<'a>,
    equals: &'a Node,
}

enum Asked<'a> {
    /// The payload does not tell.
    Nothing,
    /// In an object that has no such property.
    Missing(Part<'a>),
    Of(Part<'a>),
}

impl<'a> Predicate<'a> {
    fn of(document: &'a Document<'a>, edge: &Edge<'a>) -> Option<Self> {
        let predicate = edge.node.get("predicate")?;
        let field = document.as_text(predicate.get("field")?)?;
        // A blank one is told as that.
        let field = Some(field).filter(|field| !field.value.trim().is_empty())?;
        Some(Self { field, equals: predicate.get("equals")? })
    }

    /// A field is a path from the payload on, with dots between its steps.
    fn asked_of(&self, payload: &Part<'a>) -> Asked<'a> {
        let path = self.field.value.strip_prefix("payload.").unwrap_or(self.field.value);
        let mut part = payload.clone();
        if path.is_empty() || path == "payload" {
            return Asked::Of(part);
        }
        for step in path.split('.') {
            part = match part.property(step).or_else(|| part.more()) {
                Some(inner) => inner,
                None if part.is_closed() || is_no_object(&part) => return Asked::Missing(part),
                None => return Asked::Nothing,
            };
        }
        Asked::Of(part)
    }
}

fn is_no_object(part: &Part<'_>) -> bool {
    let types = part.types();
    !types.is_empty() && !types.contains(&"object")
}

fn missing(edge: &Edge<'_>, predicate: &Predicate<'_>, object: &Part<'_>) -> Finding {
    let field = predicate.field;
    let message =
        format!("the edge `{}` asks for `{field}`, which its event does not have", edge.id);
    let finding = Finding::new(&CHECK.code, message)
        .label(field.place, "so it is never taken")
        .label(object.key, format!("`{}` has no such property", object.pointer));
    let known = object.node.get("properties").map_or(&[][..], Node::entries);
    let known: Vec<_> = known.iter().map(|entry| &*entry.key).collect();
    let (before, last) = match field.value.rsplit_once('.') {
        Some((before, last)) => (format!("{before}."), last),
        None => (String::new(), field.value),
    };
    match nearest_of_few(last, known.iter().copied()) {
        Some(meant) => finding.help(format!("write `{before}{meant}`")),
        None if known.is_empty() => finding.help("leave the predicate out"),
        None => {
            finding.help(format!("ask for another property; there is {}", places::told(&known)))
        }
    }
}

fn never_equal(
    document: &Document<'_>,
    edge: &Edge<'_>,
    predicate: &Predicate<'_>,
    part: &Part<'_>,
) -> Finding {
    let message =
        format!("the edge `{}` asks for a `{}` that there never is", edge.id, predicate.field);
    let types = types(part);
    let what = match part.node.get("enum") {
        Some(_) => "has its values listed, and this is not among them".to_owned(),
        None => format!("is `{}`", types.join("` or `")),
    };
    Finding::new(&CHECK.code, message)
        .label(document.place(predicate.equals.span), "so the edge is never taken")
        .label(part.key, format!("`{}` {what}", part.pointer))
        .help("write a value that the event can have there")
}
