//! The JSON Schemas: what lies in `docs/schemas` is what the checker writes, and the schemas say of
//! every fixture what the checker and the runner say of it, as far as a schema can.
#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

mod case;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use case::{Case, root};
use checker::checks;
use checker::model::Document;
use checker::schemas;
use checker::verdict::canonical_json;
use jsonschema::Validator;
use serde_json::Value;

/// The codes whose faults a schema sees.
const SEEN: &[&str] = &[
    "duplicate-item",
    "incomplete-contract",
    "incomplete-model-interface",
    "incomplete-workflow",
    "inconsistent-identity",
    "malformed-date",
    "malformed-digest",
    "malformed-package-id",
    "malformed-version",
    "missing-digest",
    "missing-exception-ref",
    "missing-field",
    "path-escape",
    "placeholder",
    "repeated-name",
    "unknown-field",
    "unsupported-binary",
    "unsupported-schema-keyword",
    "unsupported-schema-version",
    "weak-summary",
    "wrong-type",
];

/// Their faults that no schema sees: in two items alike in part, in words, in bytes that are no
/// characters, in fields that belong together, in where a path leads and in the core module.
const UNSEEN: &[&str] = &[
    "duplicate-item/fail-exception-twice",
    "duplicate-item/fail-same-precondition",
    "incomplete-contract/fail-event-of-a-transport",
    "incomplete-contract/fail-event-of-a-transport-across-texts",
    "incomplete-contract/fail-helper-function",
    "incomplete-contract/fail-helper-function-across-texts",
    "incomplete-contract/fail-summary-too-many-bytes",
    "inconsistent-identity/fail-event-other-name",
    "inconsistent-identity/fail-other-id",
    "path-escape/fail-boundary-above-workspace",
    "path-escape/fail-contract-above-workspace",
    "placeholder/fail-boundary",
    "unsupported-binary/fail-component",
    "unsupported-binary/fail-memory64",
    "unsupported-binary/fail-shared-memory",
    "unsupported-binary/fail-two-memories",
];

/// Of another fault, with a summary that the fixture's policy accepts and a schema marks.
const EXCUSED: &[&str] = &[
    "expired-exception/fail-ended",
    "expired-exception/pass-last-day",
    "expired-exception/pass-no-day-known",
    "stale-exception/pass-in-use",
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn validators() -> BTreeMap<String, Validator> {
    let validator = |(file, schema): (String, Value)| {
        let name = file.strip_suffix(".schema.json").expect("one ending").to_owned();
        (name, jsonschema::validator_for(&schema).expect("a schema"))
    };
    schemas::all().into_iter().map(validator).collect()
}

/// What a file is, by its name.
fn kind(file: &str) -> Option<&'static str> {
    Some(match file {
        "manifest.toml" | "manifest.json" => "manifest",
        "contract.json" | "shout.json" => "contract",
        "workflow.json" => "workflow",
        "event.json" => "event",
        "model.json" => "model",
        "policy.toml" => "policy",
        _ => return None,
    })
}

