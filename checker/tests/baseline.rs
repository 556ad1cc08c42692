//! `checker baseline`: after it everything passes, until its day.
#![expect(clippy::disallowed_methods, reason = "tests read and write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use bin::{Workspace, code, stderr};
use checker::model::document::VALUES;

const BASELINE: [&str; 9] = [
    "baseline",
    "--verdict",
    "verdict.json",
    "--levels",
    "levels",
    "--reason",
    "It was so when we started.",
    "--until",
    "2026-12-31",
];

fn denied() -> Workspace {
    let workspace = Workspace::new();
    let manifest = workspace.read("p/manifest.toml");
    let manifest =
        manifest.replace("Greets one person by name.", "Greets.").replace("\nlanguage", "\nlang");
    workspace.write("p/manifest.toml", manifest);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    assert_eq!(code(&workspace.gate(&[])), 1);
    workspace
}

#[test]
fn what_is_denied_is_accepted_until_its_day() {
    let workspace = denied();
    let output = workspace.run(&[&BASELINE[..], &["--policy", "policy.toml"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stderr(&output);
    assert_eq!(told, "3 exceptions written to policy.toml\n");
    let policy = workspace.read("policy.toml");
    workspace.split_policy(&policy);
    for (today, wanted) in [("2026-12-31", 0), ("2027-01-01", 1)] {
        let output = workspace.gate(&["--today", today]);
        assert_eq!(code(&output), wanted, "{today}: {}", stderr(&output));
    }
    // Nothing is denied, so nothing is added; and what is printed is what would be appended.
    let printed = workspace.run(&BASELINE);
    assert_eq!((code(&printed), &printed.stdout[..]), (0, &b""[..]), "{}", stderr(&printed));
    let ended = workspace.run(&[&BASELINE[..], &["--today", "2027-01-01"]].concat());
    assert!(policy.ends_with(&*String::from_utf8_lossy(&ended.stdout)), "{policy}");
    assert!(ended.stdout.starts_with(b"[[exception]]\npackage = \"demo.greet\"\n"));
}

#[test]
fn what_has_no_id_can_have_no_exception() {
    let workspace = denied();
    let manifest = workspace.read("p/manifest.toml").replace("package_id", "packageid");
    workspace.write("p/manifest.toml", manifest);
    assert_eq!(code(&workspace.verdict("", "")), 0);
    let output = workspace.run(&BASELINE);
    assert_eq!(code(&output), 1);
    assert_eq!(stderr(&output), "error: p/manifest.toml has no id that an exception could name\n");
}

#[test]
fn a_policy_that_cannot_be_edited_and_a_reason_that_says_nothing() {
    let workspace = denied();
    workspace.write("broken.toml", "[");
    let output = workspace.run(&[&BASELINE[..], &["--policy", "broken.toml"]].concat());
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("cannot edit broken.toml"), "{}", stderr(&output));
    assert_eq!(workspace.read("broken.toml"), "[");
    let args = ["baseline", "--verdict", "verdict.json", "--until", "2026-12-31", "--reason", " "];
    assert!(stderr(&workspace.run(&args)).contains("say why"));
}

#[test]
fn a_policy_that_would_be_refused_is_not_written() {
    let workspace = denied();
    // Of so many values there is room for one exception more, and not for three.
    let globs: String = (0..VALUES - 15).map(|number| format!("\"m::f{number}\",")).collect();
    let full = format!("[governance]\nschema = 1\n[imports]\nallowed = [{globs}]\n");
    workspace.split_policy(&full);
    let output = workspace.run(&[&BASELINE[..], &["--policy", "policy.toml"]].concat());
    let told = stderr(&output);
    assert_eq!(code(&output), 2, "{told}");
    let wanted = format!(
        "policy.toml is as it was: with 3 exceptions more it would be refused: the document has more than {VALUES} values; set a code"
    );
    assert!(told.contains(&wanted), "{told}");
    assert!(workspace.read("policy.toml") == full);
}

#[test]
fn what_reasons_and_comments_say_counts_for_nothing() {
    let workspace = denied();
    let policy =
        workspace.read("policy.toml") + &format!("# {}\n", "a, b = [c.d]. ".repeat(10_000));
    workspace.split_policy(&policy);
    let reason = "Well, well. ".repeat(2_000);
    let args: Vec<_> = BASELINE
        .iter()
        .map(|arg| if arg.starts_with("It was so") { &*reason } else { *arg })
        .collect();
    let output = workspace.run(&[&args[..], &["--policy", "policy.toml"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    workspace.split_policy(&workspace.read("policy.toml"));
    assert_eq!(code(&workspace.gate(&[])), 0);
}
