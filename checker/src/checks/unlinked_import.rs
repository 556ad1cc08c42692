//! `unlinked-import`: the core module imports a function that hosts name and none links.

use super::{Check, Run};
use crate::authority::{Standing, imports, qualified};
use crate::finding::first_of;
use crate::model::module::Import;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "unlinked-import",
        summary: "The core module imports a function of the host interface that no host links.",
        page: include_str!("../../../docs/codes/unlinked-import.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let unlinked = imports(package).filter(|(_, standing)| matches!(standing, Standing::Unlinked));
    let finding = |import: &Import| {
        let name = qualified(import);
        Finding::new(&CHECK.code, format!("the core module imports `{name}`, which no host links"))
            .label(
                Place::file(module.name),
                "import gates let it pass, and then the module cannot start",
            )
            .help(format!(
                "remove the call of `{}`; have callers put it into the input",
                import.name
            ))
            .help(format!("if your hosts link it, add `{name}` to `imports.granted` in the policy"))
    };
    first_of(unlinked, |(import, _)| finding(import))
}
