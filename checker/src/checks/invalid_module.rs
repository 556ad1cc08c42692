//! `invalid-module`: the file is no valid core module.

use super::{Check, Run};
use crate::model::module::Fault;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "invalid-module",
        summary: "The file is not a valid core module.",
        page: include_str!("../../../docs/codes/invalid-module.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = &package.module else { return vec![] };
    let (label, help) = match &module.fault {
        Some(Fault::Text) => (
            "it is a text".to_owned(),
            "give the binary, not its source: `wat2wasm module.wat`, or a compiler's output",
        ),
        Some(Fault::Invalid { offset, message }) => (
            format!("at byte {offset} of {}: {message}", module.facts.bytes),
            "build the module again; a file that was cut off or changed has to be replaced",
        ),
        Some(Fault::Component | Fault::Crowded { .. } | Fault::Unsupported { .. }) | None => {
            return vec![];
        }
    };
    vec![
        Finding::new(&CHECK.code, "the file is not a valid core module")
            .label(Place::file(module.name), label)
            .help(help),
    ]
}
