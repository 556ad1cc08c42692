//! The profile `traverse-1.0` accepts what Traverse's package loader and contract validator accept, and
//! denies what they refuse: each line below is one change of a good document.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use std::fs;
use std::path::Path;

use checker::report::human::Severity;
use checker::{Content, Input, Request, Role, gate, judge, policy};

/// What stands in the manifest, what is written instead, and what is denied then.
const MANIFEST: &[(&str, &str, &[&str])] = &[
    ("", "", &[]),
    ("package_id = \"demo.greet\"", "package_id = \"Replace Me\"", &[]),
    ("package_id = \"demo.greet\"", "package_id = \"replace-me\"", &[]),
    ("package_id = \"demo.greet\"", "package_id = \" \"", &["missing-field"]),
    ("version = \"1.0.0\"\nsummary", "version = \"one\"\nsummary", &[]),
    ("version = \"1.0.0\"\nsummary", "version = \"\"\nsummary", &["missing-field"]),
    ("summary = \"Greets one person by name.\"", "summary = \"\"", &[]),
    ("summary = \"Greets one person by name.\"", "summary = \"TODO\"", &[]),
    ("summary = \"Greets one person by name.\"", "", &["missing-field"]),
    ("kind = \"capability_package\"", "kind = \"agent_package\"", &["wrong-type"]),
    (
        "\nschema_version = \"1.0.0\"",
        "\nschema_version = \"2.0.0\"",
        &["unsupported-schema-version"],
    ),
    ("kind = ", "colour = \"red\"\nkind = ", &[]),
    ("\nid = \"demo.greet\"", "\nid = \"replace-me\"", &["unknown-capability"]),
    ("version = \"1.0.0\"\ncontract", "version = \"1.0\"\ncontract", &["unknown-capability"]),
    ("version = \"1.0.0\"\ncontract", "version = \"TBD\"\ncontract", &["unknown-capability"]),
    ("\"contract.json\"", "\"<contract>\"", &["undeclared-input"]),
    ("\"contract.json\"", "\"\"", &["missing-field"]),
    ("\"src/main.rs\"", "\"replace-me.rs\"", &["undeclared-source"]),
    ("language = \"rust\"", "language = \"cobol\"", &[]),
    ("language = \"rust\"", "language = \"go\"", &[]),
    ("entry = \"run\"", "entry = \"<entry>\"", &[]),
    ("entry = \"run\"", "entry = \"\"", &["missing-field"]),
    ("path = \"greet.wasm\"", "path = \"artifacts/other.wasm\"", &[]),
    ("path = \"greet.wasm\"", "path = \"\"", &["missing-field"]),
    ("format = \"wasm\"", "format = \"replace-me\"", &["unsupported-binary"]),
    ("abi_version = \"1.0.0\"", "abi_version = \"TODO\"", &["unsupported-binary"]),
    ("default = \"$DIGEST\"", "default = \"$ZEROS\"", &["digest-mismatch"]),
    ("default = \"$DIGEST\"", "other = \"$DIGEST\"", &[]),
    ("abi_version", "expected_digest = \"$FNV\"\nabi_version", &[]),
    (
        "abi_version",
        "expected_digest = \"fnv1a64:0000000000000000\"\nabi_version",
        &["digest-mismatch"],
    ),
    ("abi_version", "expected_digest = \"replace-me\"\nabi_version", &["malformed-digest"]),
    (
        "host_api_access = \"none\"",
        "host_api_access = \"exception_required\"",
        &["constraint-mismatch"],
    ),
    ("network_access = \"forbidden\"", "network_access = \"TODO\"", &["wrong-type"]),
    (
        "[constraints]",
        "[[model_dependencies]]\ninterface = \"gpt-4\"\npurpose = \"\"\n[constraints]",
        &[],
    ),
    ("kind = ", "model_dependencies = [\"gpt-4\"]\nkind = ", &["wrong-type"]),
    (
        "[constraints]",
        "[[known_compositions]]\nworkflow_id = \"nowhere\"\nworkflow_version = \"TODO\"\n[constraints]",
        &[],
    ),
    (
        "[constraints]",
        "[[known_compositions]]\nworkflow_id = \"a\"\nworkflow_version = \"1.0.0\"\n[[workflow_refs]]\nworkflow_id = \"b\"\nworkflow_version = \"1.0.0\"\n[constraints]",
        &["conflicting-compositions"],
    ),
];

