//! `version-drift`: package and capability have different versions.

use super::{Check, Run};
use crate::model::document::Text;
use crate::{Code, Finding, Package};
use semver::Version;

pub static CHECK: Check = Check {
    code: Code {
        name: "version-drift",
        summary: "The package has another version than the capability that it implements.",
        page: include_str!("../../../docs/codes/version-drift.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    // Where `capability_ref` names another capability than the contract has, that is the fault.
    let (Some(own), Some((_, capability))) = (package.manifest.version, package.capability())
    else {
        return vec![];
    };
    let malformed = |text: Text<'_>| Version::parse(text.value).is_err();
    if own.value == capability.value || malformed(own) || malformed(capability) {
        return vec![];
    }
    vec![
        Finding::new(&CHECK.code, format!("the package is {own}, its capability is {capability}"))
            .label(own.place, "the package's version")
            .label(capability.place, "the capability's version")
            .help(format!(
                "set `version` to `{capability}`; a package that changes more than that needs a new version of its contract"
            )),
    ]
}
