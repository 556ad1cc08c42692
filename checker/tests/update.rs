//! `checker update` writes one digest and leaves every other byte, the file's mode and links alone.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/bin.rs"]
mod bin;

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use bin::{Workspace, code, stderr};

const OLD: &str = "sha256:4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce";

fn update(workspace: &Workspace, manifest: &str) -> std::process::Output {
    workspace.run(&[
        "update",
        "--manifest",
        manifest,
        "--module",
        "p/greet.wasm",
        "--builder",
        "default",
    ])
}

fn digest(workspace: &Workspace) -> String {
    checker::model::digest::sha256(&fs::read(workspace.path("p/greet.wasm")).expect("the module"))
}

/// `$DIGEST` stands for the module's; `before` becomes `after`, and then stays so.
fn becomes(name: &str, before: &str, after: &str) {
    let workspace = Workspace::new();
    workspace.write(name, before);
    let output = update(&workspace, name);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(workspace.read(name), after.replace("$DIGEST", &digest(&workspace)));
    let inode = fs::metadata(workspace.path(name)).expect("a file").ino();
    assert_eq!(code(&update(&workspace, name)), 0);
    let unchanged = fs::metadata(workspace.path(name)).expect("a file").ino();
    assert_eq!(inode, unchanged, "nothing to change, nothing written");
}

#[test]
fn toml_with_a_digest_keeps_its_comments() {
    let text = |digest| {
        format!(
            "# Ours.\n[binary]\npath   =  'x.wasm'   # odd\n\n[binary.digests]\nother = \"{OLD}\" # theirs\ndefault = \"{digest}\"   # ours\n# end\n[governance]\nschema = 1\n\n\n"
        )
    };
    becomes("m.toml", &text(OLD), &text("$DIGEST"));
}

#[test]
fn toml_without_digests_gets_them_and_a_version() {
    let rest = "\n[constraints]\nhost_api_access = \"none\" # none\n";
    becomes(
        "m.toml",
        &format!("[binary] # the module\npath = \"x.wasm\"\n{rest}"),
        &format!(
            "[binary] # the module\npath = \"x.wasm\"\n\n[binary.digests]\ndefault = \"$DIGEST\"\n{rest}\n[governance]\nschema = 1\n"
        ),
    );
}

#[test]
fn toml_inline_and_dotted_and_from_windows() {
    becomes(
        "m.toml",
        "binary = { path = \"x.wasm\" }\ngovernance = { schema = 1 }\n",
        "binary = { path = \"x.wasm\", digests = { default = \"$DIGEST\" } }\ngovernance = { schema = 1 }\n",
    );
    becomes(
        "m.toml",
        "binary.path = \"x.wasm\"\ngovernance.schema = 1\n",
        "binary.path = \"x.wasm\"\nbinary.digests = { default = \"$DIGEST\" }\ngovernance.schema = 1\n",
    );
    becomes(
        "m.toml",
        "[governance]\r\nschema = 1\r\n[binary]\r\npath = \"x.wasm\" # x\r\n",
        "[governance]\r\nschema = 1\r\n[binary]\r\npath = \"x.wasm\" # x\r\n\r\n[binary.digests]\r\ndefault = \"$DIGEST\"\r\n",
    );
}

#[test]
fn json_keeps_its_layout() {
    becomes(
        "m.json",
        &format!(
            "{{\n\t\"binary\": {{\n\t\t\"digests\": {{\"other\":\"{OLD}\" , \"default\" : \"{OLD}\"}},\n\t\t\"path\": \"x\"\n\t}},\n\t\"governance\": {{\"schema\": 1}} }}"
        ),
        &format!(
            "{{\n\t\"binary\": {{\n\t\t\"digests\": {{\"other\":\"{OLD}\" , \"default\" : \"$DIGEST\"}},\n\t\t\"path\": \"x\"\n\t}},\n\t\"governance\": {{\"schema\": 1}} }}"
        ),
    );
    becomes(
        "m.json",
        "{\n  \"kind\": \"capability_package\",\n  \"binary\": {\n    \"path\": \"x\"\n  }\n}\n",
        "{\n  \"kind\": \"capability_package\",\n  \"binary\": {\n    \"path\": \"x\",\n    \"digests\": { \"default\": \"$DIGEST\" }\n  },\n  \"governance\": { \"schema\": 1 }\n}\n",
    );
    becomes(
        "m.json",
        "{\"binary\":{}}",
        "{\"binary\":{ \"digests\": { \"default\": \"$DIGEST\" } },\"governance\": { \"schema\": 1 }}",
    );
}

#[test]
fn mode_and_link_stay() {
    let workspace = Workspace::new();
    let file = workspace.path("p/manifest.toml");
    workspace.write(
        "p/manifest.toml",
        format!("[governance]\nschema = 1\n[binary.digests]\ndefault = \"{OLD}\"\n"),
    );
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("an own file");
    symlink("p/manifest.toml", workspace.path("link.toml")).expect("a new link");
    let files = || fs::read_dir(workspace.path("p")).expect("a folder").count();
    let before = files();
    let output = update(&workspace, "link.toml");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let first = told.lines().next().expect("a line");
    assert_eq!(first, format!("link.toml: default was {OLD}, is {}", digest(&workspace)));
    assert!(fs::symlink_metadata(workspace.path("link.toml")).expect("a link").is_symlink());
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(workspace.read("p/manifest.toml").contains(&digest(&workspace)));
    assert_eq!(files(), before, "no temporary file is left");
}

