//! Verdicts as SARIF 2.1.0, which code hosts and editors show beside the source.

use serde_json::{Map, Value, json};

use super::Subject;
use super::human::{Severity, escape};
use crate::checks;
use crate::gate::{self, Decided};
use crate::verdict::{CHECKER, Excerpt, Label, Verdict, canonical_json};

pub fn report(subjects: &[Subject<'_>]) -> String {
    let shown = |subject: &'_ Subject<'_>| subject.decided.iter().map(code).collect::<Vec<_>>();
    let mut codes: Vec<_> = subjects.iter().flat_map(shown).collect();
    codes.sort();
    codes.dedup();
    let result = |subject: &Subject<'_>, decided: &Decided<'_>| {
        let index = codes.binary_search(&code(decided)).expect("all codes were collected");
        result(subject.verdict, decided, index)
    };
    let results = subjects
        .iter()
        .flat_map(|subject| subject.decided.iter().map(move |decided| (subject, decided)));
    let results: Vec<_> = results.map(|(subject, decided)| result(subject, decided)).collect();
    canonical_json(&json!({
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "checker",
                "semanticVersion": CHECKER,
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn code(decided: &Decided<'_>) -> String {
    decided.finding.code.clone()
}

/// What is said of a code once, whatever the number of its results.
fn rule(code: &str) -> Value {
    let Some(check) = checks::find(code) else { return json!({ "id": code }) };
    json!({
        "id": code,
        "shortDescription": { "text": check.code.summary },
        "help": { "text": check.code.page, "markdown": check.code.page },
    })
}

fn result(verdict: &Verdict, decided: &Decided<'_>, rule: usize) -> Value {
    let finding = decided.finding;
    let mut text = escape(&finding.message);
    // Who shows a result shows its message; labels and help often stay folded away.
    if let Some(label) = finding.labels.first() {
        text.push_str(&format!("\n{}", escape(&label.message)));
    }
    for help in &finding.help {
        text.push_str(&format!("\nhelp: {}", escape(help)));
    }
    if let Some(note) = &decided.note {
        text.push_str(&format!("\nnote: {}", escape(note)));
    }
    let level = match decided.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (first, others) = match &finding.labels[..] {
        // A result without a place is not shown at all.
        [] => (vec![whole(verdict)], &[][..]),
        [first, others @ ..] => (vec![location(first)], others),
    };
    let related: Vec<_> = others.iter().map(location).collect();
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": level,
        "message": { "text": text },
        "locations": first,
        "properties": { "subject": gate::subject_name(verdict) },
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn whole(verdict: &Verdict) -> Value {
    let role = gate::subject_role(verdict);
    let document = verdict.inputs.iter().find(|input| input.role == role);
    let name = document.or(verdict.inputs.first()).map_or("", |input| &input.name);
    json!({ "physicalLocation": { "artifactLocation": artifact(name) } })
}

fn location(label: &Label) -> Value {
    let mut place = Map::from_iter([("artifactLocation".to_owned(), artifact(&label.file))]);
    if let Some(span) = &label.span {
        place.insert("region".to_owned(), region(span));
    }
    json!({ "physicalLocation": place, "message": { "text": escape(&label.message) } })
}

/// Lines and columns are 1-based, and the end is the first column after it.
fn region(span: &Excerpt) -> Value {
    let length = span.end.saturating_sub(span.start);
    let mut region = json!({
        "startLine": span.line,
        "startColumn": span.column,
        "byteOffset": span.start,
        "byteLength": length,
    });
    let start = span.start.saturating_sub(span.excerpt_start);
    // Of a span that is cut its end is not known.
    let spanned = span.excerpt.get(start..start + length);
    if let Some(spanned) = spanned {
        let lines = spanned.matches('\n').count();
        let last = spanned.rsplit('\n').next().unwrap_or("").chars().count();
        let column = if lines == 0 { span.column + last } else { last + 1 };
        region["endLine"] = (span.line + lines).into();
        region["endColumn"] = column.into();
        region["snippet"] = json!({ "text": spanned });
    }
    region
}

/// A path relative to the root of the repository, as the URI that SARIF wants.
fn artifact(file: &str) -> Value {
    let mut uri = String::new();
    for byte in file.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() || b"-._~/+@=,".contains(&byte) => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    json!({ "uri": uri, "uriBaseId": "%SRCROOT%" })
}
