//! `missing-field`: a document lacks fields that its format requires.

use super::{Check, Run};
use crate::model::fields::{MANIFEST, texts_where};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-field",
        summary: "A document lacks a field that its format requires, or leaves it blank.",
        page: include_str!("../../../docs/codes/missing-field.md"),
    },
    run: Run::Several(&[Run::Reading, Run::Package(blank)]),
};

/// Texts of a manifest that name something: blank, they are as good as missing. What is wrong with
/// other blank texts has codes of its own.
const NAMES: &[&str] = &[
    "package_id",
    "version",
    "capability_ref.id",
    "capability_ref.version",
    "capability_ref.contract_path",
    "source.path",
    "source.entry",
    "binary.path",
];

fn blank(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    let is_blank = |path: &str, value: &str| value.trim().is_empty() && NAMES.contains(&path);
    texts_where(document, &MANIFEST, |path, text| is_blank(path, text.value))
        .into_iter()
        .map(|(path, text)| {
            Finding::new(&CHECK.code, format!("`{path}` is blank"))
                .label(text.place, "nothing is named here")
                .help(format!("fill in `{path}`; every package has one"))
        })
        .collect()
}

/// One finding for all that one object lacks: they are one omission.
pub fn finding(place: Place<'_>, inside: &str, missing: &[(&str, &str)]) -> Finding {
    let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
    let names = super::unknown_field::listed(&names);
    let label = if missing.len() == 1 { "it belongs here" } else { "they belong here" };
    missing.iter().fold(
        Finding::new(&CHECK.code, format!("`{inside}` lacks {names}")).label(place, label),
        |finding, (name, doc)| finding.help(format!("add `{name}`: {doc}")),
    )
}

/// A document uses our additions without saying in which version.
pub fn governance(place: Place<'_>, inside: &str, addition: &str) -> Finding {
    let message = format!("`{inside}` lacks `governance`, which `{addition}` needs");
    let help = if place.file.ends_with(".toml") {
        "add a table `[governance]` with `schema = 1`"
    } else {
        "add `\"governance\": { \"schema\": 1 }`"
    };
    Finding::new(&CHECK.code, message)
        .label(place, "`governance.schema` says in which version")
        .help(help)
}
