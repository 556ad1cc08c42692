//! The gate through the binary: what it lets out, and what it refuses by which message.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;

use bin::{Workspace, code, stderr};

fn judged() -> Workspace {
    let workspace = Workspace::new();
    let output = workspace.verdict("", "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(workspace.codes(), Vec::<String>::new());
    workspace
}

#[test]
fn a_clean_package_is_sealed() {
    let workspace = judged();
    let output = workspace.gate(&[]);
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    let module = fs::read(workspace.path("p/greet.wasm")).expect("the module");
    assert_eq!(fs::read(workspace.path("out.wasm")).expect("the sealed module"), module);
    let sealed: serde_json::Value =
        serde_json::from_str(&workspace.read("out.json")).expect("JSON");
    assert_eq!(sealed["binary"]["path"], "out.wasm");
    assert_eq!(sealed["binary"]["expected_digest"], checker::model::digest::fnv1a64(&module));
    assert_eq!(sealed["binary"]["digests"]["default"], checker::model::digest::sha256(&module));
    assert_eq!(sealed["capability_ref"]["contract_path"], "contract.json");
    assert_eq!(sealed["governance"]["sealed"], true);
    let contract = fs::read(workspace.path("p/contract.json")).expect("the contract");
    assert_eq!(sealed["governance"]["contract_digest"], checker::model::digest::sha256(&contract));
}

#[test]
fn a_sealed_package_is_governed_itself() {
    let workspace = judged();
    assert_eq!(code(&workspace.gate(&[])), 0);
    fs::create_dir(workspace.path("sealed")).expect("a new folder");
    for (from, to) in [
        ("out.wasm", "out.wasm"),
        ("out.json", "manifest.json"),
        ("p/contract.json", "contract.json"),
    ] {
        fs::copy(workspace.path(from), workspace.path("sealed").join(to)).expect("a copy");
    }
    let output = workspace.run(&["check", "sealed/manifest.json"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!((code(&output), &*shown), (0, "1 document judged\n"), "{}", stderr(&output));
}

#[test]
fn what_is_larger_than_a_module_is_let_out_by_no_level() {
    let workspace = Workspace::new();
    let file = fs::File::create(workspace.path("p/greet.wasm")).expect("a new file");
    file.set_len((64 << 20) + 1).expect("a sparse file");
    assert_eq!(code(&workspace.verdict("", "")), 0);
    assert!(stderr(&workspace.gate(&[])).contains("error[too-large]"));
    let levels =
        workspace.read("levels").replace(r#""too-large":"deny""#, r#""too-large":"allow""#);
    workspace.write("levels", levels.replace(r#""too-large": "deny""#, r#""too-large": "allow""#));
    let output = workspace.gate(&[]);
    assert_eq!(code(&output), 1);
    let shown = stderr(&output);
    assert!(shown.contains("p/greet.wasm is larger than any file that is let out"), "{shown}");
}

#[test]
fn a_denied_package_is_not_sealed() {
    let workspace = judged();
    let manifest = workspace.read("p/manifest.toml").replace("sha256:", "sha256:0123");
    workspace.write("p/manifest.toml", manifest);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    for further in [&[][..], &["--dev"]] {
        let output = workspace.gate(further);
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("error[malformed-digest]"), "{}", stderr(&output));
        assert!(stderr(&output).ends_with("demo.greet@1.0.0: 1 error\n"), "{}", stderr(&output));
        assert!(!workspace.path("out.wasm").exists() && !workspace.path("out.json").exists());
    }
}

#[test]
fn a_development_build_seals_another_digest_and_says_so() {
    let workspace = judged();
    let manifest = workspace.read("p/manifest.toml");
    let digest = checker::model::digest::sha256(b"other bytes");
    let start = manifest.find("sha256:").expect("a digest");
    let stale = manifest.replace(&manifest[start..start + 71], &digest);
    workspace.write("p/manifest.toml", stale);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    assert_eq!(code(&workspace.gate(&[])), 1);
    let output = workspace.gate(&["--dev"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("warning[digest-mismatch]"), "{}", stderr(&output));
    assert!(workspace.read("out.json").contains("\"sealed\": false"));
}

#[test]
fn the_gate_refuses_each_strange_verdict_by_its_own_message() {
    let workspace = judged();
    let verdict = workspace.read("verdict.json");
    let refused = |verdict: &str, wanted: &str| {
        workspace.write("verdict.json", verdict);
        let output = workspace.gate(&[]);
        assert_eq!(code(&output), 1, "{wanted}: {}", stderr(&output));
        assert!(
            stderr(&output).starts_with("error: ") && stderr(&output).contains(wanted),
            "{}",
            stderr(&output)
        );
        assert!(!workspace.path("out.wasm").exists());
    };
    let version = format!("\"checker\": \"{}\"", env!("CARGO_PKG_VERSION"));
    refused(&verdict[..verdict.len() / 2], "is no whole verdict");
    refused("", "is no whole verdict");
    refused(&workspace.read("lists"), "is no verdict");
    refused(&verdict.replace("\n  \"schema\": 1", "\n  \"schema\": 2"), "has schema 2");
    refused(&verdict.replace(&version, "\"checker\": \"99.0.0\""), "was written by checker");
    workspace.write("verdict.json", &verdict);
    let other =
        [fs::read(workspace.path("p/greet.wasm")).expect("the module"), vec![0, 1, 0]].concat();
    workspace.write("p/greet.wasm", other);
    refused(&verdict, "is of another file");
}

#[test]
fn what_a_package_stands_on_has_to_be_clean() {
    let workspace = judged();
    let contract = |name: &str, out: &str| {
        let output = workspace.run(&[
            "verdict",
            "--subject",
            "contract",
            "--out",
            out,
            "--input",
            "contract",
            "p/contract.json",
            name,
            "--input",
            "approved",
            "p/approved/1.0.0.json",
            name,
        ]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    };
    contract("p/contract.json", "contract.verdict");
    let output = workspace.gate(&["--also", "contract.verdict"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    // Another contract's verdict, clean or not, says nothing about this package.
    let other = workspace.read("p/contract.json").replace("demo-team@", "other-team@");
    workspace.write("other.json", &other);
    contract("other.json", "other.verdict");
    let output = workspace.gate(&["--also", "other.verdict"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("is of another file"), "{}", stderr(&output));
    // A contract at fault keeps its packages back; its findings are its own.
    let faulty = workspace.read("p/contract.json").replace("\"lifecycle\"", "\"livecycle\"");
    workspace.write("p/contract.json", &faulty);
    contract("p/contract.json", "contract.verdict");
    assert_eq!(code(&workspace.verdict("", "")), 0);
    assert_eq!(workspace.codes(), Vec::<String>::new());
    let output = workspace.gate(&["--also", "contract.verdict"]);
    assert_eq!(code(&output), 1);
    assert_eq!(
        stderr(&output),
        "error: the contract demo.greet@1.0.0 is not clean: its findings are reported where it is built\n"
    );
}

#[test]
fn a_contract_is_let_out_as_it_is() {
    let workspace = judged();
    let args = [
        "verdict",
        "--subject",
        "contract",
        "--out",
        "verdict.json",
        "--input",
        "contract",
        "p/contract.json",
        "p/contract.json",
        "--input",
        "approved",
        "p/approved/1.0.0.json",
        "p/contract.json",
    ];
    assert_eq!(code(&workspace.run(&args)), 0);
    let gate = ["gate", "--verdict", "verdict.json", "--levels", "levels", "--document"];
    let output =
        workspace.run(&[&gate[..], &["p/contract.json", "--out-document", "out.json"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(workspace.read("out.json"), workspace.read("p/contract.json"));
}

#[test]
fn what_is_sealed_holds_nothing_that_the_verdict_did_not_see() {
    let workspace = judged();
    assert_eq!(code(&workspace.gate(&[])), 0);
    let sealed = workspace.read("out.json");
    // The gate has the verdict and the module; whatever became of the rest since then is not let out.
    for file in ["p/manifest.toml", "p/contract.json", "p/BOUNDARY.md", "p/src/main.rs"] {
        workspace.write(file, "changed since it was judged");
    }
    assert_eq!(code(&workspace.gate(&[])), 0);
    assert_eq!(workspace.read("out.json"), sealed);
    let module = fs::read(workspace.path("p/greet.wasm")).expect("the module");
    assert_eq!(fs::read(workspace.path("out.wasm")).expect("the sealed module"), module);
}

#[test]
fn a_document_that_changed_since_its_verdict_is_refused() {
    let workspace = judged();
    let args = ["verdict", "--subject", "contract", "--out", "contract.verdict"];
    let inputs = ["--input", "contract", "p/contract.json", "p/contract.json"];
    assert_eq!(code(&workspace.run(&[&args[..], &inputs].concat())), 0);
    workspace.write("p/contract.json", workspace.read("p/contract.json") + "\n");
    let output = workspace.run(&[
        "gate",
        "--verdict",
        "contract.verdict",
        "--levels",
        "levels",
        "--document",
        "p/contract.json",
        "--out-document",
        "out.json",
    ]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("is of another file"), "{}", stderr(&output));
    assert!(!workspace.path("out.json").exists());
}

#[test]
fn an_exception_holds_until_its_day() {
    let workspace = Workspace::new();
    let policy = workspace.read("policy.toml")
        + "[[exception]]\npackage = \"demo.greet\"\ncode = \"weak-summary\"\nreason = \"With the lawyers.\"\nuntil = \"2026-12-31\"\n";
    workspace.write("policy.toml", policy);
    let args = [
        "policy",
        "--input",
        "policy",
        "policy.toml",
        "policy.toml",
        "--lists",
        "lists",
        "--levels",
        "levels",
    ];
    assert_eq!(code(&workspace.run(&args)), 0);
    let manifest =
        workspace.read("p/manifest.toml").replace("Greets one person by name.", "Greets.");
    workspace.write("p/manifest.toml", manifest);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    for (today, wanted) in [("2026-12-31", 0), ("2027-01-01", 1)] {
        let output = workspace.gate(&["--today", today]);
        assert_eq!(code(&output), wanted, "{today}: {}", stderr(&output));
        assert!(stderr(&output).contains("2026-12-31: With the lawyers."), "{}", stderr(&output));
    }
}
