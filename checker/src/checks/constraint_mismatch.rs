//! `constraint-mismatch`: manifest and contract disagree on what the package may reach.

use super::{Check, Run};
use crate::model::document::Text;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "constraint-mismatch",
        summary: "The manifest and the contract state different constraints.",
        page: include_str!("../../../docs/codes/constraint-mismatch.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let contract = &package.contract.constraints;
    let finding = |(name, own): &(&str, Text<'_>)| {
        let (_, theirs) = contract.iter().find(|(key, _)| key == name)?;
        if own.value == theirs.value {
            return None;
        }
        Some(
            Finding::new(
                &CHECK.code,
                format!("`{name}` is `{own}` in the manifest and `{theirs}` in the contract"),
            )
            .label(own.place, "the package asks for this")
            .label(theirs.place, "its contract says this")
            .help(format!("set `constraints.{name}` to `{theirs}`, or change the contract")),
        )
    };
    package.manifest.constraints.iter().filter_map(finding).collect()
}
