//! The index of codes lists every page once, with its own words and the profiles' levels. `BLESS=1`
//! fills the rows in; which family a code belongs to is written by hand.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use checker::policy;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/codes")
}

/// The pages there are, as the index links them.
fn pages() -> BTreeSet<String> {
    let below = |part: &str| {
        let entries = fs::read_dir(folder().join(part)).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let names = names.map(|name| name.into_string().expect("UTF-8"));
        let pages = names.filter(|name| name.ends_with(".md") && name != "README.md");
        pages.map(|name| format!("{part}{name}")).collect::<Vec<_>>()
    };
    below("").into_iter().chain(below("run/")).collect()
}

/// The page that a row of the index links.
fn page(line: &str) -> Option<&str> {
    let (_, rest) = line.strip_prefix("| [")?.split_once("](")?;
    Some(rest.split_once(')')?.0)
}

/// A row as it has to be.
fn row(page: &str) -> String {
    let text = fs::read_to_string(folder().join(page)).unwrap_or_default();
    let mut lines = text.lines();
    let name = lines.next().unwrap_or_default().trim_start_matches("# ");
    let says = lines.nth(1).unwrap_or_default();
    let levels = ["strict", "traverse-1.0"].map(|profile| policy::builtin(profile).1.levels);
    let levels = levels.iter().filter_map(|levels| levels.get(name));
    let levels: String = levels.map(|l| format!(" {l:?} |").to_lowercase()).collect();
    format!("| [{name}]({page}) | {says} |{levels}")
}

#[test]
fn the_index_is_what_the_pages_say() {
    let path = folder().join("README.md");
    let text = fs::read_to_string(&path).expect("the index");
    let listed: Vec<_> = text.lines().filter_map(page).collect();
    let listed_once: BTreeSet<_> = listed.iter().copied().map(str::to_owned).collect();
    let odd: Vec<_> = pages().symmetric_difference(&listed_once).cloned().collect();
    assert!(odd.is_empty(), "each page needs one row in {}: {odd:?}", path.display());
    assert_eq!(listed.len(), listed_once.len(), "a page has two rows in {}", path.display());

    let line = |line: &str| page(line).map_or(line.to_owned(), row) + "\n";
    let wanted: String = text.lines().map(line).collect();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &wanted).expect("a writable index");
        return;
    }
    for (line, wanted) in text.lines().zip(wanted.lines()) {
        assert_eq!(line, wanted, "BLESS=1 cargo test -p checker --test codes");
    }
    assert_eq!(text, wanted);
}
