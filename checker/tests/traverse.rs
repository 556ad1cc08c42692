//! The profile `traverse-1.0` accepts what Traverse's package loader and contract validator accept, and
//! denies what they refuse: each line below is one change of a good document.

#[path = "case/loader.rs"]
mod loader;
#[path = "case/profile.rs"]
mod profile;

use checker::verdict::Verdict;
use checker::{Request, Role, gate, judge, policy};
use profile::{base, changed, denied, input};
use serde_json::Value;

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
    ("language = \"rust\"", "language = \"\"", &[]),
    (
        "[constraints]",
        "[[known_compositions]]\nworkflow_id = \"\"\nworkflow_version = \" \"\n[constraints]",
        &[],
    ),
    ("\"src/main.rs\"", "\"src/main.rs/\"", &["undeclared-source"]),
    ("\"contract.json\"", "\"contract.json/\"", &["undeclared-input"]),
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
    ("abi_version", "expected_digest = \"$DIGEST\"\nabi_version", &[]),
    ("[binary.digests]\ndefault = \"$DIGEST\"", "expected_digest = \"$DIGEST\"", &[]),
    ("[binary.digests]\ndefault = \"$DIGEST\"", "expected_digest = \"$FNV\"", &[]),
    (
        "[binary.digests]\ndefault = \"$DIGEST\"",
        "expected_digest = \"$ZEROS\"",
        &["digest-mismatch"],
    ),
    ("[binary.digests]\ndefault = \"$DIGEST\"", "", &["missing-digest"]),
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
    // The one difference that is meant: Traverse keeps the last of the two.
    (
        "\"evidence\": []",
        "\"evidence\": [], \"unknown\": { \"a\": 1, \"a\": 2 }",
        &["duplicate-key"],
    ),
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
    ("\"required\": [\"name\"]", "\"required\": [\"name\", \"nmae\"]", &[]),
    (
        "by name.\",\n  \"description\": \"Takes",
        "by a helper\",\n  \"description\": \"Function that takes",
        &["incomplete-contract"],
    ),
    ("\"created_at\": \"2026-01-01T00:00:00Z\"", "\"created_at\": \"capability-scaffold\"", &[]),
    ("\"created_at\": \"2026-01-01T00:00:00Z\"", "\"created_at\": \"\"", &["incomplete-contract"]),
    ("\"use_cases\"", "\"examples\"", &[]),
];

