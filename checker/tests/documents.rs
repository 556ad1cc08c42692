//! Workflows, events and model interfaces through the binary: judged, let out, and stood upon.
#![expect(clippy::disallowed_methods, reason = "tests read files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;

use bin::{Workspace, code, crate_folder, stderr};

const DOCUMENTS: &[&str] = &["workflow.json", "shout.json", "event.json", "model.json"];

/// The base's documents of every kind, beside its package.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for name in DOCUMENTS {
        let text = fs::read(crate_folder().join("fixtures/base").join(name)).expect("the base");
        workspace.write(&format!("p/{name}"), text);
    }
    workspace
}

/// Writes the verdict of a subject to `SUBJECT.verdict`; each input is its role and name.
fn verdict(workspace: &Workspace, subject: &str, inputs: &[(&str, &str)]) {
    let out = format!("{subject}.verdict");
    let mut args = vec!["verdict", "--subject", subject, "--policy", "lists", "--out", &out];
    for (role, name) in inputs {
        args.extend(["--input", role, name, name]);
    }
    let output = workspace.run(&args);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

const WORKFLOW: &[(&str, &str)] = &[
    ("workflow", "p/workflow.json"),
    ("contract", "p/contract.json"),
    ("contract", "p/shout.json"),
    ("event", "p/event.json"),
];

fn gate(workspace: &Workspace, subject: &str, document: &str) -> (i32, String) {
    let verdict = format!("{subject}.verdict");
    let args = ["gate", "--verdict", &verdict, "--levels", "levels", "--document", document];
    let output = workspace.run(&[&args[..], &["--out-document", "out.json"]].concat());
    (code(&output), stderr(&output))
}

#[test]
fn documents_of_every_kind_are_let_out_as_they_are() {
    let workspace = workspace();
    verdict(&workspace, "workflow", WORKFLOW);
    verdict(&workspace, "event", &[("event", "p/event.json")]);
    verdict(&workspace, "model", &[("model", "p/model.json")]);
    for subject in ["workflow", "event", "model"] {
        let document = format!("p/{subject}.json");
        assert_eq!(gate(&workspace, subject, &document), (0, String::new()));
        assert_eq!(workspace.read("out.json"), workspace.read(&document));
    }
    // Of another document the verdict says nothing.
    let (status, told) = gate(&workspace, "event", "p/model.json");
    assert_eq!(status, 1);
    assert!(told.contains("the verdict is of another file"), "{told}");
}

#[test]
fn a_package_stands_on_the_workflow_that_it_names() {
    let workspace = workspace();
    let manifest = workspace.read("p/manifest.toml");
    let named =
        "[[known_compositions]]\nworkflow_id = \"demo.welcome\"\nworkflow_version = \"1.0.0\"\n";
    workspace.write("p/manifest.toml", format!("{manifest}\n{named}"));
    let package = |workflow: &[(&'static str, &'static str)]| {
        let inputs = [
            ("manifest", "p/manifest.toml"),
            ("contract", "p/contract.json"),
            ("module", "p/greet.wasm"),
            ("source", "p/src/main.rs"),
            ("boundary", "p/BOUNDARY.md"),
        ];
        verdict(&workspace, "package", &[&inputs[..], workflow].concat());
    };
    let gate = || {
        let args = ["gate", "--verdict", "package.verdict", "--levels", "levels"];
        let module = ["--module", "p/greet.wasm", "--out-module", "o.wasm", "--out-manifest", "o"];
        let output = workspace.run(&[&args[..], &module, &["--also", "workflow.verdict"]].concat());
        (code(&output), stderr(&output))
    };
    verdict(&workspace, "workflow", WORKFLOW);
    package(&[("workflow", "p/workflow.json")]);
    assert_eq!(gate(), (0, String::new()));

    // That both know one contract does not make it the package's workflow.
    package(&[]);
    let (status, told) = gate();
    assert_eq!(status, 1);
    assert!(told.contains("unknown-workflow") && told.contains("is of another file"), "{told}");

    let cyclic =
        workspace.read("p/workflow.json").replace("\"to\": \"shout\"", "\"to\": \"greet\"");
    workspace.write("p/workflow.json", cyclic);
    verdict(&workspace, "workflow", WORKFLOW);
    package(&[("workflow", "p/workflow.json")]);
    let (status, told) = gate();
    assert_eq!(status, 1);
    assert!(told.contains("the workflow demo.welcome@1.0.0 is not clean"), "{told}");
    assert!(!told.contains("cyclic-workflow"), "told where the workflow is built: {told}");
}

#[test]
fn what_beside_a_workflow_cannot_be_read_is_not_called_unknown() {
    let workspace = workspace();
    workspace.write("p/shout.json", "{");
    verdict(&workspace, "workflow", WORKFLOW);
    assert_eq!(gate(&workspace, "workflow", "p/workflow.json"), (0, String::new()));
}

#[test]
fn roles_that_are_lacking_or_given_twice_end_with_2() {
    let workspace = workspace();
    let lacking = |subject: &str, inputs: &[&str]| {
        let args = ["verdict", "--subject", subject, "--policy", "lists", "--out", "o"];
        let output = workspace.run(&[&args[..], inputs].concat());
        (code(&output), stderr(&output))
    };
    let event = ["--input", "event", "p/event.json", "p/event.json"];
    let (status, told) = lacking("workflow", &event);
    assert_eq!((status, told.trim()), (2, "checker: give one workflow"));
    let (status, told) = lacking("event", &[&event[..], &event].concat());
    assert_eq!((status, told.trim()), (2, "checker: give one event, not several"));
    let (status, told) = lacking("model", &event);
    assert_eq!((status, told.trim()), (2, "checker: give one model"));
}
