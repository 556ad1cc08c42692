//! `table-over-limit`: a table of the core module starts with too many elements.

use super::{Check, Run};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "table-over-limit",
        summary: "A table of the core module starts with more elements than the policy allows.",
        page: include_str!("../../../docs/codes/table-over-limit.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let budget = &package.lists.budgets.table_elements;
    // Hosts bound each table by itself.
    let largest = module.facts.tables.iter().map(|table| table.initial_elements).max();
    let Some(elements) = largest.filter(|elements| *elements > budget.value) else {
        return vec![];
    };
    vec![
        Finding::new(&CHECK.code, format!("the core module starts with a table of {elements} elements"))
            .label(Place::file(module.name), "its table's initial size")
            .label(Place::file(&budget.source), format!("`table_elements` allows {}", budget.value))
            .help("each function whose address is taken is an element: call functions directly rather than by function pointers and `dyn` traits, and build optimised, with LTO"),
    ]
}