const CONTRACT: &[(&str, &str, &[&str])] = &[
    ("", "", &[]),
    ("\"evidence\": []", "\"evidence\": [], \"artifact_type\": \"native\"", &[]),
    ("\"lifecycle\": \"active\"", "\"lifecycle\": \"draft\"", &[]),
    ("\"lifecycle\": \"active\"", "\"lifecycle\": \"approved\"", &["wrong-type"]),
    ("\"version\": \"1.0.0\",\n  \"life", "\"version\": \"1.1.0-rc.1\",\n  \"life", &[]),
    (
        "\"version\": \"1.0.0\",\n  \"life",
        "\"version\": \"1.1\",\n  \"life",
        &["incomplete-contract"],
    ),
    ("\"name\": \"greet\"", "\"name\": \"wave\"", &["inconsistent-identity"]),
    ("\"evidence\": []", "\"evidence\": [], \"event_trigger\": null, \"state_schema\": null", &[]),
    ("\"adr_refs\": []", "\"adr_refs\": [], \"spec_ref\": null", &[]),
    ("\"adr_refs\": []", "\"adr_refs\": null", &["wrong-type"]),
    ("\"happy\": true", "\"happy\": true, \"persona_ref\": null", &[]),
    ("\"evidence\": []", "\"evidence\": [], \"service_type\": null", &["wrong-type"]),
    ("\"evidence\": []", "\"evidence\": [], \"service_type\": \"idempotent\"", &["wrong-type"]),
    (
        "\"evidence\": []",
        "\"evidence\": [], \"service_type\": \"subscribable\", \"event_trigger\": null",
        &["incomplete-contract"],
    ),
    (
        "\"type\": \"object\",\n      \"required\": [\"name\"]",
        "\"type\": \"objekt\",\n      \"required\": \"x\"",
        &[],
    ),
    (
        "\"summary\": \"Greets one person by name.\"",
        "\"summary\": \"Greets.\"",
        &["incomplete-contract"],
    ),
    (
        "\"summary\": \"Greets one person by name.\"",
        "\"summary\": \"A helper function.\"",
        &["incomplete-contract"],
    ),
    ("\"created_at\": \"2026-01-01T00:00:00Z\"", "\"created_at\": \"capability-scaffold\"", &[]),
    ("\"created_at\": \"2026-01-01T00:00:00Z\"", "\"created_at\": \"\"", &["incomplete-contract"]),
    ("\"use_cases\"", "\"examples\"", &[]),
];

fn base(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base");
    fs::read_to_string(folder.join(name)).expect("the base")
}

fn changed(text: &str, (old, new): (&str, &str)) -> String {
    assert!(old.is_empty() || text.matches(old).count() == 1, "{old} stands there once");
    text.replacen(old, new, 1)
}

/// The codes that are denied, each once.
fn denied(request: &Request<'_>) -> Vec<String> {
    let levels = policy::builtin("traverse-1.0").1;
    let verdict = judge(request);
    let decided = gate::decide(&verdict.findings, None, &levels, false, None);
    let denied = decided.iter().filter(|decided| decided.severity == Severity::Error);
    let mut codes: Vec<_> = denied.map(|decided| decided.finding.code.clone()).collect();
    codes.dedup();
    codes
}

fn input<'a>(role: Role, name: &'a str, bytes: &'a [u8]) -> Input<'a> {
    Input { role, name, content: Content::Bytes(bytes) }
}

#[test]
fn manifests() {
    let module = wat::parse_str(base("module.wat")).expect("valid WAT");
    let contract = base("contract.json");
    let lists = policy::builtin("traverse-1.0").0;
    for (old, new, wanted) in MANIFEST {
        let manifest = changed(&base("manifest.toml"), (old, new))
            .replace("$DIGEST", &checker::model::digest::sha256(&module))
            .replace("$FNV", &checker::model::digest::fnv1a64(&module))
            .replace("$ZEROS", &format!("sha256:{}", "0".repeat(64)));
        let codes = denied(&Request::Package {
            manifest: input(Role::Manifest, "p/manifest.toml", manifest.as_bytes()),
            contract: Some(input(Role::Contract, "p/contract.json", contract.as_bytes())),
            module: Some(input(Role::Module, "p/greet.wasm", &module)),
            sources: vec![input(Role::Source, "p/src/main.rs", b"fn main() {}")],
            crates: &[],
            boundary: None,
            workflows: vec![],
            models: vec![],
            sealed: false,
            lists: &lists,
            builder: "default",
            update_command: "update",
        });
        assert_eq!(codes, *wanted, "{old} -> {new}");
    }
}

#[test]
fn contracts() {
    for (old, new, wanted) in CONTRACT {
        let contract = changed(&base("contract.json"), (old, new));
        let codes = denied(&Request::Contract {
            contract: input(Role::Contract, "p/contract.json", contract.as_bytes()),
            approved: vec![],
            approve_command: "approve",
        });
        assert_eq!(codes, *wanted, "{old} -> {new}");
    }
}
