//! `debug-sections`: the core module carries what only debuggers read.

use super::unknown_field::listed;
use super::{Check, Run};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "debug-sections",
        summary: "The core module carries debug information or symbol names.",
        page: include_str!("../../../docs/codes/debug-sections.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let debug: Vec<_> = module.facts.custom_sections.iter().filter(|s| is_debug(&s.name)).collect();
    if debug.is_empty() {
        return vec![];
    }
    let bytes: u64 = debug.iter().map(|section| section.bytes).sum();
    let names: Vec<_> = debug.iter().map(|section| &*section.name).collect();
    vec![
        Finding::new(&CHECK.code, format!("the core module carries {bytes} bytes for debuggers"))
            .label(Place::file(module.name), format!("custom sections {}", listed(&names)))
            .help(
                "strip it: `strip = true` in `[profile.release]`, or `-C strip=symbols` for rustc",
            ),
    ]
}

fn is_debug(name: &str) -> bool {
    name.starts_with(".debug_")
        || matches!(name, "name" | "sourceMappingURL" | "external_debug_info" | "build_id")
}
