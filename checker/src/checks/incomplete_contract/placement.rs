//! Lists that may not be empty, and what a service type asks for.

use super::finding;
use crate::Finding;
use crate::model::document::{Document, Value};

/// A list, what it stands for, and what to do about an empty one.
pub(crate) type Filled = (&'static [&'static str], &'static str, &'static str);

pub(crate) const FILLED: &[Filled] = &[
    (
        &["side_effects"],
        "what a call does besides its output",
        "if there is nothing: `{ \"kind\": \"none\", \"description\": \"Changes nothing.\" }`",
    ),
    (
        &["execution", "preferred_targets"],
        "where the capability runs best",
        "write for example `\"preferred_targets\": [\"local\"]`",
    ),
];

pub(in crate::checks) fn empty_lists(document: &Document<'_>, lists: &[Filled]) -> Vec<Finding> {
    lists
        .iter()
        .filter_map(|(path, meaning, help)| {
            let node = document.get(path)?;
            matches!(&node.value, Value::List(items) if items.is_empty()).then(|| {
                finding(format!("`{}` is empty", path.join(".")))
                    .label(document.place(node.span), format!("{meaning} has to be told"))
                    .help(*help)
            })
        })
        .collect()
}

pub(super) fn service_type(document: &Document<'_>) -> Vec<Finding> {
    match document.text(&["service_type"]).map(|text| text.value) {
        Some("subscribable") => event_trigger(document).into_iter().collect(),
        Some("stateful") => browser(document).into_iter().collect(),
        _ => vec![],
    }
}

fn event_trigger(document: &Document<'_>) -> Option<Finding> {
    let service_type = document.text(&["service_type"])?;
    let trigger = document.get(&["event_trigger"]);
    // What is no text is told as that.
    let says_nothing = match trigger.map(|node| &node.value) {
        None | Some(Value::Null) => true,
        Some(Value::Text(text)) => text.trim().is_empty(),
        Some(_) => false,
    };
    if !says_nothing {
        return None;
    }
    let finding = finding("the capability is subscribable, but no event triggers it")
        .label(service_type.place, "started by an event");
    let finding = match trigger {
        Some(node) => finding.label(document.place(node.span), "which one is not told here"),
        None => finding,
    };
    Some(finding.help("name the event: `\"event_trigger\": \"order-desk.order-placed\"`"))
}

/// A browser keeps no state for a capability. Without `permitted_targets` all are permitted.
fn browser(document: &Document<'_>) -> Option<Finding> {
    let service_type = document.text(&["service_type"])?;
    let targets = document.get(&["permitted_targets"]);
    let browser =
        targets.map(|node| node.items().iter().find(|item| item.as_str() == Some("browser")));
    let finding = finding("the capability keeps state, and may be placed in a browser");
    let finding = match browser {
        Some(Some(item)) => finding
            .label(document.place(item.span), "a browser keeps no state for it")
            .label(service_type.place, "keeps state")
            .help("remove `browser` from `permitted_targets`"),
        Some(None) => return None,
        None => finding
            .label(service_type.place, "without `permitted_targets` every target is permitted")
            .help(
                "say where it may run: `\"permitted_targets\": [\"local\", \"edge\", \"cloud\"]`",
            ),
    };
    Some(finding)
}
