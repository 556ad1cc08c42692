//! `missing-digest`: the manifest records no digest.

use super::{Check, Run};
use crate::digests::{Standing, standing};
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
    vec![
        Finding::new(&CHECK.code, "the manifest records no digest of the core module")
            .label(binary.place, "neither `digests` nor `expected_digest` is here")
            .help(format!("record it: `{}`", package.update_command)),
    ]
}
