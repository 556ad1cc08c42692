//! `checker new`, through the binary: what it writes from each template, and what it refuses.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/scaffold.rs"]
mod scaffold;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use scaffold::{MARK, Workspace, tree};

const ID: &str = "orders.cancel-order";
const FOLDER: &str = "packages/cancel-order";

/// A template's own files, as the folder has them.
fn shipped(template: &str) -> BTreeSet<String> {
    let files = tree(&scaffold::templates().join(template)).into_keys();
    let files = files.map(|name| name.strip_suffix(".tmpl").expect("a template").to_owned());
    files.filter(|name| !["files", "first"].contains(&&**name)).collect()
}

fn templates() -> Vec<String> {
    let entries = fs::read_dir(scaffold::templates()).expect("the templates");
    let folders = entries.map(|entry| entry.expect("an entry")).filter(|e| e.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().expect("UTF-8")).collect()
}

#[test]
fn each_template_is_written_whole_and_filled_with_the_id() {
    assert_eq!(
        BTreeSet::from_iter(templates()),
        ["c", "prebuilt", "rust", "wat"].map(String::from).into()
    );
    for template in templates() {
        let workspace = Workspace::new();
        let (code, stdout, stderr) =
            workspace.new_package(&[ID, "--template", &template, "--crates", "@their_crates"]);
        assert_eq!(code, 0, "{stderr}");
        let written = tree(&workspace.path(FOLDER));
        let names: BTreeSet<_> = written.keys().cloned().collect();
        assert_eq!(names, shipped(&template));
        for (name, text) in &written {
            assert!(!text.contains("{{"), "{template}: {name}");
            assert!(stdout.contains(&format!("  {name}\n")), "{stdout}");
        }
        assert!(written["manifest.toml"].contains("package_id = \"orders.cancel-order\"\n"));
        assert!(written["contract.json"].contains("\"lifecycle\": \"draft\""));
        assert!(written["contract.json"].contains("\"namespace\": \"orders\""));
        let deps = r#"deps = ["@their_crates//:serde_json"]"#;
        assert_eq!(written["BUILD.bazel"].contains(deps), template == "rust");
        let commands: Vec<_> = stdout.lines().filter(|line| line.starts_with("  bazel ")).collect();
        assert_eq!(
            commands,
            [
                "  bazel run //packages/cancel-order:contract.approve",
                "  bazel run //packages/cancel-order:cancel-order.update",
                "  bazel test //packages/cancel-order/...",
            ]
        );
    }
}

#[test]
fn every_value_left_in_place_is_a_placeholder() {
    for template in templates() {
        let workspace = Workspace::new();
        // Without a day, when the contract was written is left open too.
        workspace.new_package(&[ID, "--template", &template]);
        let written = tree(&workspace.path(FOLDER));
        let marks = |text: &String| text.matches(MARK).count();
        let total: usize = written.values().map(marks).sum();
        assert!(total >= 8, "{template}: {total}");
        for (name, text) in &written {
            for kept in 0..marks(text) {
                workspace.fill(FOLDER);
                workspace.write(&format!("{FOLDER}/{name}"), scaffold::filled(text, Some(kept)));
                let (_, told, _) = workspace.run(&["check", "."]);
                assert!(told.contains("error[placeholder]"), "{template}: {name}, {kept}: {told}");
                workspace.restore(FOLDER, &written);
            }
        }
        workspace.fill(FOLDER);
        let (_, told, _) = workspace.run(&["check", "."]);
        assert!(!told.contains("error[placeholder]"), "{template}: {told}");
    }
}

/// A draft with nothing left to fill in is approved, updated, and then in order.
#[test]
fn filled_in_it_is_approved_recorded_and_clean() {
    for template in templates() {
        let workspace = Workspace::new();
        workspace.new_package(&[ID, "--template", &template, "--today", "2026-01-31"]);
        workspace.fill(FOLDER);
        let approve: &[&str] = &[
            "approve",
            "--contract",
            "packages/cancel-order/contract.json",
            "--approved-dir",
            "packages/cancel-order/approved",
        ];
        let (code, _, stderr) = workspace.run(approve);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("error[unapproved-capability]: the capability is a draft"));
        workspace.activate(FOLDER);
        let (code, _, stderr) = workspace.run(approve);
        assert_eq!(code, 0, "{stderr}");
        // No compiler is here; another module of the same imports stands in for the Rust one.
        let text = fs::read_to_string(scaffold::templates().join("wat/src/module.wat.tmpl"));
        let module = wat::parse_str(text.expect("a template")).expect("valid WAT");
        workspace.write("packages/cancel-order/cancel-order.wasm", module);
        let (code, stdout, stderr) = workspace.run(&[
            "update",
            "--manifest",
            "packages/cancel-order/manifest.toml",
            "--module",
            "packages/cancel-order/cancel-order.wasm",
        ]);
        assert_eq!(code, 0, "{stderr}");
        assert!(stdout.contains(": default had no digest, is sha256:"), "{stdout}");
        let (code, told, _) = workspace.run(&["check", "."]);
        assert_eq!((code, &*told), (0, "2 documents judged\n"), "{template}");
    }
}

