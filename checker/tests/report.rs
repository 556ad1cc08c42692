//! One set of verdicts, rendered for people, as JSON and as SARIF that holds to its schema.
#![expect(clippy::disallowed_methods, reason = "tests read files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;
use std::process::Output;

use bin::{Workspace, code, crate_folder, stderr};
use serde_json::Value;

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A package at fault in many ways, and its clean contract.
fn judged() -> Workspace {
    let workspace = Workspace::new();
    let output = workspace.run(&[
        "verdict",
        "--subject",
        "contract",
        "--out",
        "contract.verdict.json",
        "--input",
        "contract",
        "p/contract.json",
        "p/contract.json",
    ]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let manifest = workspace
        .read("p/manifest.toml")
        .replace("Greets one person by name.", "Gr\u{fc}\u{df}t.")
        .replace("host_api_access = \"none\"", "host_api_access = \"exception_required\"")
        .replace("\nversion = \"1.0.0\"\nsum", "\nversion = \"1.0.1\"\n\"\u{202e}\" = 1\nsum");
    workspace.write("p/manifest.toml", manifest);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    workspace
}

const BOTH: [&str; 3] = ["--verdict", "verdict.json", "contract.verdict.json"];

#[test]
fn for_people_with_who_is_denied_at_the_end() {
    let workspace = judged();
    let output = workspace.run(&[&["report", "--levels", "levels"], &BOTH[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output);
    assert!(shown.contains("p/manifest.toml:4:11: error[version-drift]: "), "{shown}");
    assert!(
        shown.contains("error[unapproved-capability]"),
        "the contract's own finding is told too: {shown}"
    );
    let denied = "1 contract, 1 package judged, 2 denied\n  contract demo.greet@1.0.0: unapproved-capability\n  package demo.greet@1.0.1: constraint-mismatch, ";
    assert!(shown.contains(denied), "{shown}");
    let output = workspace.run(&[&["report", "--fail"], &BOTH[..]].concat());
    assert_eq!((code(&output), stdout(&output)), (1, shown), "{}", stderr(&output));
}

#[test]
fn the_order_of_verdicts_and_their_number_change_nothing() {
    let workspace = judged();
    let one = workspace.run(&[&["report", "--format", "json"], &BOTH[..]].concat());
    workspace.write("list", "contract.verdict.json\nverdict.json\ncontract.verdict.json\n");
    let other = workspace.run(&["report", "--format", "json", "--verdicts-file", "list"]);
    assert_eq!((code(&other), stdout(&other)), (0, stdout(&one)), "{}", stderr(&other));
    let json: Value = serde_json::from_str(&stdout(&one)).expect("JSON");
    assert_eq!(json["counts"]["subjects"], 2);
    assert_eq!(json["counts"]["denied_subjects"], 2);
    let findings = json["subjects"][1]["findings"].as_array().expect("a list");
    assert_eq!(json["counts"]["errors"], findings.len() + 1);
}

#[test]
fn sarif_holds_to_its_schema() {
    let workspace = judged();
    let levels = "\n[levels]\nweak-summary = \"warn\"\nunknown-field = \"allow\"\n";
    workspace.split_policy(&(workspace.read("policy.toml") + levels));
    let args = ["report", "--format", "sarif", "--out", "report.sarif", "--levels", "levels"];
    let output = workspace.run(&[&args[..], &BOTH[..]].concat());
    assert_eq!((code(&output), &*stdout(&output)), (0, ""), "{}", stderr(&output));
    let sarif: Value = serde_json::from_str(&workspace.read("report.sarif")).expect("JSON");
    let schema = crate_folder().join("tests/data/sarif-2.1.0.schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(schema).expect("it")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<_> =
        validator.iter_errors(&sarif).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let mut broken = sarif.clone();
    broken["runs"][0]["results"][0]["level"] = "deny".into();
    assert!(!validator.is_valid(&broken), "the schema judges");

    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("a list");
    let of = |code: &str| results.iter().find(|result| result["ruleId"] == code).expect("it");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("one")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let drift = of("version-drift");
    assert_eq!(drift["level"], "error");
    let place = &drift["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "p/manifest.toml");
    let region = &place["region"];
    assert_eq!((&region["startLine"], &region["endLine"]), (&4.into(), &4.into()));
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&11.into(), &18.into()));
    assert_eq!(region["snippet"]["text"], "\"1.0.1\"");
    let summary = &of("weak-summary")["locations"][0]["physicalLocation"]["region"];
    assert_eq!(summary["snippet"]["text"], "\"Gr\u{fc}\u{df}t.\"");
    assert_eq!((&summary["startColumn"], &summary["endColumn"]), (&11.into(), &19.into()));
    // What turns text around is told by its number where people read it.
    assert!(results.iter().all(|result| result["ruleId"] != "unknown-field"), "it is allowed");
    assert_eq!(of("weak-summary")["level"], "warning");
    let output = workspace.run(&["report", "--format", "sarif", "--verdict", "verdict.json"]);
    let sarif: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let strange = results.iter().find(|result| result["ruleId"] == "unknown-field").expect("it");
    let message = strange["message"]["text"].as_str().expect("a text");
    assert!(message.contains("\\u{202e}") && !message.contains('\u{202e}'), "{message}");
}

#[test]
fn what_is_no_verdict_cannot_be_reported() {
    let workspace = judged();
    workspace.write("cut.json", &workspace.read("verdict.json")[..99]);
    for (name, wanted) in [("cut.json", "is no whole verdict"), ("gone.json", "cannot read")] {
        let output = workspace.run(&["report", "--verdict", name]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(wanted), "{}", stderr(&output));
    }
    assert_eq!(code(&workspace.run(&["report"])), 2, "no verdict at all");
    let output = workspace.run(&["report", "--verdict", "verdict.json", "--today", "soon"]);
    assert!(stderr(&output).contains("YYYY-MM-DD"), "{}", stderr(&output));
}

/// Nothing here is a terminal: there are colours only where someone insists on them, and in no file.
#[test]
fn colours_are_only_for_who_sees_them() {
    let workspace = Workspace::new();
    let manifest =
        workspace.read("p/manifest.toml").replace("Greets one person by name.", "Greets.");
    workspace.write("p/manifest.toml", manifest);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    let gate = ["gate", "--verdict", "verdict.json", "--levels", "levels", "--module"];
    let gate = [&gate[..], &["p/greet.wasm", "--out-module", "m", "--out-manifest", "n"]].concat();
    let report = ["report", "--verdict", "verdict.json"];
    let to_file = [&report[..], &["--out", "report"]].concat();
    let force = [("CLICOLOR_FORCE", "1")];
    for args in [&gate[..], &["check", "p"], &report] {
        let shown = |variables: &[(&str, &str)]| {
            let output = workspace.run_with(variables, args);
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
        };
        let plain = shown(&[]);
        assert!(plain.contains("error[weak-summary]: ") && !plain.contains('\u{1b}'), "{plain}");
        assert_eq!(shown(&[("NO_COLOR", "1")]), plain);
        let coloured = shown(&force);
        assert!(
            coloured.contains("\u{1b}[1m\u{1b}[91merror[weak-summary]\u{1b}[0m"),
            "{coloured:?}"
        );
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(&stripped), trimmed(&plain));
    }
    assert_eq!(code(&workspace.run_with(&force, &to_file)), 0);
    assert!(!workspace.read("report").contains('\u{1b}'));
}
