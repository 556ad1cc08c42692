//! `runner accept` writes what the microservice answers, where it may and nowhere else.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write files")]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Output;

use support::{Subject, expect, show, tests};

/// A case with its author's own spacing.
const STALE: &str = r#"{
  "name": "a stale case",
    "input": {"name": "Ada",   "age": 36},
  "expect": { "output": {"name": "Bea"} }
}
"#;

struct Workspace {
    subject: Subject,
}

impl Workspace {
    /// The subject's folder holds a workspace `w`, and what lies beside it.
    fn with(fixture: &str, case: &str) -> Self {
        let subject = Subject::of(&tests().join(fixture));
        fs::create_dir_all(subject.path("w/cases")).unwrap();
        subject.write("w/cases/case.json", case);
        Self { subject }
    }

    fn accept(&self, name: &str, more: &[&str]) -> Output {
        let mut command = self.subject.subcommand("accept", &["--workspace", "w"]);
        let path = format!("w/{name}");
        command.args(["--case", name, &path]).args(more).output().unwrap()
    }

    fn case(&self) -> String {
        String::from_utf8(self.subject.read("w/cases/case.json")).unwrap()
    }
}

/// The folder's own path is another in each run.
fn seen(workspace: &Workspace, name: &str, output: &Output) {
    let folder = fs::canonicalize(workspace.subject.folder.path()).unwrap();
    let shown = show(output).replace(folder.to_str().unwrap(), "$DIR");
    if let Err(difference) = expect(&tests().join("cli").join(name), &shown) {
        panic!("{difference}");
    }
}

#[test]
fn an_output_is_shown_and_written_and_all_else_stays() {
    let workspace = Workspace::with("base", STALE);
    let path = workspace.subject.path("w/cases/case.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    seen(&workspace, "accept.txt", &workspace.accept("cases/case.json", &[]));
    assert!(workspace.case().contains(r#"    "input": {"name": "Ada",   "age": 36},"#));
    assert!(workspace.case().contains("\"name\": \"Ada\"\n"));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    // Once accepted, there is nothing to accept, and the test passes.
    seen(&workspace, "accept-again.txt", &workspace.accept("cases/case.json", &[]));
    let more = ["--case", "cases/case.json", "w/cases/case.json"];
    let output = workspace.subject.subcommand("test", &more).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", show(&output));
    assert_eq!(fs::read_dir(workspace.subject.path("w/cases")).unwrap().count(), 1);
}

#[test]
fn a_case_without_an_expectation_gets_one() {
    let case = "{\n  \"name\": \"new\",\n  \"input\": { \"name\": \"Ada\" }\n}\n";
    let workspace = Workspace::with("base", case);
    seen(&workspace, "accept-new.txt", &workspace.accept("cases/case.json", &[]));
}

#[test]
fn pointers_and_events_are_written_too() {
    let pointers = STALE
        .replace(r#""output": {"name": "Bea"}"#, r#""pointers": {"/name": "Bea", "/age": 36}"#);
    let workspace = Workspace::with("base", &pointers);
    seen(&workspace, "accept-pointers.txt", &workspace.accept("cases/case.json", &[]));
    let case = "{\n  \"name\": \"one event\",\n  \"input\": { \"name\": \"Ada\" },\n  \"expect\": { \"output\": { \"name\": \"Ada\" } }\n}\n";
    let workspace = Workspace::with("fixtures/host/pass-event", case);
    seen(&workspace, "accept-events.txt", &workspace.accept("cases/case.json", &[]));
}

#[test]
fn failures_are_not_accepted() {
    let workspace = Workspace::with("fixtures/trap/fail-unreachable", STALE);
    seen(&workspace, "accept-trap.txt", &workspace.accept("cases/case.json", &[]));
    assert_eq!(workspace.case(), STALE);
    // A failure that the case expects is as it should be.
    let expected = STALE.replace(r#""output": {"name": "Bea"}"#, r#""failure": "trap""#);
    let workspace = Workspace::with("fixtures/trap/fail-unreachable", &expected);
    let output = workspace.accept("cases/case.json", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", show(&output));
    assert_eq!(workspace.case(), expected);
}

#[test]
fn what_would_fail_all_the_same_is_refused() {
    let gone = STALE.replace(r#""output": {"name": "Bea"}"#, r#""pointers": {"/town": "Paris"}"#);
    let workspace = Workspace::with("base", &gone);
    seen(&workspace, "accept-gone.txt", &workspace.accept("cases/case.json", &[]));
    assert_eq!(workspace.case(), gone);
    let asked = fs::read_to_string(
        tests().join("fixtures/host/fail-mock-never-asked/cases/not-asked.json"),
    );
    let asked = asked.unwrap();
    let workspace = Workspace::with("fixtures/host/fail-mock-never-asked", &asked);
    seen(&workspace, "accept-mock.txt", &workspace.accept("cases/case.json", &[]));
    assert_eq!(workspace.case(), asked);
    // The events of a run that fails are no events.
    let events = fs::read_to_string(
        tests().join("fixtures/host/fail-events-of-a-failure/cases/no-event-of-a-failure.json"),
    );
    let workspace = Workspace::with("fixtures/host/fail-events-of-a-failure", &events.unwrap());
    seen(&workspace, "accept-no-events.txt", &workspace.accept("cases/case.json", &[]));
    assert!(workspace.case().contains(r#""events": []"#), "{}", workspace.case());
}

#[test]
fn a_case_that_is_no_text_is_refused() {
    let workspace = Workspace::with("base", STALE);
    fs::write(workspace.subject.path("w/cases/case.json"), b"{\"name\": \"caf\xe9\"}").unwrap();
    seen(&workspace, "accept-not-utf-8.txt", &workspace.accept("cases/case.json", &[]));
}

#[test]
fn nothing_outside_the_workspace_is_written() {
    let workspace = Workspace::with("base", STALE);
    workspace.subject.write("outside.json", STALE);
    seen(&workspace, "accept-outside.txt", &workspace.accept("../outside.json", &[]));
    symlink(workspace.subject.path("outside.json"), workspace.subject.path("w/cases/link.json"))
        .unwrap();
    seen(&workspace, "accept-link.txt", &workspace.accept("cases/link.json", &[]));
    assert_eq!(workspace.subject.read("outside.json"), STALE.as_bytes());
    // Not even a case that may be written, if another may not.
    let more = ["--case", "../outside.json", "outside.json"];
    assert_eq!(workspace.accept("cases/case.json", &more).status.code(), Some(2));
    assert_eq!(workspace.case(), STALE);
}

#[test]
fn a_case_that_changed_since_it_was_built_is_left_alone() {
    let workspace = Workspace::with("base", STALE);
    workspace.subject.write("built.json", STALE);
    let edited = STALE.replace("a stale case", "an edited case");
    workspace.subject.write("w/cases/case.json", &edited);
    let mut command = workspace.subject.subcommand("accept", &["--workspace", "w"]);
    let output = command.args(["--case", "cases/case.json", "built.json"]).output().unwrap();
    seen(&workspace, "accept-changed.txt", &output);
    assert_eq!(workspace.case(), edited);
}

#[test]
fn a_filter_leaves_cases_alone() {
    let workspace = Workspace::with("base", STALE);
    let output = workspace.accept("cases/case.json", &["--filter", "fresh"]);
    assert_eq!(output.status.code(), Some(0), "{}", show(&output));
    assert_eq!(workspace.case(), STALE);
}
