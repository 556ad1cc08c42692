//! `unsupported-binary`: the binary is of a kind that no governed host runs.

use super::{Check, Run};
use crate::model::module::{Fault, Module};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "unsupported-binary",
        summary: "The binary is not a core module for WASI preview 1 and ABI 1.0.0.",
        page: include_str!("../../../docs/codes/unsupported-binary.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let binary = package.manifest.binary.as_ref();
    let declared = [
        ("format", "wasm", binary.and_then(|binary| binary.format)),
        ("abi_version", "1.0.0", binary.and_then(|binary| binary.abi_version)),
    ];
    let declared = declared.into_iter().filter_map(|(name, only, text)| {
        let text = text.filter(|text| text.value != only)?;
        Some(
            Finding::new(&CHECK.code, format!("`binary.{name}` is `{text}`"))
                .label(text.place, format!("only `{only}` is supported"))
                .help(format!("write `{only}`")),
        )
    });
    declared.chain(package.module.as_ref().and_then(built)).collect()
}

fn built(module: &Module<'_>) -> Option<Finding> {
    let (message, label, help) = match &module.fault {
        Some(Fault::Component) => (
            "the file is a component, not a core module",
            "its header says component".to_owned(),
            "build for `wasm32-wasip1`, and leave out `wasm-tools component new`",
        ),
        Some(Fault::Unsupported { offset, message }) => (
            "the core module uses a feature that governed hosts do not run",
            format!("at byte {offset}: {message}"),
            "turn the feature off in the compiler, in Rust with `-C target-feature=-NAME`",
        ),
        Some(Fault::Text | Fault::Crowded { .. } | Fault::Invalid { .. }) | None => return None,
    };
    let finding = Finding::new(&CHECK.code, message);
    Some(finding.label(Place::file(module.name), label).help(help))
}
