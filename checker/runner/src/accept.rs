//! A case's text with what the microservice answers in place of what was expected; all else stays
//! as its author wrote it.

use checker::Span;
use checker::model::document::Node;
use serde_json::Value;

use crate::case::{Case, Expect};
use crate::execute::Execution;
use crate::judge::emitted;

/// The new text; none if the case expects what is not accepted: a failure, or the contract's word.
pub fn accepted(case: &Case<'_>, output: &Value, execution: &Execution) -> Option<String> {
    let root = &case.document.root;
    let mut edits = vec![];
    match &case.expect.value {
        Expect::Output(_) | Expect::Anything if case.use_case.is_none() => {
            let node = root.get("expect")?.get("output")?;
            if node.to_json() != *output {
                edits.push((node.span, render(case.document.text, node, output)));
            }
        }
        Expect::Pointers(_) => {
            for entry in root.get("expect")?.get("pointers")?.entries() {
                // What is gone cannot be written; the test says so.
                let Some(actual) = output.pointer(&entry.key) else { continue };
                if entry.node.to_json() != *actual {
                    edits.push((entry.node.span, render(case.document.text, &entry.node, actual)));
                }
            }
        }
        Expect::Failure(_) => return None,
        Expect::Output(_) | Expect::Anything => {}
    }
    edits.extend(events(case, &emitted(execution)));
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = case.document.text.to_owned();
    for (Span { start, end }, new) in edits {
        text.replace_range(start..end, &new);
    }
    Some(text)
}

fn events(case: &Case<'_>, emitted: &Value) -> Option<(Span, String)> {
    let (text, root) = (case.document.text, &case.document.root);
    if let Some(node) = root.get("events") {
        let new = render(text, node, emitted);
        return (node.to_json() != *emitted).then_some((node.span, new));
    }
    let last = root.entries().last()?;
    let span = Span { start: last.node.span.end, end: last.node.span.end };
    let events = render(text, &last.node, emitted);
    (!emitted.as_array()?.is_empty()).then(|| (span, format!(",\n  \"events\": {events}")))
}

/// JSON, indented like the line that it stands on.
fn render(text: &str, node: &Node, value: &Value) -> String {
    let line = text[..node.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let indent: String = text[line..].chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    // Our own values serialize.
    let pretty = serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string());
    pretty.replace('\n', &format!("\n{indent}"))
}
