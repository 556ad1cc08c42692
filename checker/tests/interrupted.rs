//! `checker new`, `import` and `update`, killed at any time or run at the same time: whoever looks sees
//! what was there before or what was to be there, and nothing between.
#![expect(clippy::disallowed_methods, reason = "tests write files and start the checker")]

#[path = "case/scaffold.rs"]
mod scaffold;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use scaffold::{Workspace, told, tree};

const UNFINISHED: &str = ".checker-unfinished-";
/// How often a run has to be caught at work, each time a little later.
const CAUGHT: usize = 5;
const TRIES: u32 = 200;

/// Starts it and kills it a while after it has begun; whether it was still at work.
fn killed(mut command: Command, begun: impl Fn() -> bool, after: Duration) -> bool {
    let mut child = command.stdout(Stdio::null()).spawn().expect("it starts");
    while !begun() && child.try_wait().expect("a process of ours").is_none() {
        sleep(Duration::from_micros(50));
    }
    sleep(after);
    // `kill` is SIGKILL: nothing of the program runs after it.
    child.kill().expect("a process of ours");
    child.wait().expect("it ended").code().is_none()
}

fn delay(attempt: u32) -> Duration {
    Duration::from_micros(100 * u64::from(attempt))
}

/// What a run has left or is at.
fn unfinished(folder: &Path) -> BTreeSet<OsString> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().starts_with(UNFINISHED)).collect()
}

/// Kills what writes `packages/` as a new folder: it is there whole, with so many files, or not at all.
fn killed_at_work(workspace: &Workspace, args: &[&str], files: usize) {
    let mut caught = 0;
    for attempt in 0..TRIES {
        let before = unfinished(&workspace.path(""));
        let begun = || !unfinished(&workspace.path("")).is_subset(&before);
        let at_work = killed(workspace.command(args), begun, delay(attempt));
        let left = unfinished(&workspace.path("")).len();
        assert!(left <= 1, "the leftovers of earlier runs are gone");
        caught += usize::from(at_work && left == 1);
        if workspace.path("packages").exists() {
            assert_eq!(tree(&workspace.path("packages")).len(), files);
            fs::remove_dir_all(workspace.path("packages")).expect("removed");
        }
        if caught == CAUGHT {
            break;
        }
    }
    assert_eq!(caught, CAUGHT, "too few runs were caught at work");
    let (code, _, stderr) = workspace.run(args);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(tree(&workspace.path("packages")).len(), files);
    assert!(unfinished(&workspace.path("")).is_empty());
}

#[test]
fn a_killed_scaffold_leaves_nothing_that_the_next_one_does_not_remove() {
    let workspace = Workspace::new();
    let templates = tempfile::TempDir::new().expect("a folder");
    scaffold::copy_templates(templates.path());
    // A template that takes a while to write.
    let files: Vec<_> = (0..2000).map(|index| format!("src/part{index}.rs")).collect();
    for file in &files {
        fs::write(templates.path().join("rust").join(format!("{file}.tmpl")), "// part\n")
            .expect("written");
    }
    fs::write(templates.path().join("rust/files.tmpl"), files.join("\n")).expect("written");
    let templates = templates.path().to_string_lossy();
    let args = ["new", "orders.cancel-order", "--templates", &templates];
    killed_at_work(&workspace, &args, files.len());
}

