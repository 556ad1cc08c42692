//! A digest into a JSON manifest: text is inserted or replaced at spans, the rest stays as it is.

use serde_json::json;

use crate::Span;
use crate::model::Document;
use crate::model::document::{Node, Value};

pub(super) fn record(document: &Document<'_>, builder: &str, digest: &str) -> Option<String> {
    let text = document.text;
    let binary = document.get(&["binary"])?;
    let digest = json!(digest).to_string();
    let digest = match binary.get("digests") {
        Some(digests) => match digests.get(builder) {
            Some(old) => (old.span, digest),
            None => insert(text, digests, builder, &digest)?,
        },
        None => {
            let value = format!("{{ {}: {digest} }}", json!(builder));
            insert(text, binary, "digests", &value)?
        }
    };
    let governance = match document.get(&["governance"]) {
        None => Some(insert(text, &document.root, "governance", "{ \"schema\": 1 }")?),
        Some(governance) if governance.get("schema").is_none() => {
            Some(insert(text, governance, "schema", "1")?)
        }
        Some(_) => None,
    };
    let mut edits: Vec<_> = [Some(digest), governance].into_iter().flatten().collect();
    edits.sort_by_key(|(span, _)| *span);
    let mut changed = text.to_owned();
    for (span, new) in edits.into_iter().rev() {
        changed.replace_range(span.start..span.end, &new);
    }
    Some(changed)
}

/// A further entry at the end of an object, set apart as the last one is.
fn insert(text: &str, object: &Node, key: &str, value: &str) -> Option<(Span, String)> {
    let Value::Object(entries) = &object.value else { return None };
    let entry = format!("{}: {value}", json!(key));
    let Some(last) = entries.last() else {
        return Some((object.span, format!("{{ {entry} }}")));
    };
    let before = &text[..last.key_span.start];
    let space = &before[before.trim_end().len()..];
    let end = last.node.span.end;
    Some((Span { start: end, end }, format!(",{space}{entry}")))
}
