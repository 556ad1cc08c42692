//! `checker approve`, through the binary: what it shows, writes and refuses.
#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/base/contract.json");

/// A workspace with one contract in `greet/`.
fn workspace(change: impl Fn(String) -> String) -> TempDir {
    let workspace = TempDir::new().expect("a folder");
    fs::create_dir(workspace.path().join("greet")).expect("a folder");
    write(&workspace, change);
    workspace
}

fn write(workspace: &TempDir, change: impl Fn(String) -> String) {
    let contract = fs::read_to_string(BASE).expect("the base");
    fs::write(workspace.path().join("greet/contract.json"), change(contract)).expect("written");
}

fn approve(workspace: &Path, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_checker"))
        .arg("approve")
        .arg("--contract")
        .arg(workspace.join("greet/contract.json"))
        .arg("--approved-dir")
        .arg(folder)
        .arg("--workspace")
        .arg(workspace)
        .output()
        .expect("it starts")
}

fn in_place(workspace: &TempDir) -> (Option<i32>, String, String) {
    told(&approve(workspace.path(), &workspace.path().join("greet/approved")))
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn approved(workspace: &TempDir) -> Vec<String> {
    let Ok(entries) = fs::read_dir(workspace.path().join("greet/approved")) else { return vec![] };
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<_> =
        entries.map(|entry| name(entry).into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn the_first_approval_is_canonical_and_the_second_does_nothing() {
    let workspace = workspace(|contract| contract);
    let (code, stdout, stderr) = in_place(&workspace);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(
        stdout,
        "nothing of it was approved before\n\
         approved demo.greet@1.0.0: wrote greet/approved/1.0.0.json\n"
    );
    assert_eq!(approved(&workspace), ["1.0.0.json"]);
    let path = workspace.path().join("greet/approved/1.0.0.json");
    let text = fs::read_to_string(&path).expect("written");
    assert!(text.starts_with("{\n  \"consumes\": [],\n"), "{text}");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(json(&text), json(&fs::read_to_string(BASE).expect("the base")));

    // Evidence comes after an approval, and is no reason for another.
    let evidence =
        r#""evidence": [{ "evidence_id": "e", "type": "compatibility", "status": "passed" }]"#;
    write(&workspace, |contract| contract.replace(r#""evidence": []"#, evidence));
    let (code, stdout, _) = in_place(&workspace);
    assert_eq!(code, Some(0));
    assert_eq!(stdout, "demo.greet@1.0.0 is approved already: greet/approved/1.0.0.json\n");
    assert_eq!(fs::read_to_string(path).expect("still there"), text);
}

#[test]
fn a_new_version_is_shown_against_the_last_one_before_it() {
    let workspace = workspace(|contract| contract);
    in_place(&workspace);
    write(&workspace, |contract| {
        contract.replace(
            r#""1.0.0",
  "lifecycle""#,
            r#""2.0.0",
  "lifecycle""#,
        )
    });
    in_place(&workspace);
    write(&workspace, |contract| {
        contract
            .replace(
                r#""1.0.0",
  "lifecycle""#,
                r#""1.1.0",
  "lifecycle""#,
            )
            .replace("one person", "\u{202e}all people")
    });
    let (code, stdout, stderr) = in_place(&workspace);
    assert_eq!(code, Some(0), "{stderr}");
    // What stands around the changes is no matter here.
    let lines: Vec<_> = stdout.lines().filter(|line| !line.starts_with([' ', '@'])).collect();
    assert_eq!(
        lines.join("\n"),
        r#"--- greet/approved/1.0.0.json
+++ greet/contract.json
-  "summary": "Greets one person by name.",
+  "summary": "Greets \u202eall people by name.",
-  "version": "1.0.0"
+  "version": "1.1.0"
approved demo.greet@1.1.0: wrote greet/approved/1.1.0.json"#
    );
    assert_eq!(approved(&workspace), ["1.0.0.json", "1.1.0.json", "2.0.0.json"]);
}

#[test]
fn an_altered_contract_is_approved_anew() {
    let workspace = workspace(|contract| contract);
    in_place(&workspace);
    write(&workspace, |contract| contract.replace("one person", "each person"));
    let (code, stdout, _) = in_place(&workspace);
    assert_eq!(code, Some(0));
    assert!(stdout.contains("-  \"summary\": \"Greets one person by name.\",\n"), "{stdout}");
    let written = fs::read_to_string(workspace.path().join("greet/approved/1.0.0.json"));
    assert!(written.expect("written").contains("Greets each person by name."));
    assert_eq!(
        in_place(&workspace).1,
        "demo.greet@1.0.0 is approved already: greet/approved/1.0.0.json\n"
    );
}

#[test]
fn what_cannot_be_read_or_run_is_not_approved() {
    let refusals = [
        (
            r#""lifecycle": "active""#,
            r#""lifecycle": "draft""#,
            "error[unapproved-capability]: the capability is a draft",
        ),
        (
            r#""namespace": "demo","#,
            "",
            "error[missing-field]: `capability contract` lacks `namespace`",
        ),
        (r#""evidence": []"#, r#""evidence": ["#, "error[unreadable-document]"),
        (r#""version": "1.0.0","#, r#""version": "../../1.0.0","#, "is no semantic version"),
    ];
    for (old, new, wanted) in refusals {
        let workspace = workspace(|contract| contract.replace(old, new));
        let (code, stdout, stderr) = in_place(&workspace);
        assert_eq!((code, &*stdout), (Some(1), ""), "{stderr}");
        assert!(stderr.contains(wanted), "{stderr}");
        assert!(approved(&workspace).is_empty());
    }
}

#[test]
fn no_approval_of_another_contract_is_replaced() {
    let workspace = workspace(|contract| contract);
    assert_eq!(in_place(&workspace).0, Some(0));
    let read = || fs::read(workspace.path().join("greet/approved/1.0.0.json")).expect("approved");
    let before = read();
    write(&workspace, |contract| {
        let contract = contract.replace("\"id\": \"demo.greet\"", "\"id\": \"demo.wave\"");
        contract.replace("\"name\": \"greet\"", "\"name\": \"wave\"")
    });
    let (code, stdout, stderr) = in_place(&workspace);
    assert_eq!((code, &*stdout), (Some(1), ""), "{stderr}");
    assert!(stderr.contains("approved/1.0.0.json approves `demo.greet`"), "{stderr}");
    assert_eq!(read(), before);
}

#[test]
fn nothing_is_written_outside_of_the_workspace() {
    let workspace = workspace(|contract| contract);
    let outside = TempDir::new().expect("a folder");
    symlink(outside.path(), workspace.path().join("link")).expect("a link");
    let root = workspace.path();
    for folder in
        [outside.path().join("approved"), root.join("link/approved"), root.join("new/../../x")]
    {
        let (code, stdout, stderr) = told(&approve(root, &folder));
        assert_eq!((code, &*stdout), (Some(1), ""), "{stderr}");
        assert!(stderr.contains("is outside the workspace"), "{stderr}");
    }
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
}

#[test]
fn a_contract_that_is_not_there_is_trouble() {
    let workspace = workspace(|contract| contract);
    fs::remove_file(workspace.path().join("greet/contract.json")).expect("removed");
    let (code, _, stderr) = in_place(&workspace);
    assert_eq!(code, Some(2));
    assert!(stderr.starts_with("checker: cannot read "), "{stderr}");
}
