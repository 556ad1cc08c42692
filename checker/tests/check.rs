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

/// No build judges a package without one, so no fixture can be built of this.
#[test]
fn without_a_module_a_digest_of_no_algorithm_is_told_once() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("p/greet.wasm")).expect("the module");
    let manifest = workspace.read("p/manifest.toml");
    let digest = manifest.split("default = \"").nth(1).and_then(|rest| rest.split('"').next());
    let manifest = manifest.replace(digest.expect("a digest"), "md5:00");
    workspace.write("p/manifest.toml", manifest);
    let text = stdout(&workspace.run(&["check", "p/manifest.toml"]));
    assert!(text.contains(" error[malformed-digest]: "), "{text}");
    assert_eq!(text.matches(" error[").count(), 1, "{text}");
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
fn it_is_found_in_whatever_quotes_and_letters() {
    let workspace = Workspace::new();
    let manifest = workspace.read("p/manifest.toml");
    let broken = manifest.replace('"', "'").replace("[binary]", "[binary");
    workspace.write("p/manifest.toml", broken);
    let wide = workspace.read("p/contract.json");
    let wide: Vec<_> = std::iter::once(0xfeff).chain(wide.encode_utf16()).collect();
    let wide: Vec<_> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    fs::write(workspace.path("p/contract.json"), wide).expect("a document of another encoding");
    let text = stdout(&workspace.run(&["check", "."]));
    for file in ["manifest.toml", "contract.json"] {
        let head = format!("p/{file}:");
        let heads = text.lines().filter(|line| line.starts_with(&head));
        let told = heads.filter(|line| line.contains("error[unreadable-document]")).count();
        assert_eq!(told, 1, "{file}: {text}");
    }
}

#[test]
#[cfg(unix)]
fn links_to_files_are_what_they_are_called() {
    let workspace = Workspace::new();
    fs::create_dir_all(workspace.path("store")).expect("a new folder");
    fs::create_dir(workspace.path("p/approved")).expect("a new folder");
    fs::copy(workspace.path("p/contract.json"), workspace.path("p/approved/1.0.0.json"))
        .expect("a copy");
    for file in ["manifest.toml", "contract.json"] {
        // Without an ending that documents have: only the link is one.
        let stored = workspace.path(&format!("store/{file}.txt"));
        fs::rename(workspace.path(&format!("p/{file}")), &stored).expect("moved");
        std::os::unix::fs::symlink(&stored, workspace.path(&format!("p/{file}"))).expect("a link");
    }
    for paths in [&["."][..], &["p/manifest.toml", "p/contract.json"]] {
        let output = workspace.run(&[&["check"], paths].concat());
        let told = (code(&output), stdout(&output));
        assert_eq!(told, (0, "2 documents judged\n".to_owned()), "{}", stderr(&output));
    }
    let manifest =
        workspace.read("p/manifest.toml").replace("\"demo.greet\"\nver", "\"Demo\"\nver");
    workspace.write("store/manifest.toml.txt", manifest);
    let text = stdout(&workspace.run(&["check", "."]));
    assert!(text.contains("p/manifest.toml:3:14: error[malformed-package-id]"), "{text}");
}

/// What has no end, and what is no file, stops nothing.
#[test]
#[cfg(unix)]
fn pipes_are_not_read() {
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("p/approved")).expect("a new folder");
    for pipe in ["p/pipe.json", "p/approved/2.0.0.json"] {
        let made = std::process::Command::new("mkfifo").arg(workspace.path(pipe)).status();
        assert!(made.expect("mkfifo").success());
    }
    let text = stdout(&workspace.run(&["check", "."]));
    assert!(text.ends_with("2 documents judged\n"), "{text}");
    assert_eq!(code(&workspace.run(&["check", "p/pipe.json"])), 2);
}

