//! `unrecorded-builder`: the manifest has digests, but none for this builder.

use super::unknown_field::listed;
use super::{Check, Run};
use crate::digests::{Standing, standing};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "unrecorded-builder",
        summary: "The manifest records digests of other builders, but none of the one in use.",
        page: include_str!("../../../docs/codes/unrecorded-builder.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Standing::Unrecorded(binary) = standing(package) else { return vec![] };
    let builders: Vec<_> = binary.digests.iter().map(|(builder, _)| *builder).collect();
    vec![
        Finding::new(
            &CHECK.code,
            format!("no digest is recorded for builder `{}`", package.builder),
        )
        .label(binary.digests_place, format!("recorded for {}", listed(&builders)))
        .help(format!("if the module is as it should be, record it: `{}`", package.update_command)),
    ]
}
