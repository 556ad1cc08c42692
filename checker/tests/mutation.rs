//! Each value of a good manifest, contract, workflow, event, model interface and policy is left out
//! and changed, one at a time. What no check notices stands in a list below, with the reason:
//! nothing else may.
#![expect(clippy::disallowed_macros, reason = "the list of what nobody notices is printed")]
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use std::fs;
use std::path::Path;

use checker::model::Document;
use checker::{Content, Input, Request, Role, judge, policy};
use serde_json::{Value, json};

/// Paths of values that may be others too, and why. `*` stands for one step, at the end for several.
const FREE: &[(&str, &str)] = &[
    ("manifest/package_id", "any id will do; that no other package has it is the registry's"),
    ("manifest/summary", "the author's words"),
    ("manifest/known_compositions", "what a package is part of may be left out"),
    ("manifest/known_compositions/*", "likewise"),
    ("manifest/model_dependencies", "that a model is needed is the author's to say"),
    ("manifest/model_dependencies/0", "likewise"),
    ("manifest/model_dependencies/0/purpose", "the author's words"),
    ("contract/summary", "the author's words"),
    ("contract/description", "likewise"),
    ("contract/side_effects/0/description", "likewise"),
    ("contract/side_effects", "an effect that is told twice is the same effect"),
    ("contract/owner/*", "the owner's names"),
    ("contract/provenance/author", "a name for people"),
    ("contract/provenance/adr_refs", "a list that may be left out"),
    ("contract/provenance/exception_refs", "likewise"),
    ("contract/*/schema/required", "a contract may ask and promise less"),
    ("contract/*/schema/required/0", "likewise"),
    ("contract/use_cases", "a case may be told twice"),
    ("contract/use_cases/0/scenario", "the author's words"),
    ("contract/use_cases/0/happy", "the author's to say"),
    ("contract/use_cases/0/input_example/name", "the runner runs it"),
    ("contract/use_cases/0/output_example/greeting", "likewise"),
    ("event/summary", "the author's words"),
    ("event/description", "likewise"),
    ("event/owner/*", "the owner's names"),
    ("event/provenance/author", "a name for people"),
    ("event/classification/domain", "a word for searching"),
    ("event/classification/bounded_context", "likewise"),
    ("event/classification/tags/0", "likewise"),
    ("event/tags/0", "likewise"),
    ("event/publishers/0/capability_id", "that there is one is the registry's to tell"),
    ("event/payload/schema/required", "an event may promise less"),
    ("event/payload/schema/required/0", "likewise"),
    ("model/id", "any id will do; who depends on it must name it so"),
    ("model/summary", "the author's words"),
    ("model/purpose", "likewise"),
    ("model/*/schema/required", "a model may be asked for less, and answer less"),
    ("model/*/schema/required/0", "likewise"),
    ("workflow/id", "any id will do; who names it must name it so"),
    ("workflow/name", "a name for people"),
    ("workflow/summary", "the author's words"),
    ("workflow/owner/*", "the owner's names"),
    ("workflow/tags", "words for searching"),
    ("workflow/tags/*", "likewise"),
    ("workflow/edges/0/edge_id", "any id will do; nothing refers to it"),
    ("workflow/nodes/*/input/from_workflow_input", "named twice is named once"),
    ("workflow/nodes/*/output/to_workflow_state", "likewise"),
    ("workflow/*/schema/required", "a field named twice; and an output may promise less"),
    ("workflow/outputs/schema/required/0", "an output may promise less"),
    ("policy/access", "what a policy leaves out, its profile says"),
    ("policy/boundary", "likewise"),
    ("policy/budgets", "likewise"),
    ("policy/imports", "likewise"),
    ("policy/levels", "likewise"),
    ("policy/models", "likewise"),
    ("policy/governance/profile", "without one it is `strict`"),
    ("policy/access/*", "the workspace's own choice"),
    ("policy/boundary/*", "likewise"),
    ("policy/budgets/*", "likewise"),
    ("policy/imports/*", "likewise"),
    ("policy/levels/*", "likewise"),
    ("policy/models/*", "likewise"),
    ("policy/exception", "without exceptions nothing is accepted"),
    ("policy/exception/0", "likewise"),
    ("policy/exception/0/package", "an id that no package has: its gate does not see it"),
    ("policy/exception/0/reason", "the author's words"),
];

