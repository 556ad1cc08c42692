//! `memory-over-limit`: the core module starts with too much memory.

use super::{Check, Run};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "memory-over-limit",
        summary: "The core module starts with more memory than the policy allows.",
        page: include_str!("../../../docs/codes/memory-over-limit.md"),
    },
    run: Run::Package(run),
};

const PAGES_A_MIB: u64 = 16;

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let budget = &package.lists.budgets.memory_pages;
    let memories = &module.facts.memories;
    let pages = memories.iter().map(|memory| memory.initial_pages).fold(0, u64::saturating_add);
    if pages <= budget.value {
        return vec![];
    }
    vec![
        Finding::new(&CHECK.code, format!("the core module starts with {}", shown(pages)))
            .label(Place::file(module.name), "its memory's initial size")
            .label(Place::file(&budget.source), format!("`memory_pages` allows {}", shown(budget.value)))
            .help("shrink what is static: large arrays, a heap that is reserved at the start, the stack (`-C link-arg=-zstack-size=65536`)"),
    ]
}

fn shown(pages: u64) -> String {
    let (mib, rest) = (pages / PAGES_A_MIB, pages % PAGES_A_MIB);
    // A page is 1/16 MiB; two digits tell pages apart.
    let plural = if pages == 1 { "" } else { "s" };
    format!("{pages} page{plural} ({mib}.{:02} MiB)", rest * 100 / PAGES_A_MIB)
}
