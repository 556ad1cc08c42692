//! Records a builder's digest in a manifest's text and changes nothing else of it.

pub mod changes;
mod json;
mod toml;

use crate::model::Document;
use crate::model::document::{Format, Node};

/// What became of the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Recorded {
    pub text: String,
    /// The digest that stood there before.
    pub old: Option<String>,
}

/// The manifest with `digest` recorded for `builder`; an error says what to do by hand instead.
pub fn record(document: &Document<'_>, builder: &str, digest: &str) -> Result<Recorded, String> {
    let path = ["binary", "digests", builder];
    let old = document.get(&path).and_then(Node::as_str).map(str::to_owned);
    if document.get(&["binary"]).is_none() {
        return Err(format!("{} has no `binary` to record a digest in", document.name));
    }
    let text = match document.format {
        Format::Json => json::record(document, builder, digest),
        Format::Toml => toml::record(document.text, builder, digest),
    };
    // Whatever the text looked like: what is written has to be the manifest with the digest in it.
    let recorded = |text: &String| {
        Document::parse(document.name, text)
            .is_ok_and(|document| document.get(&path).and_then(Node::as_str) == Some(digest))
    };
    match text.filter(recorded) {
        Some(text) => Ok(Recorded { text, old }),
        None => Err(format!(
            "{} cannot be changed without touching more than the digest; record it by hand: \
             `{digest}` as `{builder}` in `binary.digests`, and `schema = 1` in `governance`",
            document.name
        )),
    }
}

/// The manifest's `binary.expected_digest`, if it is none of these.
pub fn stale<'a>(document: &'a Document<'_>, digests: &[&str]) -> Option<&'a str> {
    let expected = document.get(&["binary", "expected_digest"])?.as_str()?;
    (!digests.contains(&expected)).then_some(expected)
}
