//! What a document says in words: too little, too much, nothing, or of the wrong thing.

use super::finding;
use crate::finding::first_of;
use crate::model::document::{Document, Text};
use crate::model::fields::{DocumentKind, texts_where};
use crate::{Finding, Place, Span};

/// `more` is the field for what is too much of a summary.
pub(in crate::checks) fn lengths(document: &Document<'_>, more: &str) -> Vec<Finding> {
    let summary = document.text(&["summary"]).and_then(|text| summary(text, more));
    let description = document.text(&["description"]).and_then(description);
    summary.into_iter().chain(description).collect()
}

/// Bytes, as Traverse counts them.
fn summary(summary: Text<'_>, more: &str) -> Option<Finding> {
    let message = match (summary.value.trim().len(), summary.value.len()) {
        (0, _) => "the summary is blank".to_owned(),
        (1, _) => "the summary has 1 byte, too few to tell anything".to_owned(),
        (bytes @ 2..10, _) => format!("the summary has {bytes} bytes, too few to tell anything"),
        (_, ..=200) => return None,
        (_, bytes) => format!("the summary has {bytes} bytes, too many for one sentence"),
    };
    Some(
        finding(message)
            .label(summary.place, "a summary has 10 to 200 bytes")
            .help(format!("say in one sentence what a caller gets; the rest belongs in `{more}`")),
    )
}

fn description(description: Text<'_>) -> Option<Finding> {
    let message = match description.value.trim().len() {
        0 => "the description is blank".to_owned(),
        1 => "the description has 1 byte, too few to tell anything".to_owned(),
        bytes @ 2..20 => format!("the description has {bytes} bytes, too few to tell anything"),
        _ => return None,
    };
    Some(
        finding(message).label(description.place, "a description has at least 20 bytes").help(
            "say what the capability decides or does, from what, and what it leaves to others",
        ),
    )
}

/// Words for what is something else, and what this should be: its name, in one sentence, and what
/// to do.
pub(super) struct Foreign {
    pub(super) words: &'static [&'static str],
    pub(super) name: &'static str,
    pub(super) is: &'static str,
    pub(super) help: &'static str,
}

pub(super) const CAPABILITY: Foreign = Foreign {
    words: &[
        "utility function",
        "helper function",
        "crud wrapper",
        "transport handler",
        "database insert",
        "full application",
        "subsystem",
    ],
    name: "capability",
    is: "a capability is one business action",
    help: "say which decision or action a caller gets; if there is none, this is no capability of its own",
};

pub(super) fn boundary(document: &Document<'_>, foreign: &Foreign) -> Vec<Finding> {
    let fields = [
        ("summary", document.text(&["summary"])),
        ("description", document.text(&["description"])),
    ];
    let mut findings = vec![];
    for (field, text) in fields {
        let Some(text) = text else { continue };
        let lower = text.value.to_ascii_lowercase();
        for word in foreign.words.iter().filter(|word| lower.contains(*word)) {
            findings.push(
                finding(format!("the {field} calls the {} a {word}", foreign.name))
                    .label(word_in(document, text, word), foreign.is)
                    .help(foreign.help),
            );
        }
    }
    if let (Some(summary), Some(description)) = (fields[0].1, fields[1].1) {
        findings.extend(
            foreign.words.iter().filter_map(|word| across(summary, description, word, foreign)),
        );
    }
    findings
}

/// Traverse reads both texts as one, with a space between them.
fn across(
    summary: Text<'_>,
    description: Text<'_>,
    word: &str,
    foreign: &Foreign,
) -> Option<Finding> {
    let (end, start) = word.split_once(' ')?;
    let last = summary.value.len().checked_sub(end.len())?;
    let ends = summary.value.get(last..)?.eq_ignore_ascii_case(end);
    if !ends || !description.value.get(..start.len())?.eq_ignore_ascii_case(start) {
        return None;
    }
    let name = foreign.name;
    let message =
        format!("where the description follows the summary, they call the {name} a {word}");
    Some(
        finding(message)
            .label(summary.place, format!("ends with `{}`", &summary.value[last..]))
            .label(
                description.place,
                format!("begins with `{}`", &description.value[..start.len()]),
            )
            .help("end the summary with a full stop, if it is not meant so")
            .help(foreign.help),
    )
}

/// Where the lower-case word stands; the whole text if escapes in the source hide it.
pub(in crate::checks) fn word_in<'a>(
    document: &Document<'a>,
    text: Text<'a>,
    word: &str,
) -> Place<'a> {
    let within = |span: Span| {
        let start = span.start
            + document.text.get(span.start..span.end)?.to_ascii_lowercase().find(word)?;
        Some(Span { start, end: start + word.len() })
    };
    Place { span: text.place.span.and_then(within).or(text.place.span), ..text.place }
}

/// Texts that say nothing if they are blank. Others have a grammar, a choice or a length.
pub(crate) const TOLD: &[&str] = &[
    "owner.team",
    "owner.contact",
    "preconditions[].id",
    "preconditions[].description",
    "postconditions[].id",
    "postconditions[].description",
    "side_effects[].description",
    "emits[].event_id",
    "consumes[].event_id",
    "permissions[].id",
    "policies[].id",
    "dependencies[].id",
    "connector_requirements[].connector_id",
    "provenance.author",
    "provenance.created_at",
    "provenance.spec_ref",
    "evidence[].evidence_id",
];

pub(in crate::checks) fn blanks(
    document: &Document<'_>,
    kind: &DocumentKind,
    paths: &[&str],
) -> Vec<Finding> {
    let blank = texts_where(document, kind, |path, text| {
        text.value.trim().is_empty() && is_at(path, paths)
    });
    first_of(blank, |(path, text)| {
        finding(format!("`{path}` is blank"))
            .label(text.place, "nothing is told here")
            .help(format!("fill in `{path}`, or remove what it belongs to if it is not required"))
    })
}

/// Whether the path is one of those, whatever its indices: `emits[0].version` is at
/// `emits[].version`.
pub(super) fn is_at(path: &str, paths: &[&str]) -> bool {
    let end = path.as_bytes().last();
    let bytes = || path.bytes().filter(|byte| !byte.is_ascii_digit());
    let paths = paths.iter().filter(|known| known.as_bytes().last() == end);
    let mut paths = paths.filter(|known| known.len() <= path.len());
    paths.any(|known| bytes().eq(known.bytes()))
}
