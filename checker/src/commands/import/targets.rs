//! The package's BUILD.bazel.

use std::slice;

use serde_json::json;

use super::{Notes, Package};

pub(super) fn build_file(package: &Package<'_>, notes: &mut Notes) -> String {
    let rust = package.is_built_here();
    let rule = if rust { "rust_wasm_microservice" } else { "wasm_microservice" };
    let mut rules = vec!["capability_contract", rule];
    if package.workflows.iter().any(|workflow| workflow.new.is_some()) {
        rules.push("workflow_definition");
    }
    let rules: Vec<_> = rules.iter().map(|rule| format!("\"{rule}\"")).collect();
    let parent = package.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    let mut text = format!(
        "load(\"@rules_governed_wasm//rules:defs.bzl\", {})\n\n\
         package(default_visibility = [\"//{parent}:__subpackages__\"])\n",
        rules.join(", ")
    );
    text += &target(
        "capability_contract",
        &[("name", quoted("contract")), ("contract", quoted("contract.json"))],
    );
    let entry = &package.traverse.entry;
    let srcs = match entry.rsplit_once('/') {
        _ if package.traverse.sources.is_empty() => list(slice::from_ref(entry)),
        Some((folder, _)) if rust => format!("glob([{}])", quoted(&format!("{folder}/**/*.rs"))),
        Some((folder, _)) => format!("glob([{}])", quoted(&format!("{folder}/**"))),
        None => list(slice::from_ref(entry)),
    };
    let mut labels: Vec<_> =
        package.workflows.iter().map(|workflow| workflow.label.clone()).collect();
    labels.sort_by_key(|label| (label.starts_with("//"), label.clone()));
    let mut attributes = vec![("name", quoted(&package.name))];
    if !entry.is_empty() {
        attributes.push(("srcs", srcs));
    }
    attributes.push(("capability", quoted(":contract")));
    if rust {
        attributes.push(("crate_root", quoted(entry)));
    }
    attributes.push(("manifest", quoted("manifest.toml")));
    if !rust {
        attributes.push(("module", quoted(&format!("{}.wasm", package.name))));
    }
    if !labels.is_empty() {
        attributes.push(("workflows", list(&labels)));
    }
    text += &target(rule, &attributes);
    for workflow in package.workflows {
        let Some(new) = &workflow.new else { continue };
        text += &target(
            "workflow_definition",
            &[
                ("name", quoted(&new.target)),
                ("capabilities", list(&new.capabilities)),
                ("workflow", quoted(&new.file)),
            ],
        );
    }
    tell(package, rust, notes);
    text
}

/// What the targets name and the package came without.
fn tell(package: &Package<'_>, rust: bool, notes: &mut Notes) {
    let (name, entry, folder) = (&package.name, &package.traverse.entry, &package.folder);
    if rust {
        notes.todo.push(format!(
            "{entry}: it is built here as a program for wasm32-wasip1; give it a `fn main` that reads stdin and writes stdout, `use bare_start as _;`, and `deps` in BUILD.bazel"
        ));
    } else if package.traverse.module.is_none() {
        let digest = package.text(&["binary", "expected_digest"]);
        notes.todo.push(format!(
            "{name}.wasm: the core module did not come along; copy what Traverse's build makes to {folder}/{name}.wasm (the manifest records {digest}), then `bazel run {}`",
            package.label(&format!("{name}.update"))
        ));
    }
    if package.traverse.sources.is_empty() && !entry.is_empty() {
        notes.todo.push(format!(
            "{entry}: the source did not come along; copy it to {folder}/{entry}, or name in `source.path` of manifest.toml and in `srcs` of BUILD.bazel what the module is built from"
        ));
    }
    if package.contract.is_none() {
        let path = package.text(&["capability_ref", "contract_path"]);
        notes.left_out.push(format!("contract.json: no contract could be read at `{path}`"));
    }
}

fn target(rule: &str, attributes: &[(&str, String)]) -> String {
    let lines = attributes.iter().map(|(name, value)| format!("    {name} = {value},\n"));
    format!("\n{rule}(\n{})\n", lines.collect::<String>())
}

/// Starlark's strings are JSON's, as far as paths and labels go.
fn quoted(text: &str) -> String {
    json!(text).to_string()
}

fn list(items: &[String]) -> String {
    match items {
        [] => "[]".to_owned(),
        [item] => format!("[{}]", quoted(item)),
        items => {
            let lines = items.iter().map(|item| format!("        {},\n", quoted(item)));
            format!("[\n{}    ]", lines.collect::<String>())
        }
    }
}
