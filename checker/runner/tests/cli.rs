//! The command line: what it refuses, what it writes, and that the same runs give the same bytes.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write files")]

mod support;

use std::fs;
use std::io::Write as _;
use std::process::{Output, Stdio};

use serde_json::{Value, json};
use support::{Subject, expect, show, tests};

/// What a person sees, against a file of this name.
fn seen(name: &str, output: &Output) {
    seen_text(name, &show(output));
}

fn seen_text(name: &str, text: &str) {
    if let Err(difference) = expect(&tests().join("cli").join(name), text) {
        panic!("{difference}");
    }
}

fn module(name: &str) -> Subject {
    Subject::with_module(&tests().join("modules").join(name))
}

fn base() -> Subject {
    Subject::of(&tests().join("base"))
}

#[test]
fn a_module_compiles_to_the_same_bytes_each_time() {
    let (first, second) = (base(), base());
    assert_eq!(first.read("module.cwasm"), second.read("module.cwasm"));
    let cwasm = first.read("module.cwasm");
    let header: Value =
        serde_json::from_slice(cwasm.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert_eq!(header["kind"], "governed_cwasm");
    assert_eq!(header["wasmtime"], runner::engine::WASMTIME);
    assert_eq!(header["needs"]["memory_pages"], 1);
}

#[test]
fn the_named_version_of_wasmtime_is_the_locked_one() {
    let lock = fs::read_to_string(tests().join("../../../Cargo.lock")).unwrap();
    let named = format!("name = \"wasmtime\"\nversion = \"{}\"\n", runner::engine::WASMTIME);
    assert!(lock.contains(&named), "WASMTIME in engine.rs is not the version in Cargo.lock");
}

#[test]
fn what_is_no_core_module_is_not_compiled() {
    let subject = base();
    subject.write("bad.wasm", "\0asm\x01\0\0\0 and then text");
    seen(
        "compile-bad-module.txt",
        &subject.runner(&["compile", "--module", "bad.wasm", "--out", "out.cwasm"]),
    );
    seen(
        "compile-missing.txt",
        &subject.runner(&["compile", "--module", "none.wasm", "--out", "out.cwasm"]),
    );
    assert!(!subject.path("out.cwasm").exists());
}

#[test]
fn a_cwasm_that_is_cut_changed_or_foreign_is_refused() {
    let subject = base();
    let whole = subject.read("module.cwasm");
    let line = whole.iter().position(|byte| *byte == b'\n').unwrap();
    let header = String::from_utf8(whole[..line].to_vec()).unwrap();
    let with = |header: &str, code: &[u8]| [header.as_bytes(), b"\n", code].concat();
    let code = &whole[line + 1..];
    let mut changed = whole.clone();
    let middle = line + code.len() / 2;
    changed[middle] ^= 1;
    let renamed = header.replace("\"wasmtime\":\"48.", "\"wasmtime\":\"47.");
    let moved = header.replace(&runner::engine::target(), "riscv64gc-unknown-linux-gnu");
    // Somebody who also forges the digest gets as far as wasmtime's own look at it.
    let garbage = vec![7; 4096];
    let forged = header
        .replace(&checker::model::digest::sha256(code), &checker::model::digest::sha256(&garbage));
    let cases = [
        ("empty", vec![]),
        ("cut", whole[..whole.len() - 100].to_vec()),
        ("cut-in-header", whole[..line / 2].to_vec()),
        ("changed", changed),
        ("other-wasmtime", with(&renamed, code)),
        ("other-target", with(&moved, code)),
        ("no-header", code.to_vec()),
        ("wasm", subject.read("module.wasm")),
        ("garbage", with(&forged, &garbage)),
    ];
    for (name, bytes) in cases {
        fs::write(subject.path("module.cwasm"), bytes).unwrap();
        seen(&format!("cwasm-{name}.txt"), &subject.test(&[]));
    }
    fs::remove_file(subject.path("module.cwasm")).unwrap();
    seen("cwasm-missing.txt", &subject.test(&[]));
}

#[test]
fn documents_that_do_not_belong_together_are_refused() {
    let subject = base();
    subject.edit("manifest.json", |manifest| {
        manifest["binary"]["digests"]["default"] = json!(format!("sha256:{}", "0".repeat(64)));
    });
    seen("other-manifest.txt", &subject.test(&[]));

    let subject = base();
    subject.edit("manifest.json", |manifest| {
        manifest["governance"].as_object_mut().unwrap().remove("sealed");
    });
    seen("unsealed-manifest.txt", &subject.test(&[]));

    let subject = base();
    let contract = String::from_utf8(subject.read("contract.json")).unwrap();
    subject.write("contract.json", &format!("{contract}\n"));
    seen("other-contract.txt", &subject.test(&[]));

    let subject = base();
    subject.edit("verdict.json", |verdict| verdict["checker"] = json!("0.0.0"));
    seen("other-checker.txt", &subject.test(&[]));

    let subject = base();
    let verdict = String::from_utf8(subject.read("verdict.json")).unwrap();
    subject.write("verdict.json", &verdict[..verdict.len() / 2]);
    seen("cut-verdict.txt", &subject.test(&[]));
}

#[test]
fn a_development_build_says_so() {
    let subject = base();
    subject.edit("manifest.json", |manifest| manifest["governance"]["sealed"] = json!(false));
    seen("development-build.txt", &subject.test(&[]));
}

#[test]
fn imports_that_are_not_granted_or_of_another_type_are_refused() {
    for name in ["ungranted", "unlinked", "wrong-type", "no-start"] {
        seen(&format!("{name}.txt"), &module(&format!("{name}.wat")).test(&[]));
    }
    // Granted by an exception, which this policy does not take.
    let subject = Subject::of(&tests().join("fixtures/host/pass-clock-stands-still"));
    subject.edit("lists.json", |lists| lists["access"]["by_exception"]["value"] = json!([]));
    seen("ungranted.txt", &subject.test(&[]));
}

#[test]
fn strange_budgets_are_refused() {
    for (key, value) in [("fuel", json!("much")), ("proc_exit_ok", json!(1))] {
        let subject = base();
        subject.edit("lists.json", |lists| lists["budgets"][key]["value"] = value);
        seen(&format!("budget-{}.txt", key.replace('_', "-")), &subject.test(&[]));
    }
}

#[test]
fn a_silent_policy_has_the_numbers_of_traverse() {
    let subject = base();
    subject.edit("lists.json", |lists| lists["budgets"] = json!({}));
    let output = subject.subcommand("run", &["--input", r#"{"name":"Ada"}"#]).output().unwrap();
    seen("default-budgets.txt", &output);
}

#[test]
fn stdin_is_compact_sorted_and_ends_without_a_line_break() {
    let subject = module("exact-stdin.wat");
    let case = json!({
        "name": "any order",
        "input": { "x": { "b": [], "a": 1 }, "name": "Zo\u{eb}", "age": 36 },
        "expect": { "output": { "name": "same" } },
    });
    // Written by hand: the order of keys in the file is not the one that the module gets.
    let text = r#"{ "name": "any order",
      "input": { "x": { "b": [ ], "a": 1 }, "name": "Zo\u00eb", "age": 36 },
      "expect": { "output": { "name": "same" } } }"#;
    assert_eq!(serde_json::from_str::<Value>(text).unwrap(), case);
    subject.write("case.json", text);
    let run = |text: &str| {
        subject.write("case.json", text);
        let more = ["--probes", "off", "--case", "case.json", "case.json"];
        subject.subcommand("test", &more).output().unwrap()
    };
    let (same, other) = (run(text), run(&text.replace("36", "37")));
    assert_eq!((same.status.code(), other.status.code()), (Some(0), Some(1)), "{}", show(&same));
    seen("exact-stdin.txt", &same);
    seen("other-stdin.txt", &other);
}

#[test]
fn a_filter_leaves_out_and_bazel_may_set_it() {
    let subject = base();
    seen("filter.txt", &subject.test(&["--filter", "^probe: (empty|deep)"]));
    seen("filter-nothing.txt", &subject.test(&["--filter", "no such case"]));
    seen("filter-broken.txt", &subject.test(&["--filter", "("]));
    let case = tests().join("base/cases/echo.json");
    let mut command = subject.subcommand("test", &["--case", "echo.json", case.to_str().unwrap()]);
    command.env("TESTBRIDGE_TEST_ONLY", "empty");
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(output.ends_with("1 passed, 0 failed, 4 left out by the filter\n"), "{output}");
}

#[test]
fn xml_and_evidence_are_written_where_bazel_wants_them_and_are_the_same_each_time() {
    let fixture = tests().join("fixtures/trap/fail-unreachable");
    let kept = |subject: &Subject| {
        let mut command = subject.subcommand("test", &[]);
        command.env("XML_OUTPUT_FILE", subject.path("test.xml"));
        command.env("TEST_UNDECLARED_OUTPUTS_DIR", subject.path("evidence"));
        for case in
            ["fixtures/trap/fail-unreachable/cases/it-gives-up.json", "base/cases/echo.json"]
        {
            command.arg("--case").arg(case).arg(tests().join(case));
        }
        let output = command.output().unwrap();
        let mut texts = vec![show(&output), String::from_utf8(subject.read("test.xml")).unwrap()];
        let entries = fs::read_dir(subject.path("evidence")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        for name in names {
            let name = name.into_string().unwrap();
            let text = String::from_utf8(subject.read(&format!("evidence/{name}"))).unwrap();
            texts.push(format!("--- {name}\n{text}"));
        }
        texts.join("\n")
    };
    let first = kept(&Subject::of(&fixture));
    assert_eq!(first, kept(&Subject::of(&fixture)));
    if let Err(difference) = expect(&tests().join("cli/xml-and-evidence.txt"), &first) {
        panic!("{difference}");
    }
}

#[test]
fn cases_that_cannot_be_read_are_reported_too() {
    let subject = base();
    subject.write("case.json", r#"{ "name": "no input" }"#);
    fs::create_dir(subject.path("folder.json")).unwrap();
    let mut command = subject.subcommand("test", &[]);
    command.env("XML_OUTPUT_FILE", subject.path("test.xml"));
    command.env("TEST_UNDECLARED_OUTPUTS_DIR", subject.path("evidence"));
    command.args(["--case", "case.json", "case.json", "--case", "folder.json", "folder.json"]);
    let output = command.output().unwrap();
    let xml = String::from_utf8(subject.read("test.xml")).unwrap();
    seen_text("unread-cases.txt", &format!("{}\n{xml}", show(&output)));
    assert!(subject.path("evidence/000-cases.json").exists());
}

#[test]
fn what_a_guest_says_to_its_host_is_shown_safely() {
    let subject = Subject::of(&tests().join("fixtures/host/pass-event-undeclared"));
    let wat = fs::read_to_string(tests().join("fixtures/host/pass-event-undeclared/module.wat"));
    // The event's name, with what would clear the screen in it.
    let wat = wat.unwrap().replace("demo.", "\\c2\\9b2J_");
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("module.wat"), wat).unwrap();
    fs::copy(subject.path("contract.json"), folder.path().join("contract.json")).unwrap();
    let subject = Subject::of(folder.path());
    let output = subject.subcommand("run", &["--input", r#"{"name":"Ada"}"#]).output().unwrap();
    seen("run-refused-event.txt", &output);
}

#[test]
fn run_takes_an_input_by_hand() {
    let subject = base();
    let run = |input: &str| subject.subcommand("run", &["--input", input]).output().unwrap();
    seen("run.txt", &run(r#"{"name":"Ada"}"#));
    seen("run-violation.txt", &run("{\n  \"name\": \"\"\n}"));
    seen("run-no-json.txt", &run("name"));
    // A number is JSON too, and no flag.
    seen("run-negative.txt", &run("-5"));
    seen("run-duplicate.txt", &run(r#"{"name":"Ada","name":"Bea"}"#));
    seen("run-crowded.txt", &run(&format!("[{}0]", "0,".repeat(21_000))));
    let mut command = subject.subcommand("run", &["--input", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(br#"{"name":"Ada"}"#).unwrap();
    seen("run.txt", &child.wait_with_output().unwrap());
    let trap = Subject::of(&tests().join("fixtures/trap/fail-unreachable"));
    let output = trap.subcommand("run", &["--input", r#"{"name":"Ada"}"#]).output().unwrap();
    seen("run-trap.txt", &output);
}

#[test]
fn bad_flags_are_exit_2() {
    let subject = base();
    assert_eq!(subject.runner(&[]).status.code(), Some(2));
    assert_eq!(subject.runner(&["test"]).status.code(), Some(2));
    assert_eq!(subject.test(&["--probes", "maybe"]).status.code(), Some(2));
    assert_eq!(subject.runner(&["--help"]).status.code(), Some(0));
}
