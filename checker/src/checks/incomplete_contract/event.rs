//! What the contract of an event has to tell.

use super::texts::Foreign;
use super::{finding, placement, texts, versions};
use crate::Finding;
use crate::model::document::Document;
use crate::model::event::Event;
use crate::model::fields::EVENT;

pub(super) fn event(event: &Event<'_>) -> Vec<Finding> {
    let document = event.document;
    [
        texts::lengths(document, "description"),
        texts::boundary(document, &FOREIGN),
        texts::blanks(document, &EVENT, TOLD),
        versions::exact(document, &EVENT, EXACT),
        placement::empty_lists(document, FILLED),
        classification(document),
    ]
    .concat()
}

const FOREIGN: Foreign = Foreign {
    words: &[
        "kafka topic",
        "transport topic",
        "websocket channel",
        "queue binding",
        "broker partition",
        "payload wrapper",
    ],
    name: "event",
    is: "an event is something that happened in the business",
    help: "say what happened; what carries it is settled where the packages are deployed",
};

pub(crate) const TOLD: &[&str] = &[
    "owner.team",
    "owner.contact",
    "publishers[].capability_id",
    "subscribers[].capability_id",
    "policies[].id",
    "tags[]",
    "classification.tags[]",
    "provenance.author",
    "provenance.created_at",
    "evidence[].kind",
    "evidence[].ref",
];

pub(crate) const EXACT: &[&str] = &["version", "publishers[].version", "subscribers[].version"];

pub(crate) const FILLED: &[placement::Filled] = &[
    (
        &["publishers"],
        "who emits the event",
        "write for example `\"publishers\": [{ \"capability_id\": \"order-desk.place-order\", \"version\": \"1.0.0\" }]`",
    ),
    (&["tags"], "by what the event is found", "write for example `\"tags\": [\"orders\"]`"),
    (
        &["classification", "tags"],
        "what the event is about",
        "write for example `\"tags\": [\"orders\"]`",
    ),
];

/// Bytes, as Traverse counts them.
fn classification(document: &Document<'_>) -> Vec<Finding> {
    let short = |field: &str| {
        let text = document.text(&["classification", field])?;
        (text.value.trim().len() < 2).then(|| {
            finding(format!("`classification.{field}` tells nothing"))
                .label(text.place, "this has at least 2 bytes")
                .help(format!("name the {}, such as `orders`", field.replace('_', " ")))
        })
    };
    ["domain", "bounded_context"].into_iter().filter_map(short).collect()
}
