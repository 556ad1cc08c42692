//! Versions: exact ones, and the ranges that connectors are asked for by.

use semver::{Version, VersionReq};

use super::super::malformed_version::suggest;
use super::finding;
use super::texts::is_at;
use crate::Finding;
use crate::finding::first_of;
use crate::model::document::Document;
use crate::model::fields::{CONTRACT, DocumentKind, texts_where};

pub(crate) const EXACT: &[&str] =
    &["version", "emits[].version", "consumes[].version", "dependencies[].version"];
const RANGES: &[&str] = &["connector_requirements[].version"];

pub(in crate::checks) fn exact(
    document: &Document<'_>,
    kind: &DocumentKind,
    paths: &[&str],
) -> Vec<Finding> {
    at(document, kind, paths, |path, text| {
        let error = Version::parse(text).err()?;
        let finding = finding(format!("`{path}` is no semantic version: {error}"));
        let help = suggest(text).map(|version| format!("write `{version}`"));
        Some((
            finding.help(help.unwrap_or_else(|| "write for example `1.0.0`".into())),
            "this has to be `MAJOR.MINOR.PATCH`, no range",
        ))
    })
}

pub(super) fn ranges(document: &Document<'_>) -> Vec<Finding> {
    at(document, &CONTRACT, RANGES, |path, text| {
        let error = VersionReq::parse(text).err()?;
        let finding = finding(format!("`{path}` is no range of versions: {error}"));
        Some((
            finding.help("write for example `^1.2`, for 1.2 and all later versions below 2"),
            "this has to be a range of semantic versions",
        ))
    })
}

/// What `judge` says of each text at one of the paths, with the place of the text.
fn at(
    document: &Document<'_>,
    kind: &DocumentKind,
    paths: &[&str],
    judge: impl Fn(&str, &str) -> Option<(Finding, &'static str)>,
) -> Vec<Finding> {
    let texts = texts_where(document, kind, |path, _| is_at(path, paths));
    first_of(texts.into_iter().filter_map(|(path, text)| {
        let (finding, label) = judge(&path, text.value)?;
        Some(finding.label(text.place, label))
    }))
}
