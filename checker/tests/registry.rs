//! `checker registry`: the report is always written, the registry only if nothing is denied.
#![expect(clippy::disallowed_methods, reason = "tests start the checker")]

#[path = "case/bin.rs"]
mod bin;

use bin::{Workspace, code, stderr};
use serde_json::Value;

const REGISTRY: [&str; 5] = ["registry", "--name", "//:registry", "--levels", "levels"];

/// `demo.greet` and `demo.wave`, which is a copy of it under another name, and their contract.
fn judged() -> Workspace {
    let workspace = Workspace::new();
    judge(&workspace, "greet.json");
    let manifest = workspace.read("p/manifest.toml");
    workspace.write(
        "p/manifest.toml",
        manifest.replace("package_id = \"demo.greet\"", "package_id = \"demo.wave\""),
    );
    judge(&workspace, "wave.json");
    workspace.write("p/manifest.toml", manifest);
    workspace
}

fn judge(workspace: &Workspace, out: &str) {
    assert_eq!(code(&workspace.verdict("", "")), 0);
    workspace.write(out, workspace.read("verdict.json"));
}

fn run(workspace: &Workspace, further: &[&str]) -> (i32, String) {
    let output = workspace.run(&[&REGISTRY[..], further].concat());
    (code(&output), stderr(&output))
}

#[test]
fn clean_packages_are_listed_in_the_same_bytes_whatever_their_order() {
    let workspace = judged();
    let clean = ["--out-report", "report", "--out-registry", "r.json"];
    let of = |verdicts: [&str; 4]| run(&workspace, &[&verdicts[..], &clean].concat());
    assert_eq!(of(["--verdict", "greet.json", "--verdict", "wave.json"]), (0, String::new()));
    let registry = workspace.read("r.json");
    assert_eq!(of(["--verdict", "wave.json", "greet.json", "greet.json"]), (0, String::new()));
    assert_eq!(workspace.read("r.json"), registry);
    assert_eq!(workspace.read("report"), "2 packages judged, 0 denied\n");
    let json: Value = serde_json::from_str(&registry).expect("JSON");
    assert_eq!(
        (&json["kind"], &json["governance"]["sealed"]),
        (&"governed_registry".into(), &true.into())
    );
    let ids: Vec<_> =
        json["packages"].as_array().expect("a list").iter().map(|p| &p["package_id"]).collect();
    assert_eq!(ids, ["demo.greet", "demo.wave"]);
    let greet = &json["packages"][0];
    assert_eq!(greet["version"], "1.0.0");
    assert_eq!(greet["capability_ref"]["id"], "demo.greet");
    assert!(greet["capability_ref"]["digest"].as_str().is_some_and(|d| d.starts_with("sha256:")));
    assert!(
        greet["binary"]["digests"]["default"].as_str().is_some_and(|d| d.starts_with("sha256:"))
    );
    assert!(greet["binary"]["expected_digest"].as_str().is_some_and(|d| d.starts_with("fnv1a64:")));
    assert_eq!(greet["grants"], serde_json::json!(["stdio"]));
    assert_eq!(greet["boundary"]["surface"], "app-facing");
    assert_eq!(greet["exceptions"], serde_json::json!([]));
}

#[test]
fn one_denied_package_keeps_the_registry_back_and_the_report_counts_it() {
    let workspace = judged();
    let manifest =
        workspace.read("p/manifest.toml").replace("Greets one person by name.", "Greets.");
    workspace.write("p/manifest.toml", manifest);
    judge(&workspace, "greet.json");
    let verdicts = ["--verdict", "greet.json", "wave.json"];
    assert_eq!(
        run(&workspace, &[&verdicts[..], &["--out-report", "report"]].concat()),
        (0, String::new())
    );
    let report = workspace.read("report");
    assert!(report.contains("error[weak-summary]"), "{report}");
    assert!(
        report.ends_with("2 packages judged, 1 denied\n  package demo.greet@1.0.0: weak-summary\n"),
        "{report}"
    );
    let (code, shown) = run(&workspace, &[&verdicts[..], &["--out-registry", "r.json"]].concat());
    assert_eq!(
        (code, &*shown),
        (1, "2 packages judged, 1 denied\n  package demo.greet@1.0.0: weak-summary\n")
    );
    assert!(!workspace.path("r.json").exists());
    // The workspace accepts it for a while, and the registry says so.
    let policy = workspace.read("policy.toml")
        + "[[exception]]\npackage = \"demo.greet\"\ncode = \"weak-summary\"\nreason = \"With the lawyers.\"\nuntil = \"2026-12-31\"\n";
    workspace.split_policy(&policy);
    let (code, shown) = run(&workspace, &[&verdicts[..], &["--out-registry", "r.json"]].concat());
    assert_eq!((code, &*shown), (0, ""));
    assert!(workspace.read("r.json").contains("With the lawyers."));
    let late = ["--out-registry", "late.json", "--today", "2027-01-01"];
    assert_eq!(run(&workspace, &[&verdicts[..], &late].concat()).0, 1);
}

