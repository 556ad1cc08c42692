//! `missing-boundary`: nothing says where the package ends, or not all of it.

mod headings;

use super::unknown_field::nearest;
use super::{Check, Run};
use crate::model::document::{Format, Value};
use crate::model::fields::MANIFEST;
use crate::model::manifest::BoundaryTable;
use crate::model::path::{relative, resolve};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-boundary",
        summary: "The package does not say, or not fully, where it ends and adapters begin.",
        page: include_str!("../../../docs/codes/missing-boundary.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(document) = package.manifest.document else { return vec![] };
    // A document of another kind has other fields.
    if document.text(&["kind"]).is_none_or(|kind| kind.value != "capability_package") {
        return vec![];
    }
    let Some(table) = &package.manifest.boundary else {
        // Without `governance`, other additions of ours are told to need it: that comes first.
        let governance = document.entry(&["governance"]);
        if governance.is_none()
            && MANIFEST.additions.iter().any(|path| document.get(path).is_some())
        {
            return vec![];
        }
        // What is no object is told as that, and a misspelt name as one.
        let other = governance.is_some_and(|governance| match &governance.node.value {
            Value::Object(entries) => {
                entries.iter().take(SLIPS).any(|entry| nearest(&entry.key, &["boundary"]).is_some())
            }
            _ => true,
        });
        if other {
            return vec![];
        }
        let place = governance.map(|entry| document.place(entry.key_span));
        return vec![
            Finding::new(&CHECK.code, "the package states no boundary")
                .label(place.unwrap_or(document.head()), "no `governance.boundary` here")
                .help(addition(document.format, place.is_some()))
                .help(format!("and write the document, with the headings {}", headings::titles())),
        ];
    };
    let undeclared = undeclared(package, document.name, table);
    undeclared.or_else(|| headings::incomplete(package.boundary.as_ref()?)).into_iter().collect()
}

/// The most keys of `governance` that are taken for slips.
const SLIPS: usize = 20;

fn undeclared(package: &Package<'_>, manifest: &str, table: &BoundaryTable<'_>) -> Option<Finding> {
    let path = table.document?;
    // What leaves the workspace is told as that.
    let named = resolve(manifest, path.value).ok()?;
    let finding = Finding::new(
        &CHECK.code,
        format!("the package's boundary document is `{named}`, which is not declared"),
    );
    match package.boundary_name {
        None if package.sealed => None,
        Some(boundary) if boundary == named => None,
        Some(boundary) => Some(
            finding
                .label(path.place, format!("leads to `{named}`"))
                .label(Place::file(boundary), "this is the declared document")
                .help(format!("set `document` to `{}`", relative(manifest, boundary))),
        ),
        None => Some(
            finding
                .label(path.place, "no boundary document was given")
                .help(format!("write it at `{named}`, with the headings {}", headings::titles()))
                .help(format!("and name it in the target: `boundary = \"{path}\"`")),
        ),
    }
}

/// What to write into the manifest, as it can be pasted.
fn addition(format: Format, has_governance: bool) -> String {
    let (table, outer) = match format {
        Format::Toml => (
            r#"boundary = { surface = "app-facing", adapters = ["http"], document = "BOUNDARY.md" }"#,
            "governance = { schema = 1, BOUNDARY }",
        ),
        Format::Json => (
            r#""boundary": { "surface": "app-facing", "adapters": ["http"], "document": "BOUNDARY.md" }"#,
            r#""governance": { "schema": 1, BOUNDARY },"#,
        ),
    };
    if has_governance {
        let comma = if format == Format::Json { "," } else { "" };
        format!("add to `governance`, before the others: `{table}{comma}`")
    } else {
        format!("add at the top: `{}`", outer.replace("BOUNDARY", table))
    }
}
