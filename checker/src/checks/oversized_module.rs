//! `oversized-module`: the core module is larger than the policy allows.

use super::{Check, Run};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "oversized-module",
        summary: "The core module has more bytes than the policy allows.",
        page: include_str!("../../../docs/codes/oversized-module.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let (budget, bytes) = (&package.lists.budgets.module_bytes, module.facts.bytes);
    if bytes <= budget.value {
        return vec![];
    }
    vec![
        Finding::new(&CHECK.code, format!("the core module has {bytes} bytes"))
            .label(Place::file(module.name), format!("{} too many", bytes - budget.value))
            .label(Place::file(&budget.source), format!("`module_bytes` allows {}", budget.value))
            .help("optimize for size (`opt-level = \"s\"`, `lto = true`, `strip = true` in `[profile.release]`), or raise `budgets.module_bytes` in the policy"),
    ]
}
