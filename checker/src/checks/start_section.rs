//! `start-section`: the core module runs code before a host calls it.

use super::{Check, Run};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "start-section",
        summary: "The core module has a start section, which runs before `_start`.",
        page: include_str!("../../../docs/codes/start-section.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let Some(function) = module.facts.start else { return vec![] };
    vec![
        Finding::new(&CHECK.code, "the core module runs code before `_start` is called")
            .label(Place::file(module.name), format!("its start section names function {function}"))
            .help("remove the start section, `(start …)` in text, and call that function from `_start`")
            .help("a linker writes one for threads: link without `--shared-memory` and without passive segments"),
    ]
}
