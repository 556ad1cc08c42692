//! `concrete-model-trace`: a source or the core module's data names a model's vendor or product.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use super::places::labelled;
use super::{Check, Run};
use crate::model::module::Module;
use crate::vendors::{Vendors, candidates};
use crate::{Code, Finding, Package, Place, Span};

pub static CHECK: Check = Check {
    code: Code {
        name: "concrete-model-trace",
        summary: "A source or the core module's data names a vendor or product of models.",
        page: include_str!("../../../docs/codes/concrete-model-trace.md"),
    },
    run: Run::Package(run),
};

const HELP: &str = "if the package calls that model, have it ask a model interface and declare it in `model_dependencies`; if it only speaks of it, nothing is to be done";

fn run(package: &Package<'_>) -> Vec<Finding> {
    let vendors = Vendors::of(package.lists);
    let sources =
        package.source_texts.iter().filter_map(|(name, text)| source(&vendors, name, text));
    sources.chain(package.sound_module().and_then(|module| data(&vendors, module))).collect()
}

/// So many names are looked for: of a text that is full of them, more would tell no more.
const NAMES: usize = 100;
/// So many words are remembered, not to look them up again.
const KNOWN: usize = 1 << 16;

fn source(vendors: &Vendors<'_>, name: &str, text: &str) -> Option<Finding> {
    let mut traces = vec![];
    for (range, glob) in vendors.all(text).take(NAMES) {
        let place = Place { file: name, span: Some(Span { start: range.start, end: range.end }) };
        traces.push((place, format!("`models.vendors` lists `{glob}`")));
    }
    if traces.is_empty() {
        return None;
    }
    let times = if traces.len() == NAMES { ", very many times" } else { "" };
    let message = format!("`{name}` names vendors or products of models{times}");
    Some(labelled(Finding::new(&CHECK.code, message), traces).help(HELP))
}

fn data(vendors: &Vendors<'_>, module: &Module<'_>) -> Option<Finding> {
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    let mut known: HashMap<&str, Option<&str>> = HashMap::new();
    'texts: for text in module.data.iter().flat_map(|data| texts(data)) {
        let mut last = 0;
        for range in candidates(text) {
            let name = &text[range.clone()];
            // One word is told once.
            if range.start < last || !vendors.may_have(name) {
                continue;
            }
            if known.len() == KNOWN {
                known.clear();
            }
            if let Some(glob) = *known.entry(name).or_insert_with(|| vendors.glob(name)) {
                last = range.end;
                found.insert(name, glob);
                if found.len() == NAMES {
                    break 'texts;
                }
            }
        }
    }
    let many = if found.len() == NAMES { "very many " } else { "" };
    // `gpt` of `gpt-4o` is no second name.
    let names: BTreeSet<_> = found.keys().copied().collect();
    found.retain(|name, _| !is_start(name, &names));
    if found.is_empty() {
        return None;
    }
    let place = Place::file(module.name);
    let trace =
        |(name, glob)| (place, format!("`{name}`, which `models.vendors` lists as `{glob}`"));
    let message = format!("the core module's data names {many}vendors or products of models");
    let traces = found.into_iter().map(trace);
    Some(labelled(Finding::new(&CHECK.code, message), traces).help(HELP))
}

/// The pieces that may be written by someone: printable ASCII.
fn texts(data: &[u8]) -> impl Iterator<Item = &str> {
    let pieces = data.split(|byte| !matches!(byte, b' '..=b'~'));
    pieces.filter(|piece| piece.len() > 2).filter_map(|piece| str::from_utf8(piece).ok())
}

/// Whether one of the others goes on after this name.
fn is_start(name: &str, others: &BTreeSet<&str>) -> bool {
    ["-", "_", "."].iter().any(|mark| {
        let start = [name, mark].concat();
        let next = others.range::<str, _>((Bound::Included(&*start), Bound::Unbounded)).next();
        next.is_some_and(|next| next.starts_with(&start))
    })
}
