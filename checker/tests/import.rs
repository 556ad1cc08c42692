//! `checker import`: what becomes of a Traverse package, what is told of it, and what is never written.
#![expect(clippy::disallowed_methods, reason = "tests read files and start the checker")]

#[path = "case/bin.rs"]
mod bin;
#[path = "case/desk.rs"]
mod desk;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use bin::{code, crate_folder, stderr};
use checker::model::digest::fnv1a64;
use desk::{Desk, PREBUILT, data, files, module, stdout};

fn expect(name: &str, seen: &str) {
    let path = data(name).join("expected.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, seen).expect("a writable file");
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(seen == wanted, "{seen}\nis not what {} says; BLESS=1 accepts it", path.display());
}

#[test]
fn a_package_with_its_module_comes_whole() {
    let desk = Desk::of("prebuilt").with_module();
    let output = desk.run(&["import", PREBUILT, "--builder", "desk"]);
    expect("prebuilt", &desk.seen(&output));
}

#[test]
fn a_package_without_a_module_and_contract_tells_what_it_lacks() {
    let desk = Desk::of("sources");
    let output = desk.run(&["import", "../t/manifest.json", "--dir", "teams/desk/score"]);
    expect("sources", &desk.seen(&output));
}

/// The list of what needs a person is all that is needed.
#[test]
fn what_is_told_is_all_that_is_left_to_do() {
    let desk = Desk::of("prebuilt").with_module();
    assert_eq!(code(&desk.run(&["import", PREBUILT])), 0);
    assert_eq!(code(&desk.run(&["check", "."])), 1);
    let folder = "packages/desk-greet";
    let manifest = &format!("w/{folder}/manifest.toml");
    desk.change(manifest, "replace-me", "http");
    let unknown =
        "[[known_compositions]]\nworkflow_id = \"demo.greet\"\nworkflow_version = \"1.1.0\"\n";
    desk.change(manifest, unknown, "");
    let boundary = &format!("w/{folder}/BOUNDARY.md");
    desk.change(boundary, "`replace-me`", "`http`");
    desk.change(boundary, "replace-me: ", "");
    // What the workflow runs besides.
    let shout = fs::read(crate_folder().join("fixtures/base/shout.json")).expect("the base");
    desk.write("w/packages/shout/contract.json", shout);
    for contract in ["desk-greet", "shout"] {
        let contract = format!("packages/{contract}");
        let (path, approved) =
            (format!("{contract}/contract.json"), format!("{contract}/approved"));
        let output = desk.run(&["approve", "--contract", &path, "--approved-dir", &approved]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    }
    let output = desk.run(&["check", "."]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(stdout(&output).ends_with("4 documents judged\n"), "{}", stdout(&output));
}

#[test]
fn what_the_workspace_has_is_referred_to() {
    let desk = Desk::of("prebuilt").with_module();
    let shout = fs::read(crate_folder().join("fixtures/base/shout.json")).expect("the base");
    desk.write("w/packages/shout/contract.json", shout);
    // A document that no target declares has no label.
    desk.run(&["import", PREBUILT, "--dir", "packages/one"]);
    let build = desk.read("w/packages/one/BUILD.bazel");
    assert!(build.contains("capabilities = [\":contract\"],"), "{build}");
    fs::remove_dir_all(desk.path("w/packages/one")).expect("our own folder");
    desk.write("w/packages/shout/BUILD.bazel", "capability_contract(name = \"contract\")\n");
    desk.run(&["import", PREBUILT, "--dir", "packages/one"]);
    let build = desk.read("w/packages/one/BUILD.bazel");
    assert!(
        build.contains("        \":contract\",\n        \"//packages/shout:contract\",\n"),
        "{build}"
    );
    let second = desk.run(&["import", PREBUILT, "--dir", "packages/two"]);
    let build = desk.read("w/packages/two/BUILD.bazel");
    assert!(build.contains("workflows = [\"//packages/one:demo.welcome\"],"), "{build}");
    assert!(!build.contains("workflow_definition"), "{build}");
    // Traverse's own folder may lie in the workspace: without a target nothing there is ours.
    desk.run(&["import", PREBUILT, "--workspace", "..", "--dir", "packages/three"]);
    let build = desk.read("packages/three/BUILD.bazel");
    assert!(build.contains("workflow = \"workflows/demo.welcome.json\","), "{build}");
    let told = "see that `capabilities` of //packages/one:demo.welcome has //packages/two:contract";
    assert!(stdout(&second).contains(told), "{}", stdout(&second));
}

#[test]
fn a_module_that_is_not_the_recorded_one_is_not_recorded() {
    let desk = Desk::of("prebuilt").with_module();
    desk.change(
        "t/examples/desk-greet/manifest.json",
        &fnv1a64(&module()),
        "fnv1a64:0123456789abcdef",
    );
    let output = desk.run(&["import", PREBUILT]);
    assert!(stdout(&output).contains("[digest-mismatch]"), "{}", stdout(&output));
    let manifest = desk.read("w/packages/desk-greet/manifest.toml");
    assert!(manifest.contains("fnv1a64:0123456789abcdef") && !manifest.contains("sha256:"));
}

#[test]
fn a_source_outside_of_its_package_brings_nothing_else() {
    let desk = Desk::of("prebuilt").with_module();
    desk.write("t/agent.rs", "fn main() {}\n");
    desk.change("t/examples/desk-greet/manifest.json", "./src/agent.rs", "../../agent.rs");
    assert_eq!(code(&desk.run(&["import", PREBUILT])), 0);
    let package = files(&desk.path("w/packages/desk-greet"));
    let sources: Vec<_> = package.iter().filter(|file| file.starts_with("src/")).collect();
    assert_eq!(sources, ["src/agent.rs"]);
    assert_eq!(desk.read("w/packages/desk-greet/src/agent.rs"), "fn main() {}\n");
    let manifest = desk.read("w/packages/desk-greet/manifest.toml");
    assert!(manifest.contains("path = \"src/agent.rs\""), "{manifest}");
}

#[test]
fn a_dry_run_shows_all_and_writes_nothing() {
    let desk = Desk::of("prebuilt").with_module();
    let before = files(&desk.path("w"));
    let dry = desk.run(&["import", PREBUILT, "--dry-run"]);
    assert_eq!(files(&desk.path("w")), before);
    let real = desk.run(&["import", PREBUILT]);
    assert_eq!(stdout(&dry).replace("would write", "wrote"), stdout(&real));
}

/// Nothing is written and nothing changes; `told` is in what is said.
fn refuses(desk: &Desk, args: &[&str], status: i32, told: &str) {
    let before: Vec<_> = files(&desk.path("."));
    let output = desk.run(&[&["import"], args].concat());
    assert_eq!(code(&output), status, "{args:?}: {}{}", stdout(&output), stderr(&output));
    assert!(stderr(&output).contains(told), "{args:?}: {}", stderr(&output));
    assert_eq!(stdout(&output), "");
    assert_eq!(files(&desk.path(".")), before, "{args:?}");
}

#[test]
fn what_is_no_package_is_refused() {
    let desk = Desk::of("prebuilt");
    refuses(&desk, &["../t"], 2, "../t has no manifest.json");
    refuses(&desk, &["../t/examples"], 2, "packages below it are ../t/examples/desk-greet");
    refuses(&desk, &["../nowhere"], 2, "there is no ../nowhere");
    refuses(&desk, &["../t/contracts/greet/contract.json"], 1, "is no capability_package");
    let cut = "../t/examples/desk-greet/runtime-requests/uc06-cut.json";
    refuses(&desk, &[cut], 1, "error[unreadable-document]");
}

#[test]
fn nothing_is_written_over_or_outside() {
    let desk = Desk::of("prebuilt").with_module();
    for outside in ["../w2", "packages/../../w2", "/tmp/w2"] {
        refuses(&desk, &[PREBUILT, "--dir", outside], 1, "is outside the workspace");
    }
    refuses(&desk, &[PREBUILT, "--dir", "."], 1, "is there already");
    for strange in ["packages/a b", "packages/gr\u{435}et", "packages/a\nb"] {
        refuses(&desk, &[PREBUILT, "--dir", strange], 1, "is no name of a Bazel package");
    }
    fs::create_dir(desk.path("w/packages")).expect("a new folder");
    refuses(&desk, &[PREBUILT, "--dir", "packages/../new"], 1, "is a detour");
    fs::remove_dir(desk.path("w/packages")).expect("our own folder");
    let long = format!("packages/{}", "a".repeat(300));
    refuses(&desk, &[PREBUILT, "--dir", &long], 2, "too long");
    symlink(desk.path("t"), desk.path("w/link")).expect("a new link");
    refuses(&desk, &[PREBUILT, "--dir", "link/new"], 1, "is outside the workspace");
    symlink(desk.path("t/new"), desk.path("w/dangling")).expect("a new link");
    refuses(&desk, &[PREBUILT, "--dir", "dangling"], 2, "dangling");
    fs::create_dir_all(desk.path("w/packages/desk-greet")).expect("a new folder");
    refuses(&desk, &[PREBUILT], 1, "packages/desk-greet is there already");
    desk.write("w/file", "");
    refuses(&desk, &[PREBUILT, "--dir", "file/new"], 1, "below a file");
}

#[test]
fn a_workspace_that_cannot_be_written_stays_as_it_is() {
    let desk = Desk::of("prebuilt").with_module();
    let mode = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(desk.path("w"), permissions).expect("our own folder");
    };
    mode(0o555);
    // Whoever may write everywhere is not stopped by a mode.
    if fs::write(desk.path("w/probe"), "").is_err() {
        refuses(&desk, &[PREBUILT], 2, "cannot write packages/desk-greet");
    }
    mode(0o755);
}

#[test]
fn of_several_at_once_one_wins_and_is_whole() {
    let desk = Desk::of("prebuilt").with_module();
    let start = |_| desk.checker(&["import", PREBUILT]).spawn().expect("the binary starts");
    let started: Vec<_> = (0..4).map(start).collect();
    let outputs = started.into_iter().map(|child| child.wait_with_output().expect("it ends"));
    let codes: Vec<_> = outputs.map(|output| code(&output)).collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    let alone = Desk::of("prebuilt").with_module();
    alone.run(&["import", PREBUILT]);
    assert_eq!(files(&desk.path("w")), files(&alone.path("w")));
}
