//! The boundary document: what manifest and contract tell of it, and what only people know.

use super::Package;

/// Traverse names no adapters.
pub(super) const ADAPTER: &str = "replace-me";

/// What starts by an event is no page's business.
pub(super) fn surface(package: &Package<'_>) -> &'static str {
    let service_type = package.contract.and_then(|contract| contract.text(&["service_type"]));
    match service_type.map(|text| text.value) {
        Some("subscribable") => "integration-facing",
        _ => "app-facing",
    }
}

pub(super) fn document(package: &Package<'_>) -> String {
    let (id, version) = (package.text(&["package_id"]), package.text(&["version"]));
    let capability = package.text(&["capability_ref", "id"]);
    let promised = package.text(&["capability_ref", "version"]);
    let said = package.contract.and_then(|contract| contract.text(&["summary"]));
    let said = said.map_or(String::new(), |text| format!("\n\n{}", text.value.trim()));
    let surface = match surface(package) {
        "integration-facing" => "Integration-facing",
        _ => "App-facing",
    };
    let constraint = |name: &str| package.text(&["constraints", name]);
    let mut not_here = vec![];
    if constraint("network_access") == "forbidden" {
        not_here.push("No network is reached.");
    }
    if constraint("filesystem_access") == "none" {
        not_here.push("No files are read or written.");
    }
    if constraint("host_api_access") == "none" {
        not_here.push("Nothing is asked of a host but standard input and output.");
    }
    let not_here: String = not_here.iter().map(|line| format!("- {line}\n")).collect();
    format!(
        "# Boundary of {id}

## Surface

{surface}: replace-me: who asks it, and what for.

## Adapters

- `{ADAPTER}`: replace-me: the adapter's name, here and in manifest.toml, and how it maps its
  requests to the input and the answer to its responses.

## Contract

`{capability}@{promised}`, in [contract.json](contract.json). Nothing else is promised.{said}

## Origin

Imported from the Traverse package {id}@{version}.

- replace-me: the repository and the revision that it was imported from.

## Not here

{not_here}- replace-me: what it leaves to others.
"
    )
}
