//! Every code's cases: a `pass-` case has no finding; a `fail-` case has findings of its own code
//! and no other, and shows them as its `expected.txt` says. `BLESS=1` rewrites those: read the diff.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

mod case;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use case::{Case, root};
use checker::checks::CHECKS;

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect()
}

fn codes() -> BTreeSet<String> {
    CHECKS.iter().map(|check| check.code.name.to_owned()).collect()
}

fn cases(code: &str) -> Vec<PathBuf> {
    names(&root().join(code)).iter().map(|name| root().join(code).join(name)).collect()
}

fn is_fail(case: &Path) -> bool {
    let name = case.file_name().expect("a name").to_string_lossy();
    assert!(name.starts_with("fail-") || name.starts_with("pass-"), "{}", case.display());
    name.starts_with("fail-")
}

#[test]
fn codes_and_folders_are_the_same_set() {
    let mut folders = names(&root());
    assert!(folders.remove("base"));
    assert_eq!(folders, codes());
    for code in codes() {
        let (fail, pass): (Vec<_>, Vec<_>) =
            cases(&code).into_iter().partition(|case| is_fail(case));
        assert!(!fail.is_empty() && !pass.is_empty(), "{code} needs a pass and a fail case");
    }
}

#[test]
fn codes_and_pages_are_the_same_set() {
    let pages = root().join("../../docs/codes");
    let page = |name: String| name.strip_suffix(".md").map(str::to_owned);
    let pages: BTreeSet<_> =
        names(&pages).into_iter().filter_map(page).filter(|n| n != "README").collect();
    assert_eq!(pages, codes());
    for check in CHECKS {
        let code = &check.code;
        let start = format!("# {}\n\n{}\n", code.name, code.summary);
        assert!(code.page.starts_with(&start), "{}'s page starts with its summary", code.name);
        for heading in ["**Why it matters.**", "**How to fix it.**", "**Fails:**", "**Passes:**"] {
            assert!(code.page.contains(heading), "{}'s page lacks {heading}", code.name);
        }
        for case in cases(code.name) {
            let name = case.file_name().expect("a name").to_string_lossy();
            let link = format!("(../../checker/fixtures/{}/{name})", code.name);
            assert!(code.page.contains(&link), "{}'s page links no {link}", code.name);
        }
        assert_eq!(
            code.page.matches("../../checker/fixtures/").count(),
            cases(code.name).len(),
            "{}'s page links cases that are not there",
            code.name
        );
    }
}

#[test]
fn codes_are_sorted() {
    let names: Vec<_> = CHECKS.iter().map(|check| check.code.name).collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn the_base_of_all_cases_is_clean() {
    for subject in ["package", "contract", "workflow", "event", "model"] {
        let judged = Case::at(&root().join("base")).with("subject", subject).judge();
        assert!(judged.codes.is_empty(), "{}", judged.shown);
    }
}

#[test]
fn every_case_reports_its_own_code_and_no_other() {
    let mut faults = vec![];
    for code in codes() {
        for case in cases(&code) {
            if let Err(fault) = run(&case, &code) {
                faults.push(format!("{}: {fault}", case.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// What a check says of itself is what its cases show: exceptions are judged by it.
#[test]
fn what_only_packages_have_is_found_in_packages() {
    for check in CHECKS.iter().filter(|check| check.is_of_packages()) {
        for case in cases(check.code.name).iter().filter(|case| is_fail(case)) {
            assert_eq!(Case::at(case).subject(), "package", "{}", case.display());
        }
    }
    let is_of_packages = |code| checker::checks::find(code).expect("a code").is_of_packages();
    assert!(is_of_packages("weak-summary") && !is_of_packages("loose-schema"));
    assert!(!is_of_packages("unknown-field") && !is_of_packages("too-large"));
}

fn run(case: &Path, code: &str) -> Result<(), String> {
    let judged = Case::at(case).judge();
    let wanted: &[&str] = if is_fail(case) { &[code] } else { &[] };
    if judged.codes != wanted {
        return Err(format!("reports {:?}\n{}", judged.codes, judged.shown));
    }
    let heads = judged.shown.lines().filter(|line| line.contains(": error["));
    if let Some(head) = heads.into_iter().find(|head| !has_place(head)) {
        return Err(format!("no `path:line:column: ` begins\n{head}"));
    }
    let expected = case.join("expected.txt");
    if !is_fail(case) {
        return if expected.exists() { Err("a pass case expects nothing".into()) } else { Ok(()) };
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, &judged.shown).expect("a writable fixture");
    }
    let wanted = fs::read_to_string(&expected).unwrap_or_default();
    if judged.shown == wanted {
        return Ok(());
    }
    Err(format!("shows\n{}\ninstead of\n{wanted}\nBLESS=1 accepts it", judged.shown))
}

/// Editors and logs are searched by it.
fn has_place(head: &str) -> bool {
    let place = head.split_once(": error[").map_or("", |(place, _)| place);
    let parts: Vec<_> = place.rsplitn(3, ':').collect();
    let is_number = |part: &str| part.parse::<usize>().is_ok_and(|number| number > 0);
    matches!(parts[..], [column, line, path] if is_number(column) && is_number(line) && !path.is_empty())
}
