//! `unlisted-import`: the core module imports what the workspace wants nowhere.

use super::unknown_field::listed;
use super::{Check, Run};
use crate::authority::{Standing, imports, qualified};
use crate::finding::first_of;
use crate::model::module::Import;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "unlisted-import",
        summary: "The core module imports a function that the policy does not list.",
        page: include_str!("../../../docs/codes/unlisted-import.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let allowed = &package.lists.imports.allowed;
    let unlisted = imports(package).filter(|(_, standing)| matches!(standing, Standing::Unlisted));
    let finding = |import: &Import| {
        let name = qualified(import);
        let globs: Vec<_> = allowed.value.iter().map(String::as_str).collect();
        let list = if globs.is_empty() { "nothing".to_owned() } else { listed(&globs) };
        Finding::new(
            &CHECK.code,
            format!("the core module imports `{name}`, which the policy does not list"),
        )
        .label(Place::file(module.name), "imported by the core module")
        .label(Place::file(&allowed.source), format!("`imports.allowed` lists {list}"))
        .help(format!("remove what calls it, or add `{name}` to `imports.allowed` in the policy"))
    };
    first_of(unlisted, |(import, _)| finding(import))
}
