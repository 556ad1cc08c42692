//! Traverse's package loader, as far as it looks at a manifest of `schema_version` 1.0.0: what the
//! profile `traverse-1.0` is held against.

use serde_json::Value;

const TEXTS: &[&str] = &[
    "/kind",
    "/schema_version",
    "/package_id",
    "/version",
    "/summary",
    "/capability_ref/id",
    "/capability_ref/version",
    "/capability_ref/contract_path",
    "/source/path",
    "/source/entry",
    "/source/language",
    "/binary/path",
    "/binary/format",
    "/binary/expected_digest",
    "/binary/abi_version",
    "/constraints/host_api_access",
    "/constraints/network_access",
    "/constraints/filesystem_access",
];

/// Any text but a blank one.
const FILLED: &[&str] = &[
    "/package_id",
    "/version",
    "/capability_ref/id",
    "/capability_ref/version",
    "/capability_ref/contract_path",
    "/source/path",
    "/source/entry",
    "/binary/path",
    "/binary/expected_digest",
];

/// These and no other. The files are those that lie beside the manifest.
const FIXED: &[(&str, &str)] = &[
    ("/kind", "capability_package"),
    ("/schema_version", "1.0.0"),
    ("/binary/abi_version", "1.0.0"),
    ("/binary/format", "wasm"),
    ("/capability_ref/contract_path", "contract.json"),
    ("/source/path", "src/main.rs"),
    ("/constraints/host_api_access", "none"),
    ("/constraints/network_access", "forbidden"),
    ("/constraints/filesystem_access", "none"),
];

const LISTS: &[(&str, [&str; 2])] = &[
    ("known_compositions", ["workflow_id", "workflow_version"]),
    ("workflow_refs", ["workflow_id", "workflow_version"]),
    ("model_dependencies", ["interface", "purpose"]),
];

/// The first fault that it finds. `fnv1a64` is the core module's.
pub fn refuses(manifest: &Value, contract: &Value, fnv1a64: &str) -> Option<&'static str> {
    let text = |path: &str| manifest.pointer(path).and_then(Value::as_str);
    let shaped = |(list, keys): &(&str, [&str; 2])| {
        let Some(list) = manifest.get(*list) else { return true };
        let is_item = |item: &Value| keys.iter().all(|key| item[*key].is_string());
        list.as_array().is_some_and(|items| items.iter().all(is_item))
    };
    if TEXTS.iter().any(|path| text(path).is_none()) || !LISTS.iter().all(shaped) {
        return Some("it cannot be parsed");
    }
    if FILLED.iter().any(|path| text(path).is_none_or(|text| text.trim().is_empty())) {
        return Some("a text is blank");
    }
    if FIXED.iter().any(|(path, only)| text(path) != Some(only)) {
        return Some("a text is another than the only one that is taken");
    }
    if let (Some(known), Some(former)) =
        (manifest.get("known_compositions"), manifest.get("workflow_refs"))
        && known != former
    {
        return Some("its compositions are in conflict");
    }
    if ["id", "version"].iter().any(|key| manifest["capability_ref"][*key] != contract[*key]) {
        return Some("it refers to another contract");
    }
    if text("/binary/expected_digest") != Some(fnv1a64) {
        return Some("its digest is another than the `fnv1a64` of the core module");
    }
    None
}
