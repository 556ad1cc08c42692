//! Findings of runs in the form of the checker's, and places in documents by JSON pointer.

use checker::model::Document;
use checker::model::document::Value as Held;
use checker::verdict::{Finding, Label};
use checker::{Code, Span, excerpt_of};

/// A value is pointed at by no more than this.
const SHOWN: usize = 160;

pub fn new(
    code: &'static Code,
    message: impl Into<String>,
    labels: Vec<Label>,
    help: Vec<String>,
) -> Finding {
    Finding { code: code.name.into(), message: message.into(), labels, help }
}

/// A place without a line: a stream, or a whole file.
pub fn note(file: impl Into<String>, message: impl Into<String>) -> Label {
    Label { file: file.into(), message: message.into(), span: None }
}

/// The value at a JSON pointer, or the nearest that holds where it would be.
pub fn label(document: &Document<'_>, pointer: &str, message: impl Into<String>) -> Label {
    let mut node = &document.root;
    for token in pointer.split('/').skip(1) {
        let key = token.replace("~1", "/").replace("~0", "~");
        let child = match &node.value {
            Held::List(items) => key.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => node.get(&key),
        };
        let Some(child) = child else { break };
        node = child;
    }
    at(document.name, document.text, node.span, message)
}

/// A place in a text.
pub fn at(name: &str, text: &str, span: Span, message: impl Into<String>) -> Label {
    let span = Some(excerpt_of(text, shown(text, span)));
    Label { file: name.into(), message: message.into(), span }
}

/// A JSON pointer's token for a key.
pub fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A long value is shown by its first line.
fn shown(text: &str, Span { start, end }: Span) -> Span {
    let line = text[start..end].find(['\r', '\n']).map_or(end, |newline| start + newline);
    Span { start, end: line.min(start + SHOWN) }
}
