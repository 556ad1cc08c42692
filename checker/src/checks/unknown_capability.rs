//! `unknown-capability`: the manifest refers to another capability than its contract.

use super::{Check, Run};
use crate::model::document::Text;
use crate::{Code, Finding, Package};
use semver::Version;

pub static CHECK: Check = Check {
    code: Code {
        name: "unknown-capability",
        summary: "The manifest refers to another capability than the contract declares.",
        page: include_str!("../../../docs/codes/unknown-capability.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let reference = &package.manifest.capability;
    let pairs = [
        ("id", reference.id, package.contract.id),
        ("version", reference.version, package.contract.version),
    ];
    let finding = |(name, named, declared): (&str, Option<Text<'_>>, Option<Text<'_>>)| {
        let (named, declared) = (named?, declared?);
        // What is no version at all is told as that.
        let malformed = name == "version" && Version::parse(named.value).is_err();
        if named.value == declared.value || malformed {
            return None;
        }
        Some(
            Finding::new(
                &CHECK.code,
                format!("the manifest refers to {name} `{named}`, its contract has `{declared}`"),
            )
            .label(named.place, "referred to here")
            .label(declared.place, "declared here")
            .help(format!(
                "set `capability_ref.{name}` to `{declared}`, or give the package the contract with the {name} `{named}`"
            )),
        )
    };
    pairs.into_iter().filter_map(finding).collect()
}
