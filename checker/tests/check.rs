//! `checker check`: finds governed documents, judges what is there and says what it did not judge.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;
use std::process::Output;

use bin::{Workspace, code, stderr};

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_clean_package_and_its_contract() {
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("p/approved")).expect("a new folder");
    fs::copy(workspace.path("p/contract.json"), workspace.path("p/approved/1.0.0.json"))
        .expect("a copy");
    workspace.write("p/other.json", "{\"kind\": \"something_else\"}");
    for paths in [&["."][..], &["p"], &["p/manifest.toml", "p/contract.json", "p"]] {
        let output = workspace.run(&[&["check"], paths].concat());
        assert_eq!(
            (code(&output), &*stdout(&output)),
            (0, "2 documents judged\n"),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn without_a_module_its_families_are_not_judged() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("p/greet.wasm")).expect("the module");
    let output = workspace.run(&["check", "p/manifest.toml"]);
    let wanted = "demo.greet@1.0.0: not judged: source, binary, authority\n1 document judged\n";
    assert_eq!((code(&output), &*stdout(&output)), (0, wanted), "{}", stderr(&output));
}

#[test]
fn findings_name_files_from_where_one_is() {
    let workspace = Workspace::new();
    let manifest = workspace.read("p/manifest.toml").replace(
        "\"demo.greet\"\nversion = \"1.0.0\"\nsum",
        "\"demo.greet\"\nversion = \"1.0.1\"\nsum",
    );
    workspace.write("p/manifest.toml", manifest);
    let output = workspace.run(&["check", "p"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(
        stdout(&output).contains("\np/manifest.toml:4:11: error[version-drift]: "),
        "{}",
        stdout(&output)
    );
    let levels = "version-drift = \"warn\"\nunapproved-capability = \"warn\"\n";
    workspace.write("policy.toml", format!("[governance]\nschema = 1\n[levels]\n{levels}"));
    let output = workspace.run(&["check", "p", "--policy", "policy.toml"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(stdout(&output).contains("warning[version-drift]"), "{}", stdout(&output));
}

#[test]
fn a_document_that_cannot_be_read_is_found_by_what_it_means_to_be() {
    let workspace = Workspace::new();
    let manifest = workspace.read("p/manifest.toml").replace("[binary]", "[binary");
    workspace.write("p/manifest.toml", manifest);
    let output = workspace.run(&["check", "p/manifest.toml"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stdout(&output).contains("error[unreadable-document]"), "{}", stdout(&output));
}

#[test]
fn a_contract_outside_the_workspace_is_not_opened() {
    let workspace = Workspace::new();
    let manifest =
        workspace.read("p/manifest.toml").replace("contract.json", "../../contract.json");
    workspace.write("p/manifest.toml", manifest);
    let output = workspace.run(&["check", "p/manifest.toml"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stdout(&output).contains("error[path-escape]"), "{}", stdout(&output));
}
