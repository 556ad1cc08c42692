//! The pages say what is there: links lead somewhere, and no fixture goes unmentioned.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a page links to, as paths beside it: `](path)` and `[name]: path`.
fn links(page: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(page).unwrap();
    let inline = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let inline = inline.map(|(link, _)| link.to_owned());
    let named = text.lines().filter_map(|line| line.strip_prefix('[')?.split_once("]: "));
    inline.chain(named.map(|(_, link)| link.to_owned())).collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    entries.map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let docs = top().join("docs");
    let mut pages: Vec<_> = names(&docs.join("codes/run"))
        .iter()
        .map(|name| docs.join("codes/run").join(name))
        .collect();
    pages.push(docs.join("wasm-io-contract.md"));
    for page in pages {
        let links = links(&page);
        assert!(!links.is_empty(), "{} links to nothing", page.display());
        for link in links {
            let target = page.parent().unwrap().join(&link);
            assert!(target.exists(), "{}: {link} does not exist", page.display());
        }
    }
}

#[test]
fn every_named_reference_of_the_contract_is_defined_and_used() {
    let text = fs::read_to_string(top().join("docs/wasm-io-contract.md")).unwrap();
    let defined: BTreeSet<_> = text
        .lines()
        .filter_map(|line| Some(line.strip_prefix('[')?.split_once("]: ")?.0))
        .collect();
    let used: BTreeSet<_> =
        text.split("][").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0)).collect();
    assert_eq!(defined, used);
}

/// Whether what a link leads to passes: a fixture by its name, what a run printed by its exit code.
fn passes(path: &Path) -> bool {
    if path.extension().is_some_and(|extension| extension == "txt") {
        return fs::read_to_string(path).unwrap().starts_with("exit 0\n");
    }
    path.file_name().unwrap().to_str().unwrap().starts_with("pass-")
}

#[test]
fn every_statement_and_probe_of_the_contract_shows_what_passes_and_what_fails() {
    let docs = top().join("docs");
    let text = fs::read_to_string(docs.join("wasm-io-contract.md")).unwrap();
    let linked = |cell: &str| -> Vec<PathBuf> {
        let names = cell.split("][").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
        let link = |name| text.lines().find_map(|line| line.strip_prefix(&format!("[{name}]: ")));
        names.map(|name| docs.join(link(name).unwrap())).collect()
    };
    // `| 2.1 | statement | passes | fails |`
    let numbered = |number: &str| number.contains('.') && number.parse::<f64>().is_ok();
    let (_, probes) = text.split_once("\n## Probes\n").unwrap();
    let (probes, _) = probes.split_once("\n## ").unwrap();
    let (mut statements, mut tried) = (0, 0);
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let statement = numbered(cells[0]);
        let probe = probes.contains(line) && cells[0] != "probe";
        if !statement && !probe {
            continue;
        }
        assert_eq!(cells.len(), 4, "{line}");
        let (pass, fail) = (linked(cells[2]), linked(cells[3]));
        assert!(!pass.is_empty() && pass.iter().all(|path| passes(path)), "nothing passes: {line}");
        assert!(!fail.is_empty() && !fail.iter().any(|path| passes(path)), "nothing fails: {line}");
        statements += usize::from(statement);
        tried += usize::from(probe);
    }
    assert!(statements > 30, "only {statements} statements were found");
    assert_eq!(tried, 4);
}

#[test]
fn every_fixture_is_mentioned_by_its_page() {
    let tests = top().join("checker/runner/tests");
    let contract = fs::read_to_string(top().join("docs/wasm-io-contract.md")).unwrap();
    for wat in names(&tests.join("hostile")).iter().filter(|name| name.ends_with(".wat")) {
        assert!(contract.contains(&format!("hostile/{wat}\n")), "{wat} is not mentioned");
    }
    for folder in ["cases", "host"] {
        for fixture in names(&tests.join("fixtures").join(folder)) {
            let link = format!("{folder}/{fixture}\n");
            assert!(contract.contains(&link), "{folder}/{fixture} is not mentioned");
        }
    }
    for code in runner::codes::CODES {
        for fixture in names(&tests.join("fixtures").join(code.name)) {
            let link = format!("{}/{fixture})", code.name);
            assert!(code.page.contains(&link), "{link} is not on its page");
        }
        assert!(code.page.starts_with(&format!("# {}\n\n{}\n", code.name, code.summary)));
        for part in ["**Why it matters.**", "**How to fix it.**"] {
            assert!(code.page.contains(part), "{}: no {part}", code.name);
        }
    }
}
