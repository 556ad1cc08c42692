//! `missing-export`: the core module lacks what a host calls it by.

use super::{Check, Run};
use crate::model::module::{Kind, Module};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-export",
        summary: "The core module does not export `_start` and `memory` as a WASI command does.",
        page: include_str!("../../../docs/codes/missing-export.md"),
    },
    run: Run::Package(run),
};

const START: &str = "() -> ()";

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    start(module).into_iter().chain(memory(module)).collect()
}

fn start(module: &Module<'_>) -> Option<Finding> {
    let (label, help) = match module.export("_start") {
        Some(export) if export.signature.as_deref() == Some(START) => return None,
        Some(export) => (
            match &export.signature {
                Some(signature) => format!("its `_start` is {signature}, not {START}"),
                None => format!("its `_start` is a {}", export.kind.name()),
            },
            "give `_start` no parameters and no result; input comes by standard input",
        ),
        None => (
            listed(module),
            "build a command, not a library: in Rust a `main.rs` with `fn main`, for `wasm32-wasip1`",
        ),
    };
    Some(
        Finding::new(&CHECK.code, "the core module exports no function `_start` to run")
            .label(Place::file(module.name), label)
            .help(help),
    )
}

fn memory(module: &Module<'_>) -> Option<Finding> {
    if module.export("memory").is_some_and(|export| export.kind == Kind::Memory) {
        return None;
    }
    Some(
        Finding::new(&CHECK.code, "the core module exports no memory `memory`")
            .label(Place::file(module.name), listed(module))
            .help("export it: `(memory (export \"memory\") 1)` in text, by default in compilers"),
    )
}

fn listed(module: &Module<'_>) -> String {
    let names: Vec<_> = module.facts.exports.iter().map(|export| &*export.name).collect();
    match &names[..] {
        [] => "it exports nothing".to_owned(),
        names => format!("it exports {}", super::unknown_field::listed(names)),
    }
}
