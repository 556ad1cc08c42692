//! `too-large`: a file is beyond what the checker reads.

use super::{Check, Run};
use crate::model::document::VALUES;
use crate::model::module::Fault;
use crate::reading::LIST_LIMIT;
use crate::{Code, Finding, Package, Place, Role};

pub static CHECK: Check = Check {
    code: Code {
        name: "too-large",
        summary: "A file is larger than the checker reads.",
        page: include_str!("../../../docs/codes/too-large.md"),
    },
    run: Run::Several(&[Run::Reading, Run::Package(crowded)]),
};

pub fn values(file: &str, role: Role) -> Finding {
    Finding::new(&CHECK.code, format!("the document has more than {VALUES} values"))
        .label(Place::file(file), "not read")
        .help(help(role))
}

/// A core module that lists more than is read is not judged further: who calls it could not tell either.
fn crowded(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = &package.module else { return vec![] };
    let Some(Fault::Crowded { what }) = &module.fault else { return vec![] };
    let help = match *what {
        "imports" => "import what hosts offer, a few dozen functions, each once",
        "exports" => "export what hosts use, `_start` and `memory`: link without `--export-all`",
        _ => "strip the module: `wasm-tools strip --all`, or `strip = true` in Cargo's profile",
    };
    vec![
        Finding::new(&CHECK.code, format!("the core module has more than {LIST_LIMIT} {what}"))
            .label(Place::file(module.name), "not read further")
            .help(help),
    ]
}

pub fn finding(file: &str, role: Role, bytes: Option<usize>, limit: usize) -> Finding {
    let limit = match limit >> 20 {
        0 => format!("{} KiB", limit >> 10),
        limit => format!("{limit} MiB"),
    };
    let size = bytes.map_or(String::new(), |bytes| format!("{bytes} bytes, "));
    Finding::new(&CHECK.code, format!("the file is larger than {limit}"))
        .label(Place::file(file), format!("{size}not read"))
        .help(help(role))
}

/// A policy grows by its exceptions, and by nothing else.
fn help(role: Role) -> &'static str {
    match role {
        Role::Policy => {
            "set a code that very many packages are excepted from to `warn` in `[levels]`, and remove its exceptions"
        }
        _ => "check that it is the file you meant; examples and data belong in files of their own",
    }
}