fn json(name: &str, bytes: &[u8]) -> Option<Value> {
    let text = str::from_utf8(bytes).ok()?;
    Document::parse(name, text).ok().map(|document| document.root.to_json())
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// What the schemas have against a case's documents: none where all are accepted.
fn refused(validators: &BTreeMap<String, Validator>, case: &Path) -> Vec<String> {
    let case = Case::at(case);
    let documents = case.files().into_iter().filter_map(|(name, bytes)| {
        // What cannot be read at all is told by every editor.
        Some((name, kind(name)?, json(name, bytes)?))
    });
    let errors = documents.flat_map(|(name, kind, value)| {
        let errors = validators[kind].iter_errors(&value);
        let errors = errors.map(|error| format!("{name} {}: {error}", error.instance_path()));
        errors.collect::<Vec<_>>()
    });
    errors.collect()
}

#[test]
fn the_schemas_in_the_docs_are_what_the_checker_writes() {
    let docs = folder("../docs/schemas");
    let schemas: BTreeMap<_, _> =
        schemas::all().into_iter().map(|(name, schema)| (name, canonical_json(&schema))).collect();
    if std::env::var_os("BLESS").is_some() {
        for (name, text) in &schemas {
            fs::write(docs.join(name), text).expect("a writable file");
        }
    }
    let there = entries(&docs).into_iter().map(|path| name(&path));
    let there: BTreeSet<_> = there.filter(|name| name.ends_with(".json")).collect();
    assert_eq!(there, schemas.keys().cloned().collect::<BTreeSet<_>>());
    for (name, text) in &schemas {
        let found = fs::read_to_string(docs.join(name)).expect("a schema");
        assert!(found == *text, "{name} is stale: BLESS=1 cargo test -p checker --test schemas");
    }
}

#[test]
fn the_schemas_are_schemas() {
    for (file, schema) in schemas::all() {
        assert!(jsonschema::meta::is_valid(&schema), "{file}");
        // Without an address of its own to be relative to: taplo takes no schema with such an `$id`.
        assert!(schema.get("$id").is_none(), "{file}");
    }
}

#[test]
fn what_passes_is_accepted_and_what_fails_is_refused() {
    let validators = validators();
    let mut faults = vec![];
    for path in entries(&root()).iter().filter(|path| !path.ends_with("base")) {
        let code = name(path);
        let (mut seen, mut unseen) = (0, 0);
        for case in entries(path) {
            let id = format!("{code}/{}", name(&case));
            let errors = refused(&validators, &case);
            if EXCUSED.contains(&&*id) {
                continue;
            } else if name(&case).starts_with("pass-") {
                if !errors.is_empty() {
                    faults.push(format!("{id} is refused: {}", errors.join("; ")));
                }
            } else if SEEN.contains(&&*code) && errors.is_empty() != UNSEEN.contains(&&*id) {
                let is = if errors.is_empty() { "accepted" } else { "refused" };
                faults.push(format!("{id} is {is}"));
            } else {
                *if errors.is_empty() { &mut unseen } else { &mut seen } += 1;
            }
        }
        if !SEEN.contains(&&*code) && seen > 0 && unseen == 0 {
            faults.push(format!("a schema sees `{code}`, which is not in SEEN"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(refused(&validators, &root().join("base")).is_empty());
}

#[test]
fn the_lists_of_this_test_name_what_there_is() {
    for code in SEEN {
        assert!(checks::find(code).is_some(), "there is no code {code}");
    }
    for case in UNSEEN.iter().chain(EXCUSED) {
        assert!(root().join(case).is_dir(), "there is no fixture {case}");
    }
}

/// The runner's fixtures that hold cases, and whether the runner can read them.
fn cases_of_the_runner() -> Vec<(PathBuf, bool)> {
    let fixtures = folder("runner/tests/fixtures");
    let mut found = vec![];
    for code in entries(&fixtures) {
        for fixture in entries(&code).into_iter().filter(|path| path.join("cases").is_dir()) {
            let unread = name(&code) == "cases" && name(&fixture).starts_with("fail-");
            found.extend(entries(&fixture.join("cases")).into_iter().map(|case| (case, !unread)));
        }
    }
    found
}

/// What only other documents tell.
const UNSEEN_CASES: &[&str] = &["fail-same-name", "fail-unknown-use-case"];

#[test]
fn the_schema_of_cases_says_what_the_runner_says() {
    let validator = &validators()["case"];
    let (mut accepted, mut refused) = (0, 0);
    for (case, read) in cases_of_the_runner() {
        let Some(value) = json("case.json", &fs::read(&case).expect("a case")) else { continue };
        let fixture = name(case.ancestors().nth(2).expect("a fixture"));
        let wanted = read || UNSEEN_CASES.contains(&&*fixture);
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors.is_empty(), wanted, "{}: {errors:?}", case.display());
        if wanted { accepted += 1 } else { refused += 1 }
    }
    assert!(accepted > 30 && refused >= 6, "{accepted} accepted, {refused} refused");
}

/// The checker doesn't link the runner, but the runner's messages name all that it knows.
#[test]
fn the_schema_of_cases_has_the_names_that_the_runner_has() {
    let (_, schema) = schemas::all().into_iter().next().expect("schemas");
    assert_eq!(schema["title"], "case");
    let told = |fixture: &str| {
        let expected = folder("runner/tests/fixtures/cases").join(fixture).join("expected.txt");
        fs::read_to_string(expected).expect("an expectation")
    };
    let names = |value: &Value| -> BTreeSet<String> {
        match value {
            Value::Object(fields) => fields.keys().cloned().collect(),
            Value::Array(names) => names.iter().filter_map(Value::as_str).map(Into::into).collect(),
            _ => BTreeSet::new(),
        }
    };
    let listed = |text: &str, before: &str| -> BTreeSet<String> {
        let lists = text.lines().filter_map(|line| line.split_once(before));
        let list = lists.map(|(_, list)| list.split(", ").map(str::to_owned));
        list.max_by_key(|list| list.clone().count()).into_iter().flatten().collect()
    };
    let properties = &schema["properties"];
    let fields = listed(&told("fail-unknown-fields"), "^ fields are ");
    assert_eq!(names(properties), fields);
    let failures = listed(&told("fail-unknown-failure"), "^ one of ");
    assert_eq!(names(&properties["expect"]["properties"]["failure"]["enum"]), failures);
    let mock = &properties["mocks"]["properties"]["connectors"]["items"]["properties"];
    let failures = listed(&told("fail-mock"), "^ one of ");
    assert_eq!(names(&mock["failure"]["enum"]), failures);
}
