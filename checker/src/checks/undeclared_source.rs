//! `undeclared-source`: the manifest names a source that the module is not built from.

use super::unknown_field::nearest;
use super::{Check, Run, places};
use crate::model::path::{leads_to, relative, resolve};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "undeclared-source",
        summary: "The manifest names a source that is not among the core module's own.",
        page: include_str!("../../../docs/codes/undeclared-source.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(manifest) = package.manifest_name() else { return vec![] };
    let Some(path) = package.manifest.source.path else { return vec![] };
    // What leaves the workspace is told as that.
    let Ok(named) = resolve(manifest, path.value) else { return vec![] };
    let sources = &package.sources;
    if package.sealed || sources.contains(&&*named) {
        return vec![];
    }
    if sources.is_empty() {
        // Without a module nothing was built, and nobody asked from what.
        let Some(module) = &package.module else { return vec![] };
        return vec![
            Finding::new(&CHECK.code, "nothing states what the core module is built from")
                .label(path.place, leads_to(&named))
                .label(Place::file(module.name), "no source of it is declared")
                .help(format!(
                    "state the sources of a genrule or a checked-in module in the target's `srcs`: `srcs = [\"{path}\"]`"
                )),
        ];
    }
    let finding = Finding::new(
        &CHECK.code,
        format!("`source.path` names `{named}`, which is not among the core module's sources"),
    )
    .label(path.place, leads_to(&named));
    let file = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let meant = sources.iter().copied().find(|source| file(source) == file(&named));
    let finding = match meant.or_else(|| nearest(&named, sources)) {
        Some(meant) => finding
            .label(Place::file(meant), "this is one of its sources")
            .help(format!("set `source.path` to `{}`", relative(manifest, meant))),
        None => finding,
    };
    // A folder is no source that could be added.
    let add =
        if named.ends_with('/') { String::new() } else { format!(", or add `{path}` to them") };
    vec![finding.help(format!(
        "the target's sources are {}; name the one that the module starts with{add}",
        places::told(sources)
    ))]
}
