//! Every code has a page and fixtures, and every fixture gives what its name says: `pass-…` nothing,
//! `fail-…` its folder's code and no other.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Trial};
use support::{Subject, expect, show, tests};

/// Folders for what is no code of the family `run`.
const OTHERS: [&str; 2] = ["cases", "host"];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("codes, pages and folders are the same set", same_sets)];
    for folder in folders(&tests().join("fixtures")) {
        let code = name(&folder);
        for fixture in folders(&folder) {
            let (code, title) = (code.clone(), format!("{code}/{}", name(&fixture)));
            trials.push(Trial::test(title, move || Ok(run(&code, &fixture)?)));
        }
    }
    for wat in files(&tests().join("hostile"), "wat") {
        let title = format!("hostile/{}", name(&wat));
        trials.push(Trial::test(title, move || Ok(hostile(&wat)?)));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(code: &str, fixture: &Path) -> Result<(), String> {
    let output = Subject::of(fixture).test(&[]);
    let shown = show(&output);
    let wanted = match name(fixture).split('-').next() {
        Some("pass") => BTreeSet::new(),
        Some("fail") if OTHERS.contains(&code) => codes(&shown),
        Some("fail") => BTreeSet::from([code.to_owned()]),
        _ => return Err("a fixture's name begins with pass- or fail-".into()),
    };
    if codes(&shown) != wanted || output.status.code() != Some(i32::from(!wanted.is_empty())) {
        return Err(format!("wanted {wanted:?}, got:\n{shown}"));
    }
    expect(&fixture.join("expected.txt"), &shown)
}

/// No hostile module may end otherwise than by a finding, within the memory that `test` gives and well
/// before the wall clock's 60 s, which are for machines that have much else to do.
fn hostile(wat: &Path) -> Result<(), String> {
    let subject = Subject::with_module(wat);
    let begun = Instant::now();
    let output = subject.test(&[]);
    let shown = show(&output);
    if output.status.code() != Some(1) || begun.elapsed() > Duration::from_secs(30) {
        return Err(format!("after {:?}: {shown}", begun.elapsed()));
    }
    expect(&wat.with_extension("txt"), &without_fuel_of_the_stack(shown))
}

/// How deep the stack goes depends on who calls the runner, and so does the fuel to get there.
fn without_fuel_of_the_stack(shown: String) -> String {
    if !shown.contains("call stack exhausted") {
        return shown;
    }
    let (before, after) = shown.split_once("(fuel ").expect("fuel is told");
    format!("{before}(fuel …{}", after.trim_start_matches(|digit: char| digit.is_ascii_digit()))
}

fn same_sets() -> Result<(), libtest_mimic::Failed> {
    let docs = tests().join("../../../docs/codes/run");
    let codes: BTreeSet<_> = runner::codes::CODES.iter().map(|code| code.name.to_owned()).collect();
    let pages = files(&docs, "md").iter().map(|page| name(&page.with_extension(""))).collect();
    let folders: BTreeSet<_> = folders(&tests().join("fixtures"))
        .iter()
        .map(|folder| name(folder))
        .filter(|name| !OTHERS.contains(&&**name))
        .collect();
    if codes != pages || codes != folders {
        return Err(format!("codes {codes:?}\npages {pages:?}\nfolders {folders:?}").into());
    }
    for code in &codes {
        let fixtures = self::folders(&tests().join("fixtures").join(code));
        for kind in ["pass-", "fail-"] {
            if !fixtures.iter().any(|fixture| name(fixture).starts_with(kind)) {
                return Err(format!("{code} has no {kind} fixture").into());
            }
        }
    }
    Ok(())
}

/// The codes of the findings in a text.
fn codes(shown: &str) -> BTreeSet<String> {
    let after = shown.split("error[").skip(1);
    after.filter_map(|rest| Some(rest.split_once("]:")?.0.to_owned())).collect()
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    sorted(parent, Path::is_dir)
}

fn files(parent: &Path, extension: &str) -> Vec<PathBuf> {
    sorted(parent, |path| path.extension().is_some_and(|own| own == extension))
}

fn sorted(parent: &Path, keep: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| keep(path)).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
