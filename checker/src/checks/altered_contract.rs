//! `altered-contract`: a contract says something else than what was approved as its version.

use semver::Version;

use super::{Check, Run};
use crate::model::approval::differences;
use crate::model::contract::Contract;
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "altered-contract",
        summary: "A contract says something else than what was approved as its version.",
        page: include_str!("../../../docs/codes/altered-contract.md"),
    },
    run: Run::Contract(run),
};

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let (Some(document), Some(text)) = (contract.document, contract.version) else {
        return vec![];
    };
    let Ok(version) = Version::parse(text.value) else { return vec![] };
    let same =
        contract.approved.iter().find(|approved| approved.version.as_ref() == Some(&version));
    let Some(approved) = same.and_then(|approved| approved.document.as_ref()) else {
        return vec![];
    };
    let differences = differences(document, approved);
    let Some(first) = differences.first() else { return vec![] };
    let more = match differences.len() {
        1 => String::new(),
        2 => ", and one more".to_owned(),
        number => format!(", and {} more", number - 1),
    };
    let label = |finding: Finding, file, span: Option<_>, message: &str| match span {
        Some(_) => finding.label(Place { file, span }, message),
        None => finding.label(Place::file(file), format!("`{}` is not there", first.pointer)),
    };
    let finding = Finding::new(
        &CHECK.code,
        format!(
            "the contract differs from the one approved as {version}: `{}`{more}",
            first.pointer
        ),
    );
    let finding = label(finding, document.name, first.left, "changed here");
    let finding = label(finding, approved.name, first.right, "approved here");
    let command = contract.approve_command;
    vec![
        finding
            .help(format!("give the contract a new version, then approve that: `{command}`"))
            .help(format!("if nobody relies on {version} yet, approve it anew: `{command}`")),
    ]
}
