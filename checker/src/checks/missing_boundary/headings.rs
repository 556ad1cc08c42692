//! What stands in a boundary document.

use super::CHECK;
use crate::checks::{places, unknown_field::listed};
use crate::model::boundary::{Boundary, TITLES};
use crate::{Finding, Place};

/// What stands below the headings of a boundary document.
const ABOUT: [&str; 4] = [
    "who asks the package, and what for",
    "who brings it its input, and what each of them may do",
    "the contract that it keeps, as `<id>@<version>`",
    "what it leaves to others",
];

pub(super) fn incomplete(boundary: &Boundary<'_>) -> Option<Finding> {
    let (mut missing, mut empty) = (vec![], vec![]);
    for (title, about) in TITLES.into_iter().zip(ABOUT) {
        match boundary.section(title) {
            None => missing.push((title, about)),
            Some((section, blocks)) if blocks.is_empty() => empty.push((section, about)),
            Some(_) => {}
        }
    }
    let mut lacking: Vec<_> = missing.iter().map(|(title, _)| *title).collect();
    lacking.extend(empty.iter().map(|(section, _)| &*section.title));
    if lacking.is_empty() {
        return None;
    }
    let finding = Finding::new(
        &CHECK.code,
        format!("the boundary document says nothing under {}", listed(&lacking)),
    );
    let headings: Vec<_> = boundary.sections.iter().map(|section| &*section.title).collect();
    let finding = match boundary.sections.first() {
        _ if missing.is_empty() => finding,
        None => finding.label(Place::file(boundary.name), "it has no headings"),
        Some(first) => {
            finding.label(first.place, format!("its headings are {}", places::told(&headings)))
        }
    };
    let finding = empty.iter().fold(finding, |finding, (section, about)| {
        finding
            .label(section.place, "nothing stands below it")
            .help(format!("say under `{}` {about}", section.title))
    });
    Some(missing.iter().fold(finding, |finding, (title, about)| {
        finding.help(format!("add `## {title}`: {about}"))
    }))
}

pub(super) fn titles() -> String {
    listed(&TITLES)
}
