//! The gate's decisions: is this the verdict of this file, which findings are denied, and what is
//! handed out. Pure: the command reads and writes.

use serde_json::{Map, Value, json};

use crate::model::policy::{Level, Levels};
use crate::report::human::Severity;
use crate::verdict::{self, Finding, Verdict, canonical_json};

/// Codes that `--dev` turns into warnings: while one works on a source its digest is never right.
pub const RELAXED_IN_DEV: &[&str] = &[
    "altered-contract",
    "digest-mismatch",
    "missing-digest",
    "unapproved-capability",
    "unrecorded-builder",
    "weak-digest",
];

/// A verdict's text, if it is one that this checker wrote.
pub fn read_verdict(name: &str, text: &str) -> Result<Verdict, String> {
    let cut =
        || format!("{name} is no whole verdict: it ends early or was changed; build it again");
    let value: Value = serde_json::from_str(text).map_err(|_| cut())?;
    if value["kind"] != verdict::KIND {
        return Err(format!("{name} is no verdict: its kind is {}", value["kind"]));
    }
    if value["schema"] != verdict::SCHEMA {
        return Err(format!(
            "{name} has schema {}, this checker reads schema {}; judge again with this checker",
            value["schema"],
            verdict::SCHEMA
        ));
    }
    if value["checker"] != verdict::CHECKER {
        return Err(format!(
            "{name} was written by checker {}, this is checker {}; judge again with this checker",
            value["checker"],
            json!(verdict::CHECKER)
        ));
    }
    serde_json::from_value(value).map_err(|_| cut())
}

/// Refuses a file that the verdict does not speak of, by its digest.
pub fn same_file(verdict: &Verdict, role: &str, path: &str, actual: &str) -> Result<(), String> {
    let input = verdict.inputs.iter().find(|input| input.role == role);
    let Some(input) = input else {
        return Err(format!("the verdict is of no {role}: {path} was not judged"));
    };
    match &input.sha256 {
        Some(sha256) if *sha256 == actual => Ok(()),
        judged => Err(format!(
            "the verdict is of another file: it judged {} with {}, but {path} has {actual}",
            input.name,
            judged.as_deref().unwrap_or("no bytes"),
        )),
    }
}

/// A finding that is shown, and how.
#[derive(Debug)]
pub struct Decided<'a> {
    pub finding: &'a Finding,
    pub severity: Severity,
    /// Why a denied finding is only a warning.
    pub note: Option<String>,
}

/// Applies levels, and the exceptions for `package`. `today` (`YYYY-MM-DD`), where known, ends them.
pub fn decide<'a>(
    findings: &'a [Finding],
    package: Option<&str>,
    levels: &Levels,
    dev: bool,
    today: Option<&str>,
) -> Vec<Decided<'a>> {
    let decide = |finding: &'a Finding| {
        let (severity, note) = severity(&finding.code, package, levels, dev, today)?;
        Some(Decided { finding, severity, note })
    };
    findings.iter().filter_map(decide).collect()
}

fn severity(
    code: &str,
    package: Option<&str>,
    levels: &Levels,
    dev: bool,
    today: Option<&str>,
) -> Option<(Severity, Option<String>)> {
    match levels.levels.get(code).copied().unwrap_or(Level::Deny) {
        Level::Allow => return None,
        Level::Warn => return Some((Severity::Warning, None)),
        Level::Deny => {}
    }
    if dev && RELAXED_IN_DEV.contains(&code) {
        let note = "not enforced in a development build";
        return Some((Severity::Warning, Some(note.to_owned())));
    }
    let mut exceptions = levels.exceptions.iter();
    let exception =
        exceptions.find(|exception| exception.code == code && Some(&*exception.package) == package);
    let Some(exception) = exception else { return Some((Severity::Error, None)) };
    let (until, reason) = (&exception.until, &exception.reason);
    if today.is_some_and(|today| today > &**until) {
        return Some((Severity::Error, Some(format!("its exception ended on {until}: {reason}"))));
    }
    Some((Severity::Warning, Some(format!("accepted until {until}: {reason}"))))
}

/// The sealed manifest: the manifest's own fields in Traverse's vocabulary, with the digests of
/// the bytes that it is handed out with. None if the verdict knows no manifest or module.
pub fn sealed_manifest(verdict: &Verdict, file_name: &str, sealed: bool) -> Option<String> {
    let mut manifest = verdict.facts.manifest.as_ref()?.as_object()?.clone();
    let digests = &verdict.facts.module.as_ref()?.digests;
    let builder = verdict.builder.as_deref().unwrap_or("default");
    let contract = verdict.inputs.iter().find(|input| input.role == "contract");
    let mut binary = object(manifest.remove("binary"));
    binary.insert("path".into(), file_name.into());
    // Traverse computes this one and no other.
    binary.insert("expected_digest".into(), digests.fnv1a64.clone().into());
    binary.insert("digests".into(), json!({ builder: digests.sha256 }));
    manifest.insert("binary".into(), binary.into());
    let mut governance = object(manifest.remove("governance"));
    governance.insert("schema".into(), 1.into());
    governance.insert("sealed".into(), sealed.into());
    governance.insert("builder".into(), builder.into());
    governance.insert("checker".into(), verdict.checker.clone().into());
    if let Some(sha256) = contract.and_then(|input| input.sha256.clone()) {
        governance.insert("contract_digest".into(), sha256.into());
    }
    manifest.insert("governance".into(), governance.into());
    Some(canonical_json(&manifest))
}

fn object(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

/// How messages name what was judged: `demo.greet@1.0.0`, or its file.
pub fn subject_name(verdict: &Verdict) -> String {
    match (&verdict.subject.id, &verdict.subject.version) {
        (Some(id), Some(version)) => format!("{id}@{version}"),
        (Some(id), None) => id.clone(),
        _ => {
            let input = verdict.inputs.iter().find(|input| input.role == subject_role(verdict));
            input.map_or_else(String::new, |input| input.name.clone())
        }
    }
}

/// The role of the document that a verdict is of; it shares it with no other input.
pub(crate) fn subject_role(verdict: &Verdict) -> &str {
    if verdict.subject.kind == "package" { "manifest" } else { &verdict.subject.kind }
}

/// Refuses a verdict of something that this package was not judged with.
pub fn stands_on(verdict: &Verdict, other: &Verdict) -> Result<(), String> {
    let judged = |input: &verdict::InputRecord| {
        verdict.inputs.iter().any(|own| own.role == input.role && own.sha256 == input.sha256)
    };
    // A workflow's verdict has contracts among its inputs: that both know one of these says nothing.
    let mut subject = other.inputs.iter().filter(|input| input.role == subject_role(other));
    if subject.any(judged) {
        return Ok(());
    }
    Err(format!(
        "the verdict of {} is of another file than the one {} was judged with",
        subject_name(other),
        subject_name(verdict)
    ))
}

/// What is told about something that a package stands on.
pub fn not_clean(other: &Verdict) -> String {
    let (kind, name) = (&other.subject.kind, subject_name(other));
    format!("the {kind} {name} is not clean: its findings are reported where it is built")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_relaxed_are_codes() {
        for code in RELAXED_IN_DEV {
            assert!(crate::checks::find(code).is_some(), "{code}");
        }
    }
}
