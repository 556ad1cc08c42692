//! `missing-boundary`: nothing says where the package ends, or not all of it.

use super::unknown_field::listed;
use super::{Check, Run};
use crate::model::boundary::Boundary;
use crate::model::document::Format;
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

/// The headings of a boundary document, and what stands below them.
const HEADINGS: [(&str, &str); 4] = [
    ("Surface", "who asks the package, and what for"),
    ("Adapters", "who brings it its input, and what each of them may do"),
    ("Contract", "the contract that it keeps, as `<id>@<version>`"),
    ("Not here", "what it leaves to others"),
];

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
        let place = governance.map(|entry| document.place(entry.key_span));
        return vec![
            Finding::new(&CHECK.code, "the package states no boundary")
                .label(place.unwrap_or(Place::file(document.name)), "no `governance.boundary` here")
                .help(addition(document.format, place.is_some()))
                .help(format!("and write the document, with the headings {}", titles())),
        ];
    };
    let undeclared = undeclared(package, document.name, table);
    undeclared.or_else(|| incomplete(package.boundary.as_ref()?)).into_iter().collect()
}

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
                .help(format!("write it at `{named}`, with the headings {}", titles()))
                .help(format!("and name it in the target: `boundary = \"{path}\"`")),
        ),
    }
}

fn incomplete(boundary: &Boundary<'_>) -> Option<Finding> {
    let (mut missing, mut empty) = (vec![], vec![]);
    for (title, about) in HEADINGS {
        match boundary.section(title) {
            None => missing.push((title, about)),
            Some((section, blocks)) if blocks.is_empty() => empty.push((section, about)),
            Some(_) => {}
        }
    }
    let mut lacking: Vec<_> = missing.iter().map(|(title, _)| *title).collect();
    lacking.extend(empty.iter().map(|(section, _)| &*section.title));
    if lacking.is_empty() {
        return None;
    }
    let finding = Finding::new(
        &CHECK.code,
        format!("the boundary document says nothing under {}", listed(&lacking)),
    );
    let headings: Vec<_> = boundary.sections.iter().map(|section| &*section.title).collect();
    let finding = match &headings[..] {
        _ if missing.is_empty() => finding,
        [] => finding.label(Place::file(boundary.name), "it has no headings"),
        headings => {
            let label = format!("its headings are {}", listed(headings));
            finding.label(Place::file(boundary.name), label)
        }
    };
    let finding = empty.iter().fold(finding, |finding, (section, about)| {
        finding
            .label(section.place, "nothing stands below it")
            .help(format!("say under `{}` {about}", section.title))
    });
    Some(missing.iter().fold(finding, |finding, (title, about)| {
        finding.help(format!("add `## {title}`: {about}"))
    }))
}

fn titles() -> String {
    listed(&HEADINGS.map(|(title, _)| title))
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
            r#""governance": { "schema": 1, BOUNDARY }"#,
        ),
    };
    if has_governance {
        format!("add to `governance`: `{table}`")
    } else {
        format!("add at the top: `{}`", outer.replace("BOUNDARY", table))
    }
}
