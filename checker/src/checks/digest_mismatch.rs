//! `digest-mismatch`: the core module is not the one that the manifest names.

use super::{Check, Run};
use crate::model::digest::{Algorithm, Digest};
use crate::model::document::Text;
use crate::model::module::Module;
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
    let (Some(binary), Some(module)) = (&package.manifest.binary, &package.module) else {
        return vec![];
    };
    // What is no core module at all is told as that.
    if module.fault.is_some() {
        return vec![];
    }
    let own = binary.digests.iter().find(|(builder, _)| *builder == package.builder);
    let own = own.and_then(|(_, text)| *text).and_then(|text| mismatch(text, module));
    let expected = binary.expected_digest.and_then(|text| mismatch(text, module));
    let Some((first, actual)) = own.or(expected) else { return vec![] };
    let mut finding = Finding::new(&CHECK.code, format!("the core module's digest is {actual}"))
        .label(first.place, "but the manifest records this one")
        .label(Place::file(module.name), format!("built by `{}`", package.builder));
    if own.is_some() {
        finding = finding.help(format!(
            "if the module was meant to change, run `{}`",
            package.update_command
        ));
    }
    if let Some((_, actual)) = expected {
        finding = finding.help(format!(
            "if the module was meant to change, set `binary.expected_digest` to `{actual}`, or remove it where `binary.digests` has a `sha256`"
        ));
    }
    vec![finding]
}

/// The text, and the module's own digest if it is another.
fn mismatch<'a>(text: Text<'a>, module: &'a Module<'_>) -> Option<(Text<'a>, &'a str)> {
    let digest = Digest::parse(text.value).ok()?;
    let actual = match digest.algorithm {
        Algorithm::Sha256 => &module.facts.digests.sha256,
        Algorithm::Fnv1a64 => &module.facts.digests.fnv1a64,
    };
    (digest.text != actual).then_some((text, actual))
}