#[test]
fn what_only_packages_together_show_is_printed_with_its_places() {
    let workspace = judged();
    let verdict = workspace.read("wave.json").replace("demo.wave", "demo.greet");
    workspace.write("wave.json", verdict.replace("p/manifest.toml", "q/manifest.toml"));
    let args = ["--verdict", "greet.json", "wave.json", "--out-registry", "r.json"];
    let (code, shown) = run(&workspace, &args);
    assert_eq!(code, 1);
    assert!(shown.contains("p/manifest.toml:1:1: error[package-id-taken]"), "{shown}");
    let input = ["--input", "manifest", "p/manifest.toml", "p/manifest.toml"];
    let (_, shown) = run(&workspace, &[&args[..], &input].concat());
    assert!(shown.contains("p/manifest.toml:3:14: error[package-id-taken]"), "{shown}");
    assert!(
        shown.ends_with("2 packages judged, 1 denied\n  registry //:registry: package-id-taken\n"),
        "{shown}"
    );
    // A text that was not judged would show other places.
    workspace.write("p/manifest.toml", format!("\n{}", workspace.read("p/manifest.toml")));
    let (_, shown) = run(&workspace, &[&args[..], &input].concat());
    assert!(shown.contains("p/manifest.toml:1:1: error[package-id-taken]"), "{shown}");
}

/// A contract of its own, with the version of it that was approved.
fn judge_contract(workspace: &Workspace, name: &str, text: &str) {
    workspace.write(name, text);
    let input = ["--input", "contract", name, name, "--input", "approved", "approved/1.0.0.json"];
    let args = ["verdict", "--subject", "contract", "--policy", "lists", "--out"];
    let verdict = format!("{name}.verdict");
    let output = workspace.run(&[&args[..], &[&verdict], &input[..], &[name]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_contract_is_listed_once_and_another_of_its_version_keeps_the_registry_back() {
    let workspace = judged();
    let contract = workspace.read("p/contract.json");
    judge_contract(&workspace, "a.json", &contract);
    judge_contract(&workspace, "b.json", &contract);
    let args = ["--verdict", "greet.json", "a.json.verdict", "b.json.verdict"];
    let registered = [&args[..], &["--out-registry", "r.json"]].concat();
    assert_eq!(run(&workspace, &registered), (0, String::new()));
    let json: Value = serde_json::from_str(&workspace.read("r.json")).expect("JSON");
    let capabilities = json["capabilities"].as_array().expect("a list");
    assert_eq!(capabilities.len(), 1, "{capabilities:?}");

    judge_contract(&workspace, "b.json", &contract.replace("the same one each time", "in time"));
    let (code, shown) = run(&workspace, &registered);
    assert_eq!(code, 1);
    let told = "error[conflicting-version]: 2 different contracts are `demo.greet@1.0.0`";
    assert!(shown.contains(&format!("a.json:1:1: {told}")), "{shown}");
    assert!(shown.contains("b.json: this one has the digest `sha256:"), "{shown}");
    // Traverse registers a version once, and nothing else under its name.
    workspace.split_policy("[governance]\nschema = 1\nprofile = \"traverse-1.0\"\n");
    assert_eq!(run(&workspace, &registered).0, 1);
}

#[test]
fn exceptions_of_what_has_no_gate_here_are_told_with_the_registry() {
    let workspace = judged();
    let exception = |id: &str, code: &str| {
        format!(
            "[[exception]]\npackage = \"{id}\"\ncode = \"{code}\"\nreason = \"For now.\"\nuntil = \"2026-12-31\"\n"
        )
    };
    // Of these the package's own gate tells the first alone.
    let policy = workspace.read("policy.toml")
        + &exception("demo.greet", "weak-summary")
        + &exception("demo.greet", "loose-schema")
        + &exception("demo.gone", "weak-summary")
        + &exception("//:registry", "package-id-taken")
        + &exception("//other:registry", "package-id-taken");
    workspace.split_policy(&policy);
    let args = ["--verdict", "greet.json", "--out-registry", "r.json", "--out-report", "report"];
    let (code, shown) = run(&workspace, &args);
    assert_eq!(code, 0);
    let stale = |shown: &str| -> Vec<String> {
        let lines = shown.lines().filter_map(|line| line.split_once("warning[stale-exception]: "));
        lines.map(|(_, told)| told.replace("the exception of ", "")).collect()
    };
    let own = [
        "`//:registry` for `package-id-taken` accepts nothing",
        "`demo.gone` for `weak-summary` accepts nothing: the registry holds nothing that has this id",
        "`demo.greet` for `loose-schema` accepts nothing",
    ];
    assert_eq!(stale(&shown), own);
    let report = stale(&workspace.read("report"));
    assert_eq!(report[0], "`demo.greet` for `weak-summary` accepts nothing");
    assert_eq!(report[1..], own);
}

#[test]
fn a_development_build_says_that_it_is_not_sealed() {
    let workspace = judged();
    let args = ["--verdict", "greet.json", "--out-registry", "r.json", "--dev"];
    assert_eq!(run(&workspace, &args), (0, String::new()));
    assert!(workspace.read("r.json").contains("\"sealed\": false"));
    assert_eq!(run(&workspace, &["--verdict", "greet.json"]).0, 2, "nothing to write");
}
