//! The command line as the rules use it: exit codes, and what may change a verdict.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;
use std::process::Command;

use bin::{Workspace, code, stderr};

fn judged() -> Workspace {
    let workspace = Workspace::new();
    let output = workspace.verdict("", "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(workspace.codes(), Vec::<String>::new());
    workspace
}

#[test]
fn the_checker_that_cannot_work_ends_with_2() {
    let workspace = Workspace::new();
    for args in [
        &["judge"][..],
        &["verdict"],
        &["explain", "no-such-code"],
        &["check", "nowhere"],
        &["check", "policy.toml"],
        &[
            "verdict",
            "--subject",
            "package",
            "--policy",
            "lists",
            "--out",
            "v",
            "--input",
            "manifest",
            "m",
            "nowhere",
        ],
        &["verdict", "--subject", "contract", "--out", "v", "--input", "role", "m", "policy.toml"],
        &[
            "verdict",
            "--subject",
            "contract",
            "--out",
            "nowhere/v",
            "--input",
            "contract",
            "c",
            "p/contract.json",
        ],
        &[
            "gate",
            "--verdict",
            "nowhere",
            "--levels",
            "levels",
            "--module",
            "p/greet.wasm",
            "--out-module",
            "m",
            "--out-manifest",
            "n",
        ],
        &[
            "gate",
            "--verdict",
            "lists",
            "--levels",
            "lists",
            "--document",
            "p/contract.json",
            "--out-document",
            "d",
        ],
        &["gate", "--verdict", "lists", "--levels", "levels"],
        &["policy", "--input", "policy", "policy.toml", "nowhere", "--lists", "a", "--levels", "b"],
    ] {
        let output = workspace.run(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(!stderr(&output).is_empty(), "{args:?} says why");
    }
}

#[test]
fn help_and_pages_end_with_0() {
    let workspace = Workspace::new();
    for args in [
        &["--help"][..],
        &["--version"],
        &["gate", "--help"],
        &["explain", "digest-mismatch"],
        // The runner reports it.
        &["explain", "trap"],
    ] {
        let output = workspace.run(args);
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
    }
    let misspelled = workspace.run(&["explain", "digest-missmatch"]);
    assert!(stderr(&misspelled).contains("did you mean `digest-mismatch`?"));
}

#[test]
fn what_nobody_sees_is_told_as_what_it_is() {
    let workspace = Workspace::new();
    let output = workspace.run(&["check", "no\u{202e}where\u{1b}[31m"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no\\u{202e}where\\u{1b}[31m"), "{}", stderr(&output));
    let manifest = workspace.read("p/manifest.toml");
    let manifest = manifest.replace("\"demo.greet\"\nversion", "\"demo.\u{202e}greet\"\nversion");
    workspace.write("p/manifest.toml", manifest);
    let output = workspace.verdict("", "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for format in ["json", "sarif", "human"] {
        let output = workspace.run(&[
            "report",
            "--levels",
            "levels",
            "--format",
            format,
            "--verdict",
            "verdict.json",
        ]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("202e"), "{format}: {text}{}", stderr(&output));
        assert!(!text.contains('\u{202e}'), "{format}: {text}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_trouble() {
    let workspace = Workspace::new();
    for args in [&["explain", "trap"][..], &["check", "p"], &["facts", "p/greet.wasm"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let output = workspace.command(&[], args).stdout(full).output().expect("the checker");
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).starts_with("checker: cannot print: "), "{}", stderr(&output));
    }
}

#[test]
fn a_policy_at_fault_ends_with_1() {
    let workspace = Workspace::new();
    workspace.write("bad.toml", "[governance]\nschema = 1\n[levels]\ndigest-mismach = \"warn\"\n");
    let args =
        ["policy", "--input", "policy", "policy.toml", "bad.toml", "--lists", "l", "--levels", "v"];
    let output = workspace.run(&args);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(
        stderr(&output).starts_with("policy.toml:4:1: error[unknown-field]: "),
        "{}",
        stderr(&output)
    );
    assert!(!workspace.path("l").exists() && !workspace.path("v").exists());
}

#[test]
fn a_verdict_is_canonical_json() {
    let workspace = judged();
    let manifest = workspace.read("p/manifest.toml").replace("1.0.0", "1.0");
    workspace.write("changed.toml", manifest);
    for manifest in ["p/manifest.toml", "changed.toml"] {
        workspace.verdict("manifest", manifest);
        let text = workspace.read("verdict.json");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let all = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(all(&text), all(&checker::verdict::canonical_json(&value)), "keys are sorted");
        let documents = text.lines().filter(|line| line.contains("\"schema_version\":"));
        assert_eq!(documents.count(), 2, "the manifest and the contract, each on a line");
    }
    assert!(!workspace.codes().is_empty());
}

#[test]
fn moving_lines_of_a_policy_changes_neither_half() {
    let workspace = Workspace::new();
    let lists = workspace.read("lists");
    let levels = workspace.read("levels");
    workspace.write("policy.toml", "# Moved.\n\n[governance]\nprofile = \"strict\"\nschema = 1\n");
    let args = [
        "policy",
        "--input",
        "policy",
        "policy.toml",
        "policy.toml",
        "--lists",
        "l",
        "--levels",
        "v",
    ];
    assert_eq!(code(&workspace.run(&args)), 0);
    assert_eq!((workspace.read("l"), workspace.read("v")), (lists.clone(), levels.clone()));
    workspace.write("policy.toml", "[governance]\nschema = 1\n[levels]\nweak-summary = \"warn\"\n");
    assert_eq!(code(&workspace.run(&args)), 0);
    assert_eq!(workspace.read("l"), lists, "a level reaches no verdict");
    assert_ne!(workspace.read("v"), levels);
}

#[test]
fn a_verdict_is_the_same_bytes_wherever_the_files_lie() {
    let workspace = judged();
    let first = workspace.read("verdict.json");
    fs::rename(workspace.path("p"), workspace.path("elsewhere")).expect("a folder to move");
    let output = workspace.run(&[
        "verdict",
        "--subject",
        "package",
        "--policy",
        "lists",
        "--out",
        "verdict.json",
        "--input",
        "module",
        "p/greet.wasm",
        "elsewhere/greet.wasm",
        "--input",
        "contract",
        "p/contract.json",
        "elsewhere/contract.json",
        "--input",
        "manifest",
        "p/manifest.toml",
        "elsewhere/manifest.toml",
        "--input",
        "boundary",
        "p/BOUNDARY.md",
        "elsewhere/BOUNDARY.md",
        "--input",
        "source",
        "p/src/main.rs",
        "elsewhere/src/main.rs",
    ]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(workspace.read("verdict.json"), first);
    assert!(!first.contains(&*workspace.path("").to_string_lossy()));
}

#[test]
fn sources_and_crates_are_facts_whatever_their_order() {
    let workspace = judged();
    workspace.write("p/src/answer.rs", "// Nothing yet.\n");
    let judge = |sources: [&str; 2], crates: [&str; 3]| {
        let mut args = vec!["verdict", "--subject", "package", "--policy", "lists"];
        args.extend(["--out", "v", "--input", "manifest", "p/manifest.toml", "p/manifest.toml"]);
        sources.iter().for_each(|name| args.extend(["--input", "source", name, name]));
        crates.iter().for_each(|name| args.extend(["--crate", name]));
        let output = workspace.run(&args);
        (code(&output), stderr(&output))
    };
    let forth = judge(["p/src/main.rs", "p/src/answer.rs"], ["serde@1.0.2", "itoa@1.0.0", "a@b@2"]);
    assert_eq!(forth, (0, String::new()));
    let first = workspace.read("v");
    judge(["p/src/answer.rs", "p/src/main.rs"], ["a@b@2", "itoa@1.0.0", "serde@1.0.2"]);
    assert_eq!(workspace.read("v"), first);
    let facts = &serde_json::from_str::<serde_json::Value>(&first).expect("JSON")["facts"];
    assert_eq!(facts["crates"], serde_json::json!(["a@b@2", "itoa@1.0.0", "serde@1.0.2"]));
    let main = checker::model::digest::sha256(b"fn main() {}\n");
    assert_eq!(facts["sources"][0]["name"], "p/src/answer.rs");
    assert_eq!(facts["sources"][1], serde_json::json!({ "name": "p/src/main.rs", "sha256": main }));
    let (code, why) = judge(["p/src/main.rs"; 2], ["serde", "itoa@", "@1.0.0"]);
    assert_eq!(code, 2);
    assert!(why.contains("write NAME@VERSION"), "{why}");
}

/// The runner reads each budget as `{"source": …, "value": …}`; the source is what it blames.
#[test]
fn the_lists_carry_every_budget_with_the_file_that_set_it() {
    let workspace = Workspace::new();
    workspace.split_policy(
        "[governance]\nschema = 1\n[budgets]\nfuel = 7_000_000\nproc_exit_ok = true\n",
    );
    let lists: serde_json::Value = serde_json::from_str(&workspace.read("lists")).expect("JSON");
    let of = |source: &str, value: serde_json::Value| serde_json::json!({ "source": source, "value": value });
    let profile = |value: u64| of("profile strict", value.into());
    assert_eq!(
        lists["budgets"],
        serde_json::json!({
            "fuel": of("policy.toml", 7_000_000.into()),
            "memory_pages": profile(128),
            "module_bytes": profile(8 << 20),
            "proc_exit_ok": of("policy.toml", true.into()),
            "stdout_bytes": profile(65536),
            "table_elements": profile(1024),
            "wall_seconds": profile(10),
        })
    );
    for (line, told) in [
        ("fuel = \"much\"", "`budgets.fuel` is a string"),
        ("wall_seconds = 1.5", "`budgets.wall_seconds` is a number"),
        ("proc_exit_ok = 1", "`budgets.proc_exit_ok` is a number"),
        ("feul = 1", "did you mean `fuel`?"),
    ] {
        workspace.write("bad.toml", format!("[governance]\nschema = 1\n[budgets]\n{line}\n"));
        let args = ["policy", "--input", "policy", "policy.toml", "bad.toml", "--lists", "l"];
        let output = workspace.run(&[&args[..], &["--levels", "v"]].concat());
        assert_eq!(code(&output), 1, "{line}");
        assert!(stderr(&output).contains(told), "{line}: {}", stderr(&output));
    }
}

#[test]
fn whoever_stops_reading_hears_nothing_more() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_checker"));
    let output = command.args(["explain", "digest-mismatch"]).stdout(writer).output();
    let output = output.expect("the binary starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(!output.status.success());
}
