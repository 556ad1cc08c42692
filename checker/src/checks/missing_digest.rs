//! `missing-digest`: the manifest records no digest.

use super::{Check, Run, unknown_field};
use crate::digests::{Standing, standing};
use crate::model::document::{Entry, Node};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-digest",
        summary: "The manifest records no digest of the core module.",
        page: include_str!("../../../docs/codes/missing-digest.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Standing::Missing(binary) = standing(package) else { return vec![] };
    let finding = Finding::new(&CHECK.code, "the manifest records no digest of the core module");
    let node =
        package.manifest.document.and_then(|document| Some((document, document.get(&["binary"])?)));
    let slip = node.and_then(|(document, node)| Some((document, slip(node)?)));
    vec![match slip {
        Some((document, (entry, meant))) => finding
            .label(document.place(entry.key_span), format!("did you mean `{meant}`?"))
            .help(format!("rename `{}` to `{meant}`", entry.key)),
        None => finding
            .label(binary.place, "neither `digests` nor `expected_digest` is here")
            .help(format!("record it: `{}`", package.update_command)),
    }]
}

/// The key in `binary` that was meant for one of a digest, and the one.
pub fn slip(binary: &Node) -> Option<(&Entry, &'static str)> {
    const NAMES: [&str; 2] = ["digests", "expected_digest"];
    let entry = unknown_field::slip(binary, &NAMES)?;
    Some((entry, unknown_field::nearest(&entry.key, &NAMES)?))
}
