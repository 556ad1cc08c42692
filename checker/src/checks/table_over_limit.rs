//! `table-over-limit`: the core module has more or larger tables than hosts give it.

use super::{Check, Run};
use crate::model::module::{MAX_TABLES, Table};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "table-over-limit",
        summary: "The core module has more or larger tables than hosts give it.",
        page: include_str!("../../../docs/codes/table-over-limit.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let tables = &module.facts.tables;
    too_large(module.name, tables, package)
        .into_iter()
        .chain(too_many(module.name, tables))
        .collect()
}

/// Hosts bound each table by itself.
fn too_large(module: &str, tables: &[Table], package: &Package<'_>) -> Option<Finding> {
    let budget = &package.lists.budgets.table_elements;
    let largest = tables.iter().map(|table| table.initial_elements).max();
    let elements = largest.filter(|elements| *elements > budget.value)?;
    Some(
        Finding::new(&CHECK.code, format!("the core module starts with a table of {elements} elements"))
            .label(Place::file(module), "its table's initial size")
            .label(Place::file(&budget.source), format!("`table_elements` allows {}", budget.value))
            .help("each function whose address is taken is an element: call functions directly rather than by function pointers and `dyn` traits, and build optimised, with LTO"),
    )
}

fn too_many(module: &str, tables: &[Table]) -> Option<Finding> {
    let number = tables.len();
    (number > MAX_TABLES as usize).then(|| {
        Finding::new(&CHECK.code, format!("the core module has {number} tables"))
            .label(Place::file(module), format!("runtimes give a module {MAX_TABLES} tables"))
            .help("compilers need one: move the functions of the others into it, or build without the tool that adds tables")
    })
}