/// What a core module is like, its text, and what is denied then: what the import gate refuses, and what
/// starts nowhere. The gate itself compares names alone.
const MODULES: &[(&str, &str, &[&str])] = &[
    ("no import at all", "(memory (export \"memory\") 1) (func (export \"_start\"))", &[]),
    ("no memory", "(func (export \"_start\"))", &["missing-export"]),
    ("no `_start`", "(memory (export \"memory\") 1) (func (export \"run\"))", &["missing-export"]),
    (
        "a `_start` of another type",
        "(memory (export \"memory\") 1) (func (export \"_start\") (param i32))",
        &["missing-export"],
    ),
    (
        "a function that is not on the whitelist",
        "(import \"wasi_snapshot_preview1\" \"environ_get\" (func (param i32 i32) (result i32)))
        (memory (export \"memory\") 1) (func (export \"_start\"))",
        &["ungranted-import"],
    ),
    (
        "a function of the whitelist that the runtime does not link",
        "(import \"traverse_host\" \"execution_id\" (func (param i32 i32) (result i32)))
        (memory (export \"memory\") 1) (func (export \"_start\"))",
        &["unlinked-import"],
    ),
    (
        "a function that the runtime links, whatever the contract says",
        "(import \"traverse_host\" \"emit_event\" (func (param i32 i32) (result i32)))
        (memory (export \"memory\") 1) (func (export \"_start\"))",
        &[],
    ),
    (
        "another type of function",
        "(import \"wasi_snapshot_preview1\" \"fd_write\" (func (param i32) (result i32)))
        (memory (export \"memory\") 1) (func (export \"_start\"))",
        &["import-signature-mismatch"],
    ),
    (
        "a memory by the name of a function",
        "(import \"wasi_snapshot_preview1\" \"fd_read\" (memory 1))
        (export \"memory\" (memory 0)) (func (export \"_start\"))",
        &["import-signature-mismatch"],
    ),
    ("128 pages", "(memory (export \"memory\") 128) (func (export \"_start\"))", &[]),
    (
        "129 pages",
        "(memory (export \"memory\") 129) (func (export \"_start\"))",
        &["memory-over-limit"],
    ),
    (
        "1,025 elements of a table",
        "(memory (export \"memory\") 1) (table 1025 funcref) (func (export \"_start\"))",
        &["table-over-limit"],
    ),
    (
        "a global that is exported",
        "(memory (export \"memory\") 1) (global (export \"g\") i32 (i32.const 0))
        (func (export \"_start\"))",
        &["stray-export"],
    ),
    (
        "a start section",
        "(memory (export \"memory\") 1) (func (export \"_start\")) (func $first) (start $first)",
        &[],
    ),
    (
        "names for a debugger",
        "(memory (export \"memory\") 1) (func $main (export \"_start\")) (@custom \".debug_info\" \"\")",
        &[],
    ),
];

/// The verdict on a package with this manifest, as its build has it.
fn judged(manifest: &str, module: &[u8]) -> Verdict {
    let lists = policy::builtin("traverse-1.0").0;
    judge(&Request::Package {
        manifest: input(Role::Manifest, "p/manifest.toml", manifest.as_bytes()),
        contract: Some(input(Role::Contract, "p/contract.json", base("contract.json").as_bytes())),
        module: Some(input(Role::Module, "p/greet.wasm", module)),
        sources: vec![input(Role::Source, "p/src/main.rs", b"fn main() {}")],
        crates: &[],
        boundary: None,
        workflows: vec![],
        models: vec![],
        sealed: false,
        lists: &lists,
        builder: "default",
        update_command: "update",
    })
}

/// What Traverse's loader has against a manifest, sealed or as it was written.
fn refused(manifest: Option<Value>, module: &[u8]) -> Option<&'static str> {
    let Some(manifest) = manifest else { return Some("there is none") };
    let contract = serde_json::from_str(&base("contract.json")).expect("JSON");
    loader::refuses(&manifest, &contract, &checker::model::digest::fnv1a64(module))
}

#[test]
fn manifests() {
    let module = wat::parse_str(base("module.wat")).expect("valid WAT");
    for (old, new, wanted) in MANIFEST {
        let manifest = changed(&base("manifest.toml"), (old, new))
            .replace("$DIGEST", &checker::model::digest::sha256(&module))
            .replace("$FNV", &checker::model::digest::fnv1a64(&module))
            .replace("$ZEROS", &format!("sha256:{}", "0".repeat(64)));
        let verdict = judged(&manifest, &module);
        let codes = denied(&verdict);
        assert_eq!(codes, *wanted, "{old} -> {new}");
        if codes.is_empty() {
            // What the gate hands out.
            let sealed = gate::sealed_manifest(&verdict, "greet.wasm", true);
            let sealed = sealed.map(|text| serde_json::from_str(&text).expect("JSON"));
            assert_eq!(refused(sealed, &module), None, "{old} -> {new}");
        } else {
            // What the author may leave to the gate is there; `binary.digests` is no field of Traverse's.
            let mut written = verdict.facts.manifest.clone();
            let left = codes != ["missing-digest"];
            if let Some(manifest) = written.as_mut().filter(|_| left) {
                let digest = &mut manifest["binary"]["expected_digest"];
                if digest.is_null() {
                    *digest = checker::model::digest::fnv1a64(&module).into();
                }
            }
            let by_builder = codes == ["digest-mismatch"] && new.starts_with("default");
            assert_eq!(refused(written, &module).is_none(), by_builder, "{old} -> {new}");
        }
    }
}

#[test]
fn modules() {
    for (what, text, wanted) in MODULES {
        let module = wat::parse_str(format!("(module {text})")).expect("valid WAT");
        let manifest =
            base("manifest.toml").replace("$DIGEST", &checker::model::digest::sha256(&module));
        assert_eq!(denied(&judged(&manifest, &module)), *wanted, "{what}");
    }
    let manifest = base("manifest.toml").replace("$DIGEST", &checker::model::digest::sha256(b"x"));
    assert_eq!(denied(&judged(&manifest, b"x")), ["invalid-module"], "no core module");
}

#[test]
fn contracts() {
    for (old, new, wanted) in CONTRACT {
        let contract = changed(&base("contract.json"), (old, new));
        let verdict = judge(&Request::Contract {
            contract: input(Role::Contract, "p/contract.json", contract.as_bytes()),
            approved: vec![],
            approve_command: "approve",
        });
        let codes = denied(&verdict);
        assert_eq!(codes, *wanted, "{old} -> {new}");
    }
}
