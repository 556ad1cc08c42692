//! Whatever stands where a document or module should be is a finding, never a panic.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;

use bin::{Workspace, code, stderr};

/// The verdict is written, exit 0, and has this code among its findings.
fn reports(workspace: &Workspace, role: &str, path: &str, wanted: &str) {
    let output = workspace.verdict(role, path);
    assert_eq!(code(&output), 0, "{role} {path}: {}", stderr(&output));
    let codes = workspace.codes();
    assert!(codes.iter().any(|code| code == wanted), "{role} {path}: {codes:?}");
    // A panic of a thread would be caught and told there.
    assert_eq!(stderr(&output), "", "{role} {path}");
}

#[test]
fn a_directory_for_a_file() {
    let workspace = Workspace::new();
    for role in ["manifest", "contract", "module", "boundary"] {
        reports(&workspace, role, "p", "unreadable-document");
    }
}

#[test]
fn an_empty_file() {
    let workspace = Workspace::new();
    workspace.write("empty.toml", "");
    reports(&workspace, "manifest", "empty.toml", "unreadable-document");
    reports(&workspace, "contract", "empty.toml", "unreadable-document");
    reports(&workspace, "boundary", "empty.toml", "unreadable-document");
    reports(&workspace, "module", "empty.toml", "invalid-module");
}

#[test]
fn more_than_the_checker_reads() {
    let workspace = Workspace::new();
    workspace.write("large.toml", vec![b'\n'; (4 << 20) + 1]);
    reports(&workspace, "manifest", "large.toml", "too-large");
    reports(&workspace, "contract", "large.toml", "too-large");
    reports(&workspace, "boundary", "large.toml", "too-large");
    workspace.write("large.md", vec![b'\n'; (256 << 10) + 1]);
    reports(&workspace, "boundary", "large.md", "too-large");
    assert!(workspace.read("verdict.json").contains("larger than 256 KiB"));
    let file = fs::File::create(workspace.path("large.wasm")).expect("a new file");
    file.set_len((64 << 20) + 1).expect("a sparse file");
    reports(&workspace, "module", "large.wasm", "too-large");
    reports(&workspace, "manifest", "large.wasm", "too-large");
    // What is not held is hashed all the same, so that the gate can tell it.
    let verdict = workspace.read("verdict.json");
    assert!(!verdict.contains("\"sha256\": null"), "{verdict}");
}

#[test]
fn a_module_cut_off_anywhere() {
    let workspace = Workspace::new();
    let module = fs::read(workspace.path("p/greet.wasm")).expect("the module");
    // After the header a module without sections is whole, and at section ends it may be.
    for length in [1, 4, 7, 9, 20, module.len() / 2, module.len() - 1] {
        workspace.write("cut.wasm", &module[..length]);
        reports(&workspace, "module", "cut.wasm", "invalid-module");
    }
}

#[test]
fn any_byte_of_a_module_changed() {
    let workspace = Workspace::new();
    let module = fs::read(workspace.path("p/greet.wasm")).expect("the module");
    for position in (0..module.len()).step_by(3) {
        let mut changed = module.clone();
        changed[position] ^= 0x55;
        workspace.write("changed.wasm", &changed);
        let output = workspace.verdict("module", "changed.wasm");
        assert_eq!(code(&output), 0, "byte {position}: {}", stderr(&output));
        assert!(!workspace.codes().is_empty(), "byte {position} is in no digest");
    }
}

#[test]
fn text_that_is_not_utf8() {
    let workspace = Workspace::new();
    workspace.write("latin.toml", b"summary = \"Gr\xfc\xdft\"\n");
    reports(&workspace, "manifest", "latin.toml", "unreadable-document");
    reports(&workspace, "contract", "latin.toml", "unreadable-document");
    reports(&workspace, "boundary", "latin.toml", "unreadable-document");
}

#[test]
fn nesting_without_end() {
    let workspace = Workspace::new();
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let texts = [
        ("json", deep("[", "]")),
        ("json", deep("{\"a\":", "}")),
        ("json", "[".repeat(10_000)),
        ("json", "{\"a\":".repeat(10_000)),
        ("toml", format!("a = {}", deep("[", "]"))),
        ("toml", format!("a = {}", deep("{ a = ", " }"))),
        ("toml", format!("a = {}", "[".repeat(10_000))),
        ("toml", format!("{}a = 1", "a.".repeat(10_000))),
        ("toml", format!("[{}a]", "a.".repeat(10_000))),
        ("toml", format!("[[{}a]]", "a.".repeat(10_000))),
        ("toml", "[a".repeat(10_000)),
    ];
    for (extension, text) in texts {
        let name = format!("deep.{extension}");
        // In some of these what is nested is more than is counted.
        let marks = text.matches("{ a =").count();
        workspace.write(&name, text);
        let wanted = if marks > 0 { "too-large" } else { "unreadable-document" };
        reports(&workspace, "manifest", &name, wanted);
    }
}