#[test]
fn a_placeholder_is_not_approved() {
    let workspace = Workspace::new();
    workspace.new_package(&[ID, "--today", "2026-01-31"]);
    workspace.activate(FOLDER);
    let (code, _, stderr) = workspace.run(&[
        "approve",
        "--contract",
        "packages/cancel-order/contract.json",
        "--approved-dir",
        "packages/cancel-order/approved",
    ]);
    assert_eq!(code, 1);
    assert!(stderr.contains("error[placeholder]: `owner.team`, "), "{stderr}");
    assert!(!workspace.path("packages/cancel-order/approved").exists());
}

/// Exit code and error of what is refused; nothing may be written.
#[track_caller]
fn refused(workspace: &Workspace, args: &[&str], wanted: (i32, &str)) {
    let before = tree(&workspace.path(""));
    let (code, stdout, stderr) = workspace.new_package(args);
    assert_eq!((code, &*stdout), (wanted.0, ""), "{args:?}: {stderr}");
    assert!(stderr.contains(wanted.1), "{args:?}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert_eq!(tree(&workspace.path("")), before, "{args:?}");
    assert!(!workspace.path(FOLDER).exists() || before.keys().any(|name| name.starts_with(FOLDER)));
}

#[test]
fn ids_that_are_none_are_refused() {
    let workspace = Workspace::new();
    let long = format!("orders.{}", "a".repeat(300));
    let cases = [
        ("", "`` is no package id: a segment is empty"),
        (
            "cancel-order",
            "it has no namespace; write kebab-case segments joined by dots, such as `orders.cancel-order`",
        ),
        ("orders..cancel", "a segment is empty"),
        ("..", "a segment is empty"),
        ("../orders.cancel", "`/` (U+002F) is none of a-z, 0-9, `-` and `.`"),
        ("orders.cancel/order", "`/` (U+002F)"),
        ("orders.cancel\\order", "`\\` (U+005C)"),
        ("orders.cancel-", "`cancel-` is not kebab-case"),
        (
            "orders.Cancel-order",
            "`C` (U+0043) is none of a-z, 0-9, `-` and `.`; write `orders.cancel-order`",
        ),
        ("orders.cancelOrder", "write `orders.cancel-order`"),
        ("orders.cancel_order", "write `orders.cancel-order`"),
        // Cyrillic, full-width, turned around, a space of no width, two lines.
        ("оrders.cancel", "`о` (U+043E) is none of a-z"),
        ("orders．cancel", "`．` (U+FF0E) is none of a-z"),
        ("orders.\u{202e}lecnac", "`\\u{202e}` (U+202E) is none of a-z"),
        ("orders.can\u{200b}cel", "(U+200B)"),
        ("orders.cancel\nrm", "`orders.cancel\\u{a}rm` is no package id"),
        ("orders.contract", "its target `contract` is the contract's"),
        (&long, "aaa…` is no package id: it has 307 characters, and 128 are allowed"),
    ];
    for (id, wanted) in cases {
        refused(&workspace, &["--", id], (1, wanted));
    }
}

#[test]
fn folders_that_are_there_or_outside_are_refused() {
    let workspace = Workspace::new();
    let outside = tempfile::TempDir::new().expect("a folder");
    symlink(outside.path(), workspace.path("link")).expect("a link");
    symlink("nowhere", workspace.path("dangling")).expect("a link");
    workspace.write("file", "");
    fs::create_dir(workspace.path("empty")).expect("a folder");
    let absolute = outside.path().join("new");
    let cases = [
        ("empty", (1, "error: empty is there already; nothing was written")),
        (".", (1, " is there already")),
        ("file", (1, "file is there already")),
        ("file/new", (1, "file/new is below a file")),
        ("dangling", (2, "cannot read ")),
        ("../new", (1, "is outside the workspace")),
        ("new/../../new", (1, "is outside the workspace")),
        ("link/new", (1, "is outside the workspace")),
        (&*absolute.to_string_lossy(), (1, "is outside the workspace")),
        // No label could name these.
        ("empty/../new", (1, "is a detour: write the path from the workspace's top, without `..`")),
        ("gr\u{43e}ss/new", (1, "is no name of a Bazel package: it has '\u{43e}' (U+043E) in it")),
        ("new:er", (1, "is no name of a Bazel package: it has ':' (U+003A) in it")),
        ("new\ner", (1, "is no name of a Bazel package: it has '\\n' (U+000A) in it")),
    ];
    for (dir, wanted) in cases {
        refused(&workspace, &[ID, "--dir", dir], wanted);
        if wanted.0 == 1 {
            refused(&workspace, &[ID, "--dry-run", "--dir", dir], wanted);
        }
    }
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
    // What was there stays, also if it is a package that this would write again.
    assert_eq!(workspace.new_package(&[ID]).0, 0);
    workspace.write("packages/cancel-order/manifest.toml", "mine");
    refused(&workspace, &[ID], (1, "packages/cancel-order is there already"));
}

#[test]
#[cfg(target_os = "linux")]
fn where_nothing_can_be_written_nothing_is() {
    let workspace = Workspace::new();
    // No user can make a folder there, whatever its rights.
    let (code, stdout, stderr) = workspace.run(&[
        "new",
        ID,
        "--templates",
        &scaffold::templates().to_string_lossy(),
        "--workspace",
        "/proc",
    ]);
    assert_eq!((code, &*stdout), (2, ""), "{stderr}");
    assert!(stderr.starts_with("checker: cannot write packages/cancel-order: "), "{stderr}");
}

#[test]
fn a_template_that_is_not_whole_is_told() {
    let workspace = Workspace::new();
    refused(
        &workspace,
        &[ID, "--template", "cobol"],
        (2, "there is no template `cobol`; templates are `c`, `prebuilt`, `rust`, `wat`"),
    );
    refused(&workspace, &[ID, "--template", "../templates/rust"], (2, "there is no template "));
    let copy = tempfile::TempDir::new().expect("a folder");
    let with = |name: &str, text: Option<&str>| {
        scaffold::copy_templates(copy.path());
        let path = copy.path().join(name);
        text.map_or_else(|| fs::remove_file(&path), |text| fs::write(&path, text)).expect(name);
    };
    let cases = [
        ("rust/src/main.rs.tmpl", None, "the template `rust` is not complete: "),
        ("rust/files.tmpl", None, "the template `rust` is not complete: "),
        ("rust/first.tmpl", None, "the template `rust` is not complete: "),
        ("rust/src/main.rs.tmpl", Some("{{nmae}}"), "src/main.rs.tmpl: a template knows no `nmae`"),
        ("rust/src/main.rs.tmpl", Some("{{name"), "src/main.rs.tmpl: a template knows no `{{`"),
    ];
    for (name, text, wanted) in cases {
        with(name, text);
        let (code, _, stderr) = workspace.new_from(copy.path(), &[ID]);
        assert_eq!(code, 2, "{stderr}");
        assert!(stderr.contains(wanted), "{stderr}");
        assert!(!workspace.path("packages").exists());
    }
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let workspace = Workspace::new();
    let (code, shown, _) = workspace.new_package(&[ID, "--dry-run", "--dir", "services/stop it"]);
    assert_eq!(code, 0);
    assert!(
        shown
            .starts_with("would write services/stop it from the template `rust`:\n  BOUNDARY.md\n")
    );
    assert!(shown.contains("\n  bazel run '//services/stop it:cancel-order.update'\n"), "{shown}");
    assert!(tree(&workspace.path("")).is_empty());
    assert!(!workspace.path("services").exists());
    let (_, written, _) = workspace.new_package(&[ID, "--dir", "services/stop it"]);
    assert_eq!(written, shown.replace("would write", "wrote"));
}

/// As a shell completes it, or a script builds it.
#[test]
fn a_folder_is_named_as_labels_name_it() {
    for dir in ["services/stop", "./services/stop", "services/stop/", "services/./stop"] {
        let workspace = Workspace::new();
        let (code, told, stderr) = workspace.new_package(&[ID, "--dir", dir]);
        assert_eq!(code, 0, "{stderr}");
        assert!(told.starts_with("wrote services/stop from "), "{told}");
        assert!(told.contains("\n  bazel run //services/stop:contract.approve\n"), "{told}");
        assert!(workspace.path("services/stop/manifest.toml").exists());
    }
}

#[test]
fn labels_of_crates_are_repositories() {
    let workspace = Workspace::new();
    for crates in ["crates", "@", "@a b", "@a//:b", "@\"", "@a\n"] {
        let (code, _, stderr) = workspace.new_package(&[ID, "--crates", crates]);
        assert_eq!(code, 2, "{crates:?}: {stderr}");
        assert!(stderr.contains("write the name of a repository, such as `@crates`"), "{stderr}");
    }
    assert!(tree(Path::new(&workspace.path(""))).is_empty());
}
