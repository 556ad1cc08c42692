//! `unapproved-capability`: nobody has approved this version of the capability for use.

use semver::Version;

use super::{Check, Run};
use crate::model::contract::Contract;
use crate::model::document::Text;
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "unapproved-capability",
        summary: "The capability is not active, or nobody has approved this version of its contract.",
        page: include_str!("../../../docs/codes/unapproved-capability.md"),
    },
    run: Run::Contract(run),
};

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let lifecycle = contract.document.and_then(|document| document.text(&["lifecycle"]));
    match lifecycle.map(|text| (text.value, text)) {
        Some(("active" | "deprecated", _)) => unapproved(contract).into_iter().collect(),
        Some(("draft", text)) => vec![
            inactive(text, "is a draft")
                .help("once it is ready, write `\"lifecycle\": \"active\"`")
                .help(format!("then have it approved: `{}`", contract.approve_command)),
        ],
        Some(("retired" | "archived", text)) => vec![
            inactive(text, &format!("is {text}"))
                .help("use the capability that replaced it, or bring it back as a new version"),
        ],
        // Another word is told as no lifecycle at all.
        _ => vec![],
    }
}

fn inactive(lifecycle: Text<'_>, message: &str) -> Finding {
    Finding::new(&CHECK.code, format!("the capability {message}"))
        .label(lifecycle.place, "only an active or deprecated one may run")
}

fn unapproved(contract: &Contract<'_>) -> Option<Finding> {
    let text = contract.version?;
    let version = Version::parse(text.value).ok()?;
    if contract.approved.iter().any(|approved| approved.version.as_ref() == Some(&version)) {
        return None;
    }
    let finding =
        Finding::new(&CHECK.code, format!("version {version} of the contract is not approved"))
            .label(
                text.place,
                format!("there is no `approved/{version}.json` beside the contract"),
            );
    let last = contract.approved.iter().filter(|approved| approved.version.is_some());
    let finding = match last.max_by(|a, b| a.version.cmp(&b.version)) {
        Some(last) => finding.label(crate::Place::file(last.name), "the last version approved"),
        None => finding,
    };
    let command = contract.approve_command;
    Some(finding.help(format!("approve it with `{command}`, and have the new file reviewed")))
}
