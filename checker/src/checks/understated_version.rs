//! `understated-version`: a contract's new version says less than what changed since the last one.

use semver::Version;

use super::{Check, Run, places};
use crate::model::contract::Contract;
use crate::model::progression::{Bump, changes, least};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "understated-version",
        summary: "A contract's version says less than what changed since the last approved one.",
        page: include_str!("../../../docs/codes/understated-version.md"),
    },
    run: Run::Contract(run),
};

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let (Some(document), Some(text)) = (contract.document, contract.version) else {
        return vec![];
    };
    let Ok(version) = Version::parse(text.value) else { return vec![] };
    // A pre-release promises nothing that a later version would have to keep.
    let released = contract.approved.iter().filter_map(|approved| {
        let known = approved.version.as_ref().filter(|known| known.pre.is_empty())?;
        Some((known, approved.document.as_ref()?))
    });
    let before = released.filter(|(known, _)| **known < version).max_by_key(|(known, _)| *known);
    let Some((last, approved)) = before else { return vec![] };
    let changes = changes(approved, document);
    let Some(bump) = changes.first().map(|change| change.bump) else { return vec![] };
    let least = least(last, bump);
    // 2.0.0-rc.1 says all that 2.0.0 does.
    if (version.major, version.minor, version.patch) >= (least.major, least.minor, least.patch) {
        return vec![];
    }
    let what = match bump {
        Bump::Major => "callers may break",
        Bump::Minor | Bump::Patch => "callers get something new",
    };
    let finding = Finding::new(
        &CHECK.code,
        format!("version {version} says less than what changed since {last}: {what}"),
    )
    .label(text.place, format!("this has to be at least {least}"));
    let counted = changes.into_iter().filter(|change| change.bump == bump);
    let shown = counted.map(|change| {
        let place = match change.new {
            Some(_) => Place { file: document.name, span: change.new },
            None => Place { file: approved.name, span: change.old },
        };
        (place, change.what)
    });
    vec![
        places::labelled(finding, shown)
            .help(format!("write `\"version\": \"{least}\"`, or take back what changed")),
    ]
}
