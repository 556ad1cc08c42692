//! `conflicting-version`: two documents of a registry say that they are the same version of one thing.

use std::collections::BTreeMap;

use super::places::labelled;
use super::{Check, Run};
use crate::registry::{Entry, Registry};
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "conflicting-version",
        summary: "Two different documents of a registry have the same id and version.",
        page: include_str!("../../../docs/codes/conflicting-version.md"),
    },
    run: Run::Registry(run),
};

/// Packages are not among them: of these only one may have an id, whatever its version.
fn run(registry: &Registry<'_>) -> Vec<Finding> {
    let kinds = [
        ("contracts", &registry.contracts),
        ("workflows", &registry.workflows),
        ("event contracts", &registry.events),
        ("model interfaces", &registry.models),
    ];
    kinds.into_iter().flat_map(|(kind, entries)| conflicts(kind, entries)).collect()
}

fn conflicts(kind: &str, entries: &[Entry<'_>]) -> Vec<Finding> {
    // By id and version, and then by digest: the same bytes twice are no conflict.
    let mut documents: BTreeMap<_, BTreeMap<&str, &Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        let subject = &entry.verdict.subject;
        if let (Some(id), Some(version), Some(sha256)) =
            (&subject.id, &subject.version, entry.sha256)
        {
            documents.entry((id, version)).or_default().entry(sha256).or_insert(entry);
        }
    }
    let conflicts = documents.into_iter().filter(|(_, different)| different.len() > 1);
    conflicts.map(|((id, version), different)| finding(kind, id, version, &different)).collect()
}

fn finding(kind: &str, id: &str, version: &str, different: &BTreeMap<&str, &Entry<'_>>) -> Finding {
    let message = format!("{} different {kind} are `{id}@{version}`", different.len());
    let mut documents: Vec<_> = different.iter().collect();
    documents.sort_by_key(|(_, entry)| entry.name);
    let places = documents.into_iter().map(|(sha256, entry)| {
        (entry.place("version"), format!("this one has the digest `{sha256}`"))
    });
    labelled(Finding::new(&CHECK.code, message), places)
        .help("keep one of the files and have all targets refer to it, or give what changed a new `version`")
}
