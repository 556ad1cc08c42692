//! `stale-boundary`: the boundary document speaks of another contract, surface or adapter.

use std::collections::BTreeSet;

use super::{Check, Run, places};
use crate::model::boundary::{Block, Boundary};
use crate::model::document::Text;
use crate::model::manifest::BoundaryTable;
use crate::model::placeholder::is_placeholder;
use crate::model::words::{names, words};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "stale-boundary",
        summary: "The boundary document names another contract, surface or adapter than the manifest.",
        page: include_str!("../../../docs/codes/stale-boundary.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(boundary) = &package.boundary else { return vec![] };
    let table = package.manifest.boundary.as_ref();
    let surface = table.and_then(|table| surface(boundary, table.surface?));
    let adapters = table.and_then(|table| adapters(boundary, table));
    [contract(package, boundary), surface, adapters].into_iter().flatten().collect()
}

fn contract(package: &Package<'_>, boundary: &Boundary<'_>) -> Option<Finding> {
    let (section, blocks) = boundary.section("Contract").filter(said)?;
    let capability = &package.manifest.capability;
    let filled = |text: Option<Text<'_>>| text.is_some_and(|text| !is_placeholder(text.value));
    if !filled(capability.id) || !filled(capability.version) {
        return None;
    }
    let (id, version) = (capability.id?, capability.version?);
    let wanted = format!("{id}@{version}");
    // Where the manifest itself names another contract, `unknown-capability` tells that.
    let contract = package.contract.id.zip(package.contract.version);
    let contract = contract.map(|(id, version)| format!("{id}@{version}"));
    let references: Vec<_> = blocks.iter().flat_map(|block| boundary.references(block)).collect();
    let named = |name: &str| references.iter().any(|reference| reference.value == name);
    if named(&wanted) || contract.is_some_and(|contract| named(&contract)) {
        return None;
    }
    let finding =
        Finding::new(&CHECK.code, format!("the boundary document was not written for `{wanted}`"));
    let finding = match references.first() {
        Some(reference) => finding.label(reference.place, "it speaks of this contract"),
        None => finding.label(section.place, "no contract is named below, as `<id>@<version>`"),
    };
    Some(finding.label(version.place, "the package implements this version").help(format!(
        "see that the document still holds, then name `{wanted}` under `{}`",
        section.title
    )))
}

fn surface(boundary: &Boundary<'_>, surface: Text<'_>) -> Option<Finding> {
    let (section, blocks) = boundary.section("Surface").filter(said)?;
    let mut words = blocks.iter().flat_map(|block| names(boundary.prose(block)));
    if words.any(|word| word.eq_ignore_ascii_case(surface.value)) {
        return None;
    }
    Some(
        Finding::new(&CHECK.code, format!("the boundary document does not say `{surface}`"))
            .label(section.place, "not below this heading")
            .label(surface.place, "the manifest says this")
            .help(format!("say under `{}` who asks the package, beginning with `{surface}`; or correct the manifest", section.title)),
    )
}

fn adapters(boundary: &Boundary<'_>, table: &BoundaryTable<'_>) -> Option<Finding> {
    let (section, blocks) = boundary.section("Adapters").filter(said)?;
    // A name may be of any letters: in backquotes it stands as it is, elsewhere if it is a word.
    let said: BTreeSet<_> = blocks
        .iter()
        .flat_map(|block| {
            let words = words(boundary.prose(block));
            words.chain(boundary.codes(block))
        })
        .collect();
    let stated = table.adapters.as_ref()?;
    let adapters: BTreeSet<_> = stated.iter().map(|adapter| adapter.value.trim()).collect();
    let unsaid = stated.iter().filter(|adapter| !said.contains(adapter.value.trim()));
    let unsaid: Vec<_> = unsaid.collect();
    let items = blocks.iter().filter_map(|block| boundary.item(block));
    let unknown: Vec<_> = items.filter(|item| !adapters.contains(item.value)).collect();
    let named: Vec<_> =
        unsaid.iter().map(|text| text.value).chain(unknown.iter().map(|text| text.value)).collect();
    if named.is_empty() {
        return None;
    }
    let finding = Finding::new(
        &CHECK.code,
        format!(
            "the boundary document and the manifest disagree on adapters: {}",
            places::told(&named)
        ),
    );
    let not_named = format!("not named under `{}`", section.title);
    let labels = unknown.iter().map(|item| (item.place, "not among the manifest's adapters"));
    let labels = labels.chain(unsaid.iter().map(|adapter| (adapter.place, &*not_named)));
    let finding = places::labelled(finding, labels);
    let finding = if unsaid.is_empty() {
        finding.label(table.adapters_place, "the manifest's adapters")
    } else {
        finding
    };
    Some(finding.help("begin an item with each adapter's name in backquotes, and name the same ones in `governance.boundary.adapters`"))
}

/// Of a section without a word, `missing-boundary` tells.
fn said<T>((_, blocks): &(T, Vec<&Block>)) -> bool {
    !blocks.is_empty()
}
