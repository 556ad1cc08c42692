//! `altered-contract`: a contract says something else than what was approved as its version.

use semver::Version;

use super::{Check, Run};
use crate::model::approval::differences;
use crate::model::contract::Contract;
use crate::model::document::Document;
use crate::model::trail::Step;
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
    let label = |finding: Finding, document: &Document<'_>, span: Option<_>, message: &str| {
        if let Some(span) = span {
            return finding.label(document.place(span), message);
        }
        let steps = first.trail.steps();
        let last = steps.last().map_or(String::new(), Step::to_string);
        finding.label(holder(document, &steps), format!("`{last}` is not here"))
    };
    let finding = Finding::new(
        &CHECK.code,
        format!("the contract differs from the one approved as {version}: `{}`{more}", first.trail),
    );
    let finding = label(finding, document, first.left, "changed here");
    let finding = label(finding, approved, first.right, "approved here");
    let command = contract.approve_command;
    vec![
        finding
            .help(format!("give the contract a new version, then approve that: `{command}`"))
            .help(format!("if nobody relies on {version} yet, approve it anew: `{command}`")),
    ]
}

/// The nearest that a document has of what would hold a value.
fn holder<'a>(document: &'a Document<'_>, steps: &[Step<'_>]) -> Place<'a> {
    let (mut node, mut place) = (&document.root, document.head());
    for step in steps {
        match *step {
            Step::Key(key) => {
                let Some(entry) = node.entry(key) else { break };
                (node, place) = (&entry.node, document.place(entry.key_span));
            }
            Step::Item(index) => {
                let Some(item) = node.items().get(index) else { break };
                (node, place) = (item, document.place(item.span));
            }
        }
    }
    place
}