/// Each level allowed on its own: the reader may not run out of stack either.
#[test]
fn nesting_in_steps() {
    let workspace = Workspace::new();
    let tables: String =
        (1..79).map(|depth| format!("[{}]\n", vec!["a"; depth].join("."))).collect();
    workspace.write("steps.toml", tables);
    reports(&workspace, "manifest", "steps.toml", "unknown-field");
}

#[test]
fn keys_given_twice() {
    let workspace = Workspace::new();
    workspace.write("twice.json", r#"{"kind": "capability_package", "a": {"kind": 1, "kind": 2}}"#);
    reports(&workspace, "manifest", "twice.json", "duplicate-key");
    workspace.write("twice.toml", "kind = 1\na = { kind = 1 }\n[b]\nkind = 1\n\"kind\" = 2\n");
    reports(&workspace, "manifest", "twice.toml", "duplicate-key");
    let verdict = workspace.read("verdict.json");
    assert!(verdict.contains("\"line\": 5") && verdict.contains("\"line\": 4"), "{verdict}");
}

#[test]
fn values_of_any_type() {
    let workspace = Workspace::new();
    for json in
        ["null", "1", "\"kind\"", "[]", "1e400", "-0", "{}", "\u{feff}{}", "{\"\\ud800\": 1}"]
    {
        workspace.write("value.json", json);
        let output = workspace.verdict("manifest", "value.json");
        assert_eq!(code(&output), 0, "{json}: {}", stderr(&output));
        assert!(!workspace.codes().is_empty(), "{json}");
    }
}

#[test]
fn hidden_characters_are_shown() {
    let workspace = Workspace::new();
    let manifest = workspace.read("p/manifest.toml");
    workspace.write(
        "m.toml",
        manifest.replace("summary = \"Greets one person by name.\"", "path_\u{1b} = 1"),
    );
    workspace.write(
        "n.toml",
        manifest.replace("id = \"demo.greet\"\nversion", "id = \"\u{202e}teerg\"\nversion"),
    );
    // Those that only a source shows: the messages have them escaped.
    workspace.write(
        "o.toml",
        manifest.replace("summary = \"Greets", "summary = 1 # \u{9b}31m \u{200f}\u{2028} \"Greets"),
    );
    for name in ["m.toml", "n.toml", "o.toml"] {
        let output = workspace.verdict("manifest", name);
        assert_eq!(code(&output), 0, "{name}: {}", stderr(&output));
        let output = workspace.gate(&[]);
        assert_eq!(code(&output), 1, "{name}: {}", stderr(&output));
        let shown = stderr(&output);
        let hidden = ['\u{1b}', '\u{202e}', '\u{9b}', '\u{200f}', '\u{2028}'];
        assert!(!shown.contains(hidden), "{shown:?}");
    }
    assert!(!workspace.codes().is_empty());
}

/// A verdict shows the first of many places and counts the rest.
#[test]
fn markdown_without_end() {
    let workspace = Workspace::new();
    let repeated = |text: &str| text.repeat(100_000 / text.len());
    let references = format!("## Contract\n\n{}", repeated("a@1.0.0 "));
    let items = format!("## Adapters\n\n{}", repeated("- `b`\n"));
    let texts = [
        ("missing-boundary", repeated("[")),
        ("missing-boundary", repeated("> ")),
        ("missing-boundary", repeated("*a ")),
        ("missing-boundary", repeated("# Not here\n")),
        ("missing-boundary", repeated("<!--")),
        ("missing-boundary", repeated(". 1")),
        ("missing-boundary", repeated("|-")),
        ("stale-boundary", references),
        ("stale-boundary", items),
        ("host-bound-boundary", repeated("A sidecar. ")),
        ("host-bound-boundary", repeated("/etc/a ")),
    ];
    for (wanted, text) in texts {
        workspace.write("long.md", text);
        reports(&workspace, "boundary", "long.md", wanted);
        let verdict = workspace.read("verdict.json");
        assert!(verdict.len() < 20_000, "{wanted}: {verdict}");
    }
}
