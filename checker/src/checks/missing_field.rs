//! `missing-field`: a document lacks fields that its format requires.

use super::{Check, Run};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-field",
        summary: "A document lacks a field that its format requires.",
        page: include_str!("../../../docs/codes/missing-field.md"),
    },
    run: Run::Reading,
};

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