struct Base {
    manifest: Value,
    contract: Value,
    shout: Value,
    workflow: Value,
    event: Value,
    model: Value,
    policy: Value,
    boundary: Vec<u8>,
    module: Vec<u8>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base")
}

fn document(name: &str, text: &str) -> Value {
    Document::parse(name, text).expect("a good document").root.to_json()
}

impl Base {
    fn read() -> Self {
        let bytes = |name: &str| fs::read(folder().join(name)).expect("the base");
        let text = |name: &str| String::from_utf8(bytes(name)).expect("a text");
        let read = |name: &str| document(name, &text(name));
        let module = wat::parse_bytes(&bytes("module.wat")).expect("valid WAT").into_owned();
        let digest = checker::model::digest::sha256(&module);
        let composed = "[[known_compositions]]\nworkflow_id = \"demo.welcome\"\nworkflow_version = \"1.0.0\"\n[[model_dependencies]]\ninterface = \"INTERFACE\"\npurpose = \"Finds the words of a greeting.\"\n";
        let model = read("model.json");
        let interface = model["id"].as_str().expect("an id");
        let manifest = text("manifest.toml").replace("$DIGEST", &digest)
            + &composed.replace("INTERFACE", interface);
        let (_, strict) = policy::PROFILES.iter().find(|(name, _)| *name == "strict").expect("it");
        let exception = "[[exception]]\npackage = \"demo.greet\"\ncode = \"weak-summary\"\nreason = \"With the lawyers.\"\nuntil = \"2026-12-31\"\n";
        let mut policy = document("policy.toml", &format!("{strict}\n{exception}"));
        policy["governance"]["profile"] = "strict".into();
        Self {
            manifest: document("manifest.toml", &manifest),
            contract: read("contract.json"),
            shout: read("shout.json"),
            workflow: read("workflow.json"),
            event: read("event.json"),
            model,
            policy,
            boundary: bytes("BOUNDARY.md"),
            module,
        }
    }

    /// The codes of all findings if this document is the one given.
    fn judge(&self, kind: &str, changed: &Value) -> Vec<String> {
        let lists = policy::builtin("strict").0;
        let text = |own: &str, value: &Value| if own == kind { changed } else { value }.to_string();
        let manifest = text("manifest", &self.manifest);
        let contract = text("contract", &self.contract);
        let workflow = text("workflow", &self.workflow);
        let (shout, event) = (self.shout.to_string(), self.event.to_string());
        // A contract that differs from the approved one is told as that, so this one was approved.
        let (model, approved) = (self.model.to_string(), &contract);
        let policy = changed.to_string();
        let input = |role, name, bytes| Input { role, name, content: Content::Bytes(bytes) };
        let contract_input = || input(Role::Contract, "p/contract.json", contract.as_bytes());
        let findings = match kind {
            "manifest" => {
                judge(&Request::Package {
                    manifest: input(Role::Manifest, "p/manifest.json", manifest.as_bytes()),
                    contract: Some(contract_input()),
                    module: Some(input(Role::Module, "p/greet.wasm", &self.module)),
                    sources: vec![input(Role::Source, "p/src/main.rs", b"fn main() {}")],
                    crates: &[],
                    boundary: Some(input(Role::Boundary, "p/BOUNDARY.md", &self.boundary)),
                    workflows: vec![input(Role::Workflow, "p/workflow.json", workflow.as_bytes())],
                    models: vec![input(Role::Model, "p/model.json", model.as_bytes())],
                    sealed: false,
                    lists: &lists,
                    builder: "default",
                    update_command: "update",
                })
                .findings
            }
            "contract" => {
                judge(&Request::Contract {
                    contract: contract_input(),
                    approved: vec![input(
                        Role::Approved,
                        "p/approved/1.0.0.json",
                        approved.as_bytes(),
                    )],
                    approve_command: "approve",
                })
                .findings
            }
            "workflow" => {
                judge(&Request::Workflow {
                    workflow: input(Role::Workflow, "p/workflow.json", workflow.as_bytes()),
                    contracts: vec![
                        contract_input(),
                        input(Role::Contract, "p/shout.json", shout.as_bytes()),
                    ],
                    events: vec![input(Role::Event, "p/event.json", event.as_bytes())],
                })
                .findings
            }
            "event" => {
                let event = changed.to_string();
                judge(&Request::Event {
                    event: input(Role::Event, "p/event.json", event.as_bytes()),
                })
                .findings
            }
            "model" => {
                let model = changed.to_string();
                judge(&Request::Model {
                    model: input(Role::Model, "p/model.json", model.as_bytes()),
                    lists: &lists,
                })
                .findings
            }
            _ => policy::read(&input(Role::Policy, "policy.json", policy.as_bytes()))
                .err()
                .unwrap_or_default(),
        };
        findings.into_iter().map(|finding| finding.code).collect()
    }
}

