//! `malformed-version`: a version is no semantic version.

use super::{Check, Run};
use crate::model::document::Text;
use crate::model::placeholder::is_placeholder;
use crate::{Code, Finding, Package};
use semver::Version;

pub static CHECK: Check = Check {
    code: Code {
        name: "malformed-version",
        summary: "A version in the manifest is not a semantic version.",
        page: include_str!("../../../docs/codes/malformed-version.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let manifest = &package.manifest;
    // Where the contract has a version, another one is told as that.
    let referred = manifest.capability.version.filter(|_| package.contract.version.is_none());
    let referred = referred.filter(|text| !is_placeholder(text.value));
    let versions = [("version", manifest.version), ("capability_ref.version", referred)];
    let finding = |(name, text): (&str, Option<Text<'_>>)| {
        let text = text?;
        let error = Version::parse(text.value).err()?;
        let finding =
            Finding::new(&CHECK.code, format!("`{name}` is no semantic version: {error}"))
                .label(text.place, "this has to be `MAJOR.MINOR.PATCH`");
        Some(match suggest(text.value) {
            Some(version) => finding.help(format!("write `{version}`")),
            None => finding.help("write for example `1.0.0`"),
        })
    };
    versions.into_iter().filter_map(finding).collect()
}

/// `v1` and `1.2` are the usual slips.
pub(super) fn suggest(text: &str) -> Option<Version> {
    let text = text.trim().trim_start_matches(['v', 'V', '=', '^', '~']);
    ["", ".0", ".0.0"].iter().find_map(|rest| Version::parse(&format!("{text}{rest}")).ok())
}
