//! `undeclared-input`: the manifest names a file that the build does not give.

use super::{Check, Run};
use crate::model::path::{leads_to, relative, resolve};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "undeclared-input",
        summary: "The manifest names a file that is not among the declared inputs.",
        page: include_str!("../../../docs/codes/undeclared-input.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(manifest) = package.manifest_name() else { return vec![] };
    let Some(path) = package.manifest.capability.contract_path else { return vec![] };
    // What leaves the workspace is told as that.
    let Ok(named) = resolve(manifest, path.value) else { return vec![] };
    let message = format!("`capability_ref.contract_path` names `{named}`, which is not declared");
    let finding = Finding::new(&CHECK.code, message);
    match package.contract_name {
        Some(contract) if contract == named => vec![],
        Some(contract) => vec![
            finding
                .label(path.place, leads_to(&named))
                .label(Place::file(contract), "this is the declared contract")
                .help(format!("set `contract_path` to `{}`", relative(manifest, contract))),
        ],
        None => vec![
            finding
                .label(path.place, "no contract was given")
                .help(format!("put the contract at `{named}`, or correct the path")),
        ],
    }
}