/// Every value below, by its JSON pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<_> = match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => vec![],
    };
    for (key, value) in children {
        let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        pointers(value, &pointer, found);
        found.push(pointer);
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match document.pointer_mut(parent).expect("a parent") {
        Value::Object(object) => drop(object.remove(&key.replace("~1", "/").replace("~0", "~"))),
        Value::Array(items) => drop(items.remove(key.parse().expect("an index"))),
        _ => unreachable!("only these have children"),
    }
}

/// Other values of the same type.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => vec![json!(format!("{text}x")), json!("")],
        Value::Number(number) => vec![json!(number.as_u64().unwrap_or(0) + 1), json!(0)],
        Value::Bool(value) => vec![json!(!value)],
        Value::Array(items) => {
            let twice = items.first().map(|first| [items.clone(), vec![first.clone()]].concat());
            twice.map(Value::from).into_iter().chain([json!([])]).collect()
        }
        _ => vec![],
    }
}

/// Why this value may be another, if it may.
fn reason(path: &str) -> Option<&'static str> {
    let mut likewise = None;
    for (pattern, reason) in FREE {
        if !reason.starts_with("likewise") {
            likewise = Some(*reason);
        }
        if path_matches(pattern, path) {
            return likewise;
        }
    }
    None
}

fn path_matches(pattern: &str, path: &str) -> bool {
    let (mut steps, mut own) = (path.split('/'), pattern.split('/').peekable());
    while let Some(step) = own.next() {
        if step == "*" && own.peek().is_none() {
            return steps.next().is_some();
        }
        if steps.next().is_none_or(|found| step != "*" && found != step) {
            return false;
        }
    }
    steps.next().is_none()
}

#[test]
fn every_change_is_noticed_but_those_that_are_explained() {
    let base = Base::read();
    let mut mutations = 0;
    let mut unnoticed = vec![];
    let documents = [
        ("manifest", &base.manifest),
        ("contract", &base.contract),
        ("workflow", &base.workflow),
        ("event", &base.event),
        ("model", &base.model),
        ("policy", &base.policy),
    ];
    for (kind, good) in documents {
        assert_eq!(base.judge(kind, good), Vec::<String>::new(), "{kind}");
        let mut found = vec![];
        pointers(good, "", &mut found);
        for pointer in found {
            let value = good.pointer(&pointer).expect("it");
            let mut changes = vec![("left out".to_owned(), good.clone())];
            remove(&mut changes[0].1, &pointer);
            for other in others(value) {
                let mut changed = good.clone();
                *changed.pointer_mut(&pointer).expect("it") = other.clone();
                if changed != *good {
                    changes.push((format!("changed to {other}"), changed));
                }
            }
            for (what, changed) in changes {
                mutations += 1;
                if base.judge(kind, &changed).is_empty() {
                    unnoticed.push((format!("{kind}{pointer}"), what));
                }
            }
        }
    }
    println!("{mutations} changes, {} that no check noticed:", unnoticed.len());
    for (path, what) in &unnoticed {
        println!("  {path} {what}: {}", reason(path).unwrap_or("not explained"));
    }
    let open: Vec<_> = unnoticed.iter().filter(|(path, _)| reason(path).is_none()).collect();
    assert!(open.is_empty(), "not noticed, and not explained: {open:#?}");
    for (pattern, _) in FREE {
        let used = |(path, _): &(String, String)| path_matches(pattern, path);
        assert!(unnoticed.iter().any(used), "{pattern} explains nothing");
    }
    assert!(mutations > 500, "{mutations}");
}
