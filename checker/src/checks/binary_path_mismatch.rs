//! `binary-path-mismatch`: the manifest calls the core module otherwise than the build.

use super::{Check, Run};
use crate::model::path::file_name;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "binary-path-mismatch",
        summary: "`binary.path` names another file than the one that the build seals.",
        page: include_str!("../../../docs/codes/binary-path-mismatch.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let path = package.manifest.binary.as_ref().and_then(|binary| binary.path);
    let (Some(path), Some(module)) = (path, &package.module) else { return vec![] };
    let (named, sealed) = (file_name(path.value), file_name(module.name));
    if named == sealed {
        return vec![];
    }
    vec![
        Finding::new(
            &CHECK.code,
            format!("`binary.path` names `{named}`, the module is `{sealed}`"),
        )
        .label(path.place, "named here")
        .label(Place::file(module.name), "sealed under this name")
        .help(format!("set `binary.path` to `{sealed}`")),
    ]
}
