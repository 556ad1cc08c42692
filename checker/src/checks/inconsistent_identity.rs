//! `inconsistent-identity`: a contract's id is not made of its namespace and name.

use super::malformed_package_id::is_kebab;
use super::{Check, Run};
use crate::model::document::{Document, Text};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "inconsistent-identity",
        summary: "A contract's id is not its namespace and name, or one of them is out of grammar.",
        page: include_str!("../../../docs/codes/inconsistent-identity.md"),
    },
    run: Run::Several(&[
        Run::Contract(|contract| contract.document.map(run).unwrap_or_default()),
        Run::Event(|event| run(event.document)),
    ]),
};

fn run(document: &Document<'_>) -> Vec<Finding> {
    let (namespace, name) = (document.text(&["namespace"]), document.text(&["name"]));
    let malformed: Vec<_> = [
        namespace.and_then(|text| malformed("namespace", text, '.')),
        // One segment has no separator within; a dot in it is out of grammar like any other.
        name.and_then(|text| malformed("name", text, '\0')),
    ]
    .into_iter()
    .flatten()
    .collect();
    // An id of parts that are wrong themselves is no second mistake.
    if !malformed.is_empty() {
        return malformed;
    }
    let (Some(id), Some(namespace), Some(name)) = (document.text(&["id"]), namespace, name) else {
        return vec![];
    };
    let expected = format!("{namespace}.{name}");
    if id.value == expected {
        return vec![];
    }
    vec![
        Finding::new(&CHECK.code, format!("the id `{id}` is not its namespace and name"))
            .label(id.place, format!("by these it is `{expected}`"))
            .label(namespace.place, "the namespace")
            .label(name.place, "the name")
            .help(format!("set `id` to `{expected}`, or correct the part that is wrong")),
    ]
}

pub(super) fn malformed(field: &str, text: Text<'_>, separator: char) -> Option<Finding> {
    let strange = text.value.split(separator).find(|segment| !is_kebab(segment))?;
    let grammar = match separator {
        '.' => "kebab-case segments joined by dots",
        _ => "one kebab-case segment: lower-case letters and digits, joined by single hyphens",
    };
    let finding = Finding::new(&CHECK.code, format!("`{field}` is not {grammar}")).label(
        text.place,
        match strange {
            "" => "a segment is empty".to_owned(),
            strange => format!("`{strange}` is not kebab-case"),
        },
    );
    let suggestion: Vec<_> = text.value.split(separator).map(kebab).collect();
    let suggestion = suggestion.join(&separator.to_string());
    Some(if suggestion.split(separator).all(is_kebab) {
        finding.help(format!(
            "write `{suggestion}`{}",
            if field == "id" { "" } else { ", and the same in `id`" }
        ))
    } else {
        finding.help("write for example `order-desk`")
    })
}

/// The segment that was probably meant: `CalculatePrice` and `calculate_price` are the usual slips.
fn kebab(segment: &str) -> String {
    let mut text = String::new();
    for c in segment.chars() {
        if c.is_ascii_uppercase() && text.ends_with(|last: char| last.is_ascii_lowercase()) {
            text.push('-');
        }
        text.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    }
    text.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