#[test]
fn a_killed_import_leaves_nothing_that_the_next_one_does_not_remove() {
    let workspace = Workspace::new();
    let traverse = tempfile::TempDir::new().expect("a folder");
    let data = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).expect("the crate's folder");
    let data = data.join("tests/data/import/prebuilt");
    for (name, text) in tree(&data) {
        let path = traverse.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let package = traverse.path().join("examples/desk-greet");
    // A package that takes a while to write.
    let request = fs::read_to_string(package.join("runtime-requests/uc02-nobody.json"));
    let request = request.expect("a request");
    for index in 0..1000 {
        // The same input twice is one case.
        let request = request.replace(r#""name": """#, &format!(r#""name": "{index}""#));
        fs::write(package.join(format!("runtime-requests/more{index}.json")), request)
            .expect("written");
    }
    let args = ["import", &package.to_string_lossy()];
    let whole = Workspace::new();
    assert_eq!(whole.run(&args).0, 0);
    let files = tree(&whole.path("packages")).len();
    assert!(files > 1000, "{files} files");
    killed_at_work(&workspace, &args, files);
}

#[test]
fn a_killed_update_leaves_each_manifest_as_it_was_or_as_it_is_to_be() {
    let workspace = Workspace::new();
    let module = wat::parse_str("(module)").expect("valid WAT");
    workspace.write("module.wasm", module);
    // Long enough that writing one takes a while.
    let padding = "# a line of a comment\n".repeat(20_000);
    let manifest = |builders: &str| {
        format!("{padding}[governance]\nschema = 1\n[binary.digests]\n{builders}# end\n")
    };
    let folders: Vec<_> = (0..12).map(|index| format!("p{index}")).collect();
    let mut args = vec!["update".to_owned()];
    for folder in &folders {
        fs::create_dir(workspace.path(folder)).expect("made");
        args.extend(["--manifest".into(), format!("{folder}/manifest.toml")]);
        args.extend(["--module".into(), "module.wasm".into()]);
    }
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    let digest =
        checker::model::digest::sha256(&fs::read(workspace.path("module.wasm")).expect("it"));
    let (old, new) = (manifest(""), manifest(&format!("default = \"{digest}\"\n")));
    let mut caught = 0;
    for attempt in 0..TRIES {
        for folder in &folders {
            workspace.write(&format!("{folder}/manifest.toml"), &old);
        }
        // Each time another of them is the last that is recorded for sure.
        let last = &folders[attempt as usize % (folders.len() - 1)];
        let last = workspace.path(&format!("{last}/manifest.toml"));
        let begun = || fs::metadata(&last).is_ok_and(|file| file.len() != old.len() as u64);
        killed(workspace.command(&args), begun, delay(attempt));
        let mut recorded = 0;
        for folder in &folders {
            let text = fs::read_to_string(workspace.path(&format!("{folder}/manifest.toml")));
            let text = text.expect("a manifest");
            assert!(text == old || text == new, "half a manifest");
            recorded += usize::from(text == new);
            assert!(unfinished(&workspace.path(folder)).len() <= 1, "the next run cleans up");
        }
        caught += usize::from(recorded > 0 && recorded < folders.len());
        if caught == CAUGHT {
            break;
        }
    }
    assert_eq!(caught, CAUGHT, "too few runs were caught at work");
    for folder in &folders {
        workspace.write(&format!("{folder}/manifest.toml"), &old);
    }
    let (code, stdout, stderr) = workspace.run(&args);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.ends_with("12 packages: 12 recorded, 0 unchanged\n"), "{stdout}");
    assert!(folders.iter().all(|folder| unfinished(&workspace.path(folder)).is_empty()));
}

/// Starts several at once; their exit codes.
fn at_once(workspace: &Workspace, ids: &[&str]) -> Vec<i32> {
    let templates = scaffold::templates();
    let templates = templates.to_string_lossy();
    let start = |id: &&str| {
        let mut command = workspace.command(&["new", id, "--templates", &templates]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
    };
    let children: Vec<_> = ids.iter().map(start).collect();
    let ended = children.into_iter().map(|child| child.wait_with_output().expect("it ended"));
    ended.map(|output| told(&output).0).collect()
}

#[test]
fn two_at_once_do_not_mix() {
    let alone = Workspace::new();
    alone.new_package(&["orders.cancel-order"]);
    let wanted = tree(&alone.path("packages/cancel-order"));
    for _ in 0..5 {
        let workspace = Workspace::new();
        let mut codes = at_once(&workspace, &["orders.cancel-order"; 6]);
        codes.sort_unstable();
        assert_eq!(codes, [0, 1, 1, 1, 1, 1]);
        assert_eq!(tree(&workspace.path("packages/cancel-order")), wanted);
        assert_eq!(tree(&workspace.path("")).len(), wanted.len());

        let workspace = Workspace::new();
        let ids = ["a.one", "a.two", "a.three", "a.four", "a.five", "a.six"];
        assert_eq!(at_once(&workspace, &ids), [0; 6]);
        let folders = fs::read_dir(workspace.path("packages")).expect("a folder");
        let folders: BTreeSet<_> =
            folders.map(|entry| entry.expect("an entry").file_name()).collect();
        assert_eq!(folders.len(), ids.len());
        assert_eq!(tree(&workspace.path("")).len(), ids.len() * wanted.len());
    }
}
