//! `import-signature-mismatch`: an import has another type than the function of that name.

use super::{Check, Run};
use crate::authority::{Standing, imports, qualified};
use crate::finding::first_of;
use crate::model::module::Import;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "import-signature-mismatch",
        summary: "The core module imports a host function with another type than it has.",
        page: include_str!("../../../docs/codes/import-signature-mismatch.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let wrong = imports(package).filter_map(|(import, standing)| match standing {
        Standing::WrongSignature(function) => Some((import, function.signature?)),
        _ => None,
    });
    let finding = |(import, signature): (&Import, &str)| {
        let found = match &import.signature {
            Some(signature) => format!("as a function {signature}"),
            None => format!("as a {}", import.kind.name()),
        };
        let name = qualified(import);
        Finding::new(&CHECK.code, format!("the core module imports `{name}` with another type than it has"))
            .label(Place::file(module.name), format!("imported {found}, but it is a function {signature}"))
            .help("declare the import as hosts define it, or use bindings that do, such as the `wasip1` crate or wasi-libc")
    };
    first_of(wrong, finding)
}
