//! `placeholder`: a value is still the template's.

use super::{Check, Run};
use crate::model::digest;
use crate::model::document::Text;
use crate::model::fields::{MANIFEST, texts_where};
use crate::model::placeholder::is_placeholder;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "placeholder",
        summary: "A value in the manifest was never filled in.",
        page: include_str!("../../../docs/codes/placeholder.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    let finding = |(path, text): (String, Text<'_>)| {
        if digest::is_zero(text.value) {
            return Finding::new(&CHECK.code, format!("`{path}` is all zeros, as in a template"))
                .label(text.place, "the digest of nothing that exists")
                .help(format!(
                    "record the module's digest, with the builder it is of: `{}`",
                    package.update_command
                ));
        }
        Finding::new(&CHECK.code, format!("`{path}` was never filled in"))
            .label(text.place, "still a placeholder")
            .help(format!("write the package's own `{path}`"))
    };
    texts_where(document, &MANIFEST, |path, text| {
        is_placeholder(text.value) && !is_contradicted(package, path, text)
    })
    .into_iter()
    .map(finding)
    .collect()
}

/// Whether another check tells that something given says otherwise.
fn is_contradicted(package: &Package<'_>, path: &str, text: Text<'_>) -> bool {
    match path {
        "capability_ref.id" => package.contract.id.is_some(),
        "capability_ref.version" => package.contract.version.is_some(),
        "capability_ref.contract_path" | "binary.format" | "binary.abi_version" => true,
        "source.path" => {
            !package.sealed && (package.module.is_some() || !package.sources.is_empty())
        }
        "binary.expected_digest" => !digest::is_zero(text.value) || is_held_against(package, None),
        _ => match path.strip_prefix("binary.digests.") {
            Some(builder) => {
                !digest::is_zero(text.value) || is_held_against(package, Some(builder))
            }
            None => false,
        },
    }
}

/// Whether the module's digest is compared with the one recorded, for a builder or for any.
fn is_held_against(package: &Package<'_>, builder: Option<&str>) -> bool {
    package.sound_module().is_some() && builder.is_none_or(|builder| builder == package.builder)
}