#[test]
fn nothing_outside_the_workspace_is_written() {
    let (workspace, outside) = (Workspace::new(), Workspace::new());
    let before = outside.read("p/manifest.toml").replace("sha256:", "sha256:00");
    outside.write("p/manifest.toml", &before);
    symlink(outside.path("p/manifest.toml"), workspace.path("out.toml")).expect("a new link");
    let direct = outside.path("p/manifest.toml");
    for manifest in ["out.toml", &*direct.to_string_lossy()] {
        let output = update(&workspace, manifest);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        assert!(stderr(&output).contains("is outside the workspace"), "{}", stderr(&output));
        assert_eq!(outside.read("p/manifest.toml"), before);
    }
}

#[test]
fn what_cannot_be_recorded_is_left_alone() {
    let workspace = Workspace::new();
    workspace.write("text.wasm", "(module)");
    let output =
        workspace.run(&["update", "--manifest", "p/manifest.toml", "--module", "text.wasm"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    for text in ["kind = 1\n", "[binary\n", "[binary]\ndigests = 1\n", "[binary]\rpath = 1\n", ""] {
        workspace.write("m.toml", text);
        let output = update(&workspace, "m.toml");
        assert_eq!(code(&output), 1, "{text:?}: {}", stderr(&output));
        assert!(!stderr(&output).is_empty());
        assert_eq!(workspace.read("m.toml"), text);
    }
}

#[test]
fn a_stale_expected_digest_is_told() {
    let workspace = Workspace::new();
    workspace.write(
        "m.toml",
        "[governance]\nschema = 1\n[binary]\nexpected_digest = \"fnv1a64:dffc31d6401c84d6\"\n",
    );
    let output = update(&workspace, "m.toml");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("`binary.expected_digest` still is fnv1a64:dffc31d6401c84d6"), "{told}");
}

/// Of two packages, `p` and `q`, with a module of their own each.
fn two() -> Workspace {
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("q")).expect("a new folder");
    let text = workspace.read("p/manifest.toml");
    workspace.write("q/manifest.toml", text);
    workspace.write("q/greet.wasm", wat::parse_str(MORE).expect("valid WAT"));
    workspace
}

const MORE: &str = r#"(module
    (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))
    (import "env" "\u{202e}odd" (func))
    (memory (export "memory") 1)
    (func (export "_start")))"#;

const ALL: &[&str] = &[
    "update",
    "--manifest",
    "p/manifest.toml",
    "--manifest",
    "q/manifest.toml",
    "--module",
    "p/greet.wasm",
    "--module",
    "q/greet.wasm",
];

fn stdout(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn many_are_recorded_at_once_and_only_the_changed_ones_told() {
    let workspace = two();
    let old =
        checker::model::digest::sha256(&fs::read(workspace.path("p/greet.wasm")).expect("it"));
    let new =
        checker::model::digest::sha256(&fs::read(workspace.path("q/greet.wasm")).expect("it"));
    let bytes = fs::metadata(workspace.path("q/greet.wasm")).expect("it").len();
    let output = workspace.run(ALL);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        format!(
            "q/manifest.toml: default was {old}, is {new}\n  \
             size: {bytes} bytes\n  \
             imports: wasi_snapshot_preview1::fd_read, wasi_snapshot_preview1::random_get (random), \
             env::\\u{{202e}}odd (offered by no host)\n  \
             exports: memory, _start\n  \
             the module recorded before is not at hand to compare with\n\
             2 packages: 1 recorded, 1 unchanged\n"
        )
    );
    assert!(workspace.read("q/manifest.toml").contains(&new));
    let output = workspace.run(ALL);
    assert_eq!(stdout(&output), "2 packages: 0 recorded, 2 unchanged\n");
}

#[test]
fn what_changed_is_told_against_the_module_that_was_sealed() {
    let workspace = two();
    let sealed =
        |second: &'static str| [ALL, &["--sealed", "none.wasm", "--sealed", second]].concat();
    // One that was never recorded tells nothing.
    workspace.write("other.wasm", wat::parse_str("(module)").expect("valid WAT"));
    let before = workspace.read("q/manifest.toml");
    let told = stdout(&workspace.run(&sealed("other.wasm")));
    assert!(told.contains("  the module recorded before is not at hand"), "{told}");
    workspace.write("q/manifest.toml", before);
    let told = stdout(&workspace.run(&sealed("p/greet.wasm")));
    let size = |name: &str| fs::metadata(workspace.path(name)).expect("it").len();
    let lines: Vec<_> = told.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            &*format!("  size: {} bytes, {} before", size("q/greet.wasm"), size("p/greet.wasm")),
            "  imports: +wasi_snapshot_preview1::random_get (random), +env::\\u{202e}odd (offered by no host), -wasi_snapshot_preview1::fd_write",
            "  exports: as before",
            "2 packages: 1 recorded, 1 unchanged",
        ]
    );
}

#[test]
fn one_that_cannot_be_recorded_keeps_no_other() {
    let workspace = two();
    workspace.write("p/manifest.toml", "[binary\n");
    let output = workspace.run(ALL);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("p/manifest.toml:1:"), "{}", stderr(&output));
    assert!(stdout(&output).ends_with("2 packages: 1 recorded, 0 unchanged, 1 not recorded\n"));
    fs::remove_file(workspace.path("p/manifest.toml")).expect("removed");
    let output = workspace.run(ALL);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).starts_with("checker: cannot read p/manifest.toml: "));
    assert!(stdout(&output).ends_with("2 packages: 0 recorded, 1 unchanged, 1 not recorded\n"));
    let output = workspace.run(&ALL[..ALL.len() - 2]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("2 manifests, 1 modules and 0 sealed modules are given"));
}
