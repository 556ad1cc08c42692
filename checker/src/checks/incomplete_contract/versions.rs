//! Versions: exact ones, and the ranges that connectors are asked for by.

use std::str::FromStr;

use semver::{Version, VersionReq};

use super::super::malformed_version::suggest;
use super::finding;
use super::texts::is_at;
use crate::Finding;
use crate::finding::first_of;
use crate::model::document::{Document, Text};
use crate::model::fields::{CONTRACT, DocumentKind, texts_where};

pub(crate) const EXACT: &[&str] =
    &["version", "emits[].version", "consumes[].version", "dependencies[].version"];
const RANGES: &[&str] = &["connector_requirements[].version"];

pub(in crate::checks) fn exact(
    document: &Document<'_>,
    kind: &DocumentKind,
    paths: &[&str],
) -> Vec<Finding> {
    first_of(at::<Version>(document, kind, paths), |(path, text, error)| {
        let help = suggest(text.value).map(|version| format!("write `{version}`"));
        finding(format!("`{path}` is no semantic version: {error}"))
            .help(help.unwrap_or_else(|| "write for example `1.0.0`".into()))
            .label(text.place, "this has to be `MAJOR.MINOR.PATCH`, no range")
    })
}

pub(super) fn ranges(document: &Document<'_>) -> Vec<Finding> {
    first_of(at::<VersionReq>(document, &CONTRACT, RANGES), |(path, text, error)| {
        finding(format!("`{path}` is no range of versions: {error}"))
            .help("write for example `^1.2`, for 1.2 and all later versions below 2")
            .label(text.place, "this has to be a range of semantic versions")
    })
}

/// The texts at one of the paths that are no `T`, and why.
fn at<'a, T: FromStr>(
    document: &'a Document<'a>,
    kind: &DocumentKind,
    paths: &[&str],
) -> impl Iterator<Item = (String, Text<'a>, T::Err)> {
    let texts = texts_where(document, kind, |path, _| is_at(path, paths)).into_iter();
    texts.filter_map(|(path, text)| Some((path, text, text.value.parse::<T>().err()?)))
}
