//! `digest-mismatch`: the core module is not the one that the manifest names.

use super::{Check, Run};
use crate::digests::{Standing, standing};
use crate::model::digest;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "digest-mismatch",
        summary: "The core module's digest is not the one that the manifest records.",
        page: include_str!("../../../docs/codes/digest-mismatch.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Standing::Mismatch { own, expected } = standing(package) else { return vec![] };
    let Some(first) = own.or(expected) else { return vec![] };
    let records = if digest::is_zero(first.text.value) {
        "but the manifest records none yet: all zeros, as in a template"
    } else {
        "but the manifest records this one"
    };
    let mut finding =
        Finding::new(&CHECK.code, format!("the core module's digest is {}", first.actual))
            .label(first.text.place, records);
    if let (Some(_), Some(expected)) = (own, expected) {
        finding = finding.label(expected.text.place, "and this one, which is not its either");
    }
    if let Some(module) = &package.module {
        let built = format!("built by `{}`", package.builder);
        finding = finding.label(Place::file(module.name), built);
    }
    if own.is_some() {
        finding = finding
            .help(format!("if the module was meant to change, run `{}`", package.update_command));
    }
    if let Some(expected) = expected {
        finding = finding.help(format!(
            "if the module was meant to change, set `binary.expected_digest` to `{}`",
            expected.actual
        ));
    }
    vec![finding]
}
