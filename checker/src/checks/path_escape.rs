//! `path-escape`: a path in the manifest leaves the workspace.

use super::{Check, Run};
use crate::model::document::Text;
use crate::model::path::{Escape, resolve};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "path-escape",
        summary: "A path in the manifest is absolute or leaves the workspace.",
        page: include_str!("../../../docs/codes/path-escape.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(manifest) = package.manifest_name() else { return vec![] };
    let paths = [
        ("capability_ref.contract_path", package.manifest.capability.contract_path),
        ("source.path", package.manifest.source.path),
        ("binary.path", package.manifest.binary.as_ref().and_then(|binary| binary.path)),
        (
            "governance.boundary.document",
            package.manifest.boundary.as_ref().and_then(|boundary| boundary.document),
        ),
    ];
    let finding = |(name, text): (&str, Option<Text<'_>>)| {
        let text = text?;
        let escape = resolve(manifest, text.value).err()?;
        let (message, label) = match escape {
            Escape::Absolute => ("is absolute", "a path of one machine"),
            Escape::Leaves => ("leaves the workspace", "its `..` go above the workspace's root"),
            Escape::Backslash => ("has a backslash", "`/` separates the parts of a path"),
        };
        Some(
            Finding::new(&CHECK.code, format!("`{name}` {message}"))
                .label(text.place, label)
                .help(format!("write the path relative to `{manifest}`, inside the workspace")),
        )
    };
    paths.into_iter().filter_map(finding).collect()
}
