//! `stray-export`: the core module exports what hosts refuse beside `_start`.

use std::convert::identity;

use super::{Check, Run};
use crate::finding::first_of;
use crate::model::module::{Export, Kind, Module};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "stray-export",
        summary: "The core module exports something that no WASI command may export.",
        page: include_str!("../../../docs/codes/stray-export.md"),
    },
    run: Run::Package(run),
};

/// What is no function, and taken all the same: linkers export it unasked.
const TAKEN: [(&str, Kind); 7] = [
    ("memory", Kind::Memory),
    ("table", Kind::Table),
    ("__indirect_function_table", Kind::Table),
    ("__data_end", Kind::Global),
    ("__dso_handle", Kind::Global),
    ("__heap_base", Kind::Global),
    ("__rtti_base", Kind::Global),
];

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    // Without `_start` it is no command, which `missing-export` tells.
    if module.export("_start").is_none_or(|export| export.kind != Kind::Function) {
        return vec![];
    }
    first_of(module.facts.exports.iter().filter_map(|export| stray(module, export)), identity)
}

fn stray(module: &Module<'_>, export: &Export) -> Option<Finding> {
    let (label, help) = match (&*export.name, export.kind) {
        ("_initialize", _) => (
            "hosts call `_initialize` of a reactor and `_start` of a command: it cannot be both",
            "build a command: in C without `-mexec-model=reactor`, in Rust without `crate-type`",
        ),
        ("", Kind::Function) => (
            "some hosts call the function without a name instead of `_start`",
            "give it a name, or don't export it",
        ),
        (_, Kind::Function) => return None,
        // That `memory` is another thing is told by `missing-export`.
        ("memory", _) => return None,
        (name, kind) if TAKEN.contains(&(name, kind)) => return None,
        (_, Kind::Memory) => ("exported as a memory", "export one memory, by the name `memory`"),
        (_, Kind::Table) => ("exported as a table", "export functions and `memory` alone"),
        _ => (
            "exported as a global",
            "link without `--export-all` and without `--export` of this name",
        ),
    };
    let message =
        format!("the core module exports `{}`, which hosts refuse in a command", export.name);
    Some(Finding::new(&CHECK.code, message).label(Place::file(module.name), label).help(help))
}
