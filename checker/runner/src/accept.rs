//! A case's text with what the microservice answers in place of what was expected; all else stays
//! as its author wrote it.

use checker::Span;
use checker::model::document::Node;
use serde_json::Value;

use crate::case::{Case, Expect};

/// The new text. What is not accepted stays: an expected failure, and the contract's word.
pub fn accepted(case: &Case<'_>, output: Option<&Value>, published: &Value) -> Option<String> {
    let root = &case.document.root;
    let text = case.document.text;
    let mut edits = vec![];
    match (&case.expect.value, output) {
        (Expect::Output(_), Some(output)) if case.use_case.is_none() => {
            let node = root.get("expect")?.get("output")?;
            if node.to_json() != *output {
                edits.push((node.span, render(text, node, output)));
            }
        }
        (Expect::Pointers(_), Some(output)) => {
            for entry in root.get("expect")?.get("pointers")?.entries() {
                // What is gone cannot be written.
                let Some(actual) = output.pointer(&entry.key) else { continue };
                if entry.node.to_json() != *actual {
                    edits.push((entry.node.span, render(text, &entry.node, actual)));
                }
            }
        }
        _ => {}
    }
    edits.extend(events(case, published));
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (Span { start, end }, new) in edits {
        text.replace_range(start..end, &new);
    }
    Some(text)
}

fn events(case: &Case<'_>, published: &Value) -> Option<(Span, String)> {
    let (text, root) = (case.document.text, &case.document.root);
    if let Some(node) = root.get("events") {
        let new = render(text, node, published);
        return (node.to_json() != *published).then_some((node.span, new));
    }
    let last = root.entries().last()?;
    let span = Span { start: last.node.span.end, end: last.node.span.end };
    let events = render(text, &last.node, published);
    (!published.as_array()?.is_empty()).then(|| (span, format!(",\n  \"events\": {events}")))
}

/// JSON, indented like the line that it stands on.
fn render(text: &str, node: &Node, value: &Value) -> String {
    let line = text[..node.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let indent: String = text[line..].chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    // Our own values serialize.
    let pretty = serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string());
    pretty.replace('\n', &format!("\n{indent}"))
}
