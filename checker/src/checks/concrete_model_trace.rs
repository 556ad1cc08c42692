//! `concrete-model-trace`: the core module's data names a model's vendor or product.

use std::collections::{BTreeMap, HashSet};

use super::{Check, Run};
use crate::vendors::{Vendors, candidates};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "concrete-model-trace",
        summary: "The core module's data names a vendor or product of models.",
        page: include_str!("../../../docs/codes/concrete-model-trace.md"),
    },
    run: Run::Package(run),
};

const SHOWN: usize = 5;

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let vendors = Vendors::of(package.lists);
    let mut seen = HashSet::new();
    let mut found: BTreeMap<String, &str> = BTreeMap::new();
    for text in module.data.iter().flat_map(|data| texts(data)) {
        for name in candidates(text).map(|range| &text[range]) {
            if seen.insert(name)
                && let Some(glob) = vendors.glob(name)
            {
                found.entry(name.to_owned()).or_insert(glob);
            }
        }
    }
    // `gpt` of `gpt-4o` is no second name.
    let names: Vec<_> = found.keys().cloned().collect();
    found.retain(|name, _| !names.iter().any(|other| is_start(name, other)));
    if found.is_empty() {
        return vec![];
    }
    let place = Place::file(module.name);
    let finding =
        Finding::new(&CHECK.code, "the core module's data names vendors or products of models");
    let finding = found.iter().take(SHOWN).fold(finding, |finding, (name, glob)| {
        finding.label(place, format!("`{name}`, which `models.vendors` lists as `{glob}`"))
    });
    let finding = match found.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => finding.label(place, format!("and {more} more")),
        None => finding,
    };
    vec![finding.help("if the package calls that model, have it ask a model interface and declare it in `model_dependencies`; if it only speaks of it, nothing is to be done")]
}

/// The pieces that may be written by someone: printable ASCII.
fn texts(data: &[u8]) -> impl Iterator<Item = &str> {
    let pieces = data.split(|byte| !matches!(byte, b' '..=b'~'));
    pieces.filter(|piece| piece.len() > 2).filter_map(|piece| str::from_utf8(piece).ok())
}

fn is_start(name: &str, other: &str) -> bool {
    other.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '_', '.']))
}