#[test]
fn a_contract_without_its_kind_is_found_by_the_manifest_that_names_it() {
    let workspace = Workspace::new();
    let contract = workspace.read("p/contract.json");
    workspace.write("p/contract.json", contract.replace("\"kind\": \"capability_contract\",", ""));
    let output = workspace.run(&["check", "."]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("p/contract.json:1:1: error[missing-field]"), "{text}");
    assert!(text.ends_with("\n2 documents judged\n"), "{text}");
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

/// The base's workflow, event and model beside the package, and the contract of its other node.
fn composed() -> Workspace {
    let workspace = Workspace::new();
    let base = bin::crate_folder().join("fixtures/base");
    for folder in ["p/approved", "s", "s/approved"] {
        fs::create_dir(workspace.path(folder)).expect("a new folder");
    }
    for (from, to) in [
        ("contract.json", "p/approved/1.0.0.json"),
        ("shout.json", "s/contract.json"),
        ("shout.json", "s/approved/1.0.0.json"),
        ("workflow.json", "s/workflow.json"),
        ("event.json", "s/event.json"),
        ("model.json", "s/model.json"),
    ] {
        workspace.write(to, fs::read(base.join(from)).expect("the base"));
    }
    let known =
        "\n[[known_compositions]]\nworkflow_id = \"demo.welcome\"\nworkflow_version = \"1.0.0\"\n";
    workspace.write("p/manifest.toml", workspace.read("p/manifest.toml") + known);
    workspace
}

#[test]
fn documents_of_every_kind_are_found_and_so_is_what_they_name() {
    let workspace = composed();
    for (path, number) in
        [(".", "6 documents"), ("p", "2 documents"), ("s/workflow.json", "1 document")]
    {
        let output = workspace.run(&["check", path]);
        assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
        let shown = stdout(&output);
        assert!(shown.ends_with(&format!("{number} judged\n")), "{shown}");
    }
}

#[test]
fn what_is_named_and_lies_nowhere_is_told() {
    let workspace = composed();
    let workflow = workspace.read("s/workflow.json");
    workspace.write(
        "s/workflow.json",
        workflow.replacen("\"1.0.0\",\n  \"life", "\"1.1.0\",\n  \"life", 1),
    );
    let output = workspace.run(&["check", "p/manifest.toml"]);
    let shown = stdout(&output);
    assert!(shown.contains("error[unknown-workflow]"), "{shown}");
    assert!(shown.contains("the workflow has version `1.1.0`"), "{shown}");
    fs::remove_file(workspace.path("s/contract.json")).expect("the contract");
    let output = workspace.run(&["check", "."]);
    assert!(
        stdout(&output).contains("s/workflow.json:36:24: error[unknown-capability]"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_contract_that_cannot_be_read_is_told_once() {
    let workspace = composed();
    let contract = workspace.read("p/contract.json");
    workspace.write("p/contract.json", contract.replacen("\"demo.greet\",", "\"demo.greet\"", 1));
    let output = workspace.run(&["check", "."]);
    let shown = stdout(&output);
    assert_eq!((code(&output), shown.matches("error[").count()), (1, 1), "{shown}");
    assert!(shown.contains("p/contract.json:5:3: error[unreadable-document]"), "{shown}");
    // Where the contract is not judged, who needs it says so.
    for path in ["p/manifest.toml", "s/workflow.json"] {
        let output = workspace.run(&["check", path]);
        let told = usize::from(path == "p/manifest.toml");
        assert_eq!(stdout(&output).matches("error[").count(), told, "{}", stdout(&output));
    }
}

#[test]
fn a_contract_with_a_misspelt_id_is_told_once() {
    let workspace = composed();
    for name in ["p/contract.json", "p/approved/1.0.0.json"] {
        let contract = workspace.read(name);
        workspace.write(name, contract.replacen("\"demo.greet\"", "\"demo.gret\"", 1));
    }
    let output = workspace.run(&["check", "."]);
    let shown = stdout(&output);
    assert_eq!((code(&output), shown.matches("error[").count()), (1, 1), "{shown}");
    assert!(shown.contains("p/contract.json:4:9: error[inconsistent-identity]"), "{shown}");
}

#[test]
fn exceptions_are_told_of_once_all_is_judged_that_they_speak_of() {
    let workspace = Workspace::new();
    let exception = |code: &str, until: &str| {
        format!(
            "[[exception]]\npackage = \"demo.greet\"\ncode = \"{code}\"\nreason = \"For now.\"\nuntil = \"{until}\"\n"
        )
    };
    let policy = "[governance]\nschema = 1\n".to_owned()
        + &exception("unapproved-capability", "2026-01-01")
        + &exception("weak-summary", "2026-12-31");
    workspace.write("policy.toml", policy);
    let check = |path: &str| {
        let args = ["check", path, "--policy", "policy.toml", "--today", "2026-06-01"];
        let output = workspace.run(&args);
        let told = stdout(&output);
        assert!(!told.is_empty(), "{}", stderr(&output));
        (told.contains("[stale-exception]"), told.contains("[expired-exception]"), told)
    };
    let (stale, expired, told) = check(".");
    assert!(stale && expired, "{told}");
    assert!(told.contains("`demo.greet` for `weak-summary` accepts nothing\n"), "{told}");
    assert!(!told.contains("for `unapproved-capability` accepts nothing"), "{told}");
    // What only a package can have, its own manifest and module tell; what a contract has, the contract.
    for (path, wanted) in [("p/manifest.toml", (true, false)), ("p/contract.json", (false, true))] {
        let (stale, expired, told) = check(path);
        assert_eq!((stale, expired), wanted, "{path}: {told}");
    }
    // Nobody knows that without its module.
    fs::remove_file(workspace.path("p/greet.wasm")).expect("the module");
    let (stale, expired, told) = check(".");
    assert!(!stale && expired, "{told}");
    // A package that is not there has no finding.
    fs::remove_file(workspace.path("p/manifest.toml")).expect("the manifest");
    let (stale, _, told) = check(".");
    assert!(stale, "{told}");
}

#[test]
fn exceptions_of_whatever_has_an_id_are_told_of_once_all_is_judged() {
    let workspace = composed();
    let exception = |package: &str, code: &str| {
        format!(
            "[[exception]]\npackage = \"{package}\"\ncode = \"{code}\"\nreason = \"For now.\"\nuntil = \"2026-12-31\"\n"
        )
    };
    let policy = |exceptions: &[(&str, &str)]| {
        let exceptions: String = exceptions.iter().map(|(id, code)| exception(id, code)).collect();
        workspace.write("policy.toml", "[governance]\nschema = 1\n".to_owned() + &exceptions);
    };
    let check = |path: &str| stdout(&workspace.run(&["check", path, "--policy", "policy.toml"]));
    for (id, nothing) in [
        ("demo.greet", ""),
        ("demo.shout", ""),
        ("demo.welcome", ""),
        ("demo.greeted", ""),
        ("text.salute", ""),
        ("demo.gone", ": the workspace holds nothing that has this id"),
    ] {
        policy(&[(id, "placeholder")]);
        let wanted = format!(
            "policy.toml:1:1: warning[stale-exception]: the exception of `{id}` for `placeholder` accepts nothing{nothing}\n"
        );
        let told = check(".");
        assert!(told.contains(&wanted), "{told}");
        // Another folder may hold what has it.
        for path in ["p", "s"] {
            let told = check(path);
            assert!(!told.contains("stale-exception"), "{path}: {told}");
        }
    }
    // What a target declares, builders and registries are known where they are.
    policy(&[("demo.greet", "undeclared-source"), ("//:registry", "package-id-taken")]);
    assert!(!check(".").contains("stale-exception"), "{}", check("."));
    // The exception is in use.
    policy(&[("demo.welcome", "incomplete-workflow")]);
    let workflow = workspace.read("s/workflow.json");
    workspace.write("s/workflow.json", workflow.replace("\"name\": \"welcome\"", "\"name\": \"\""));
    let told = check(".");
    assert!(told.contains("warning[incomplete-workflow]"), "{told}");
    assert!(!told.contains("stale-exception"), "{told}");
    // What has no id may be what it names.
    policy(&[("demo.gone", "placeholder")]);
    let workflow = workspace.read("s/workflow.json");
    workspace
        .write("s/workflow.json", workflow.replace("\"id\": \"demo.welcome\"", "\"di\": \"\""));
    assert!(!check(".").contains("stale-exception"), "{}", check("."));
}
