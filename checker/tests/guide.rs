//! The mistakes that docs/authoring-guide.md shows give what it shows: each `diff` is applied to a
//! package of this repository, and the next `text` is what a person sees. `BLESS=1` writes it anew.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

mod case;

use std::fs;
use std::path::{Path, PathBuf};

use checker::gate::{decide, subject_name};
use checker::model::digest::sha256;
use checker::report::human;
use checker::{Content, Input, Request, Role, judge, policy};

const PACKAGE: &str = "packages/calculate-price/";
const BUILDER: &str = "linux-rust-1.95";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The package's documents as the guide shows them: built by a compiler that does not change, so
/// that a new one makes no other guide.
fn documents(module: &[u8]) -> [(Role, String, String); 4] {
    let read = |name: &str| fs::read_to_string(top().join(PACKAGE).join(name)).expect("a document");
    let manifest = read("manifest.toml");
    let (before, rest) = manifest.split_once("[binary.digests]\n").expect("digests");
    let (_, after) = rest.split_once("\n\n").expect("a table behind them");
    let digest = sha256(module);
    let manifest = format!("{before}[binary.digests]\n\"{BUILDER}\" = \"{digest}\"\n\n{after}");
    [
        (Role::Manifest, format!("{PACKAGE}manifest.toml"), manifest),
        (Role::Contract, format!("{PACKAGE}contract.json"), read("contract.json")),
        (Role::Boundary, format!("{PACKAGE}BOUNDARY.md"), read("BOUNDARY.md")),
        (
            Role::Workflow,
            "packages/workflows/checkout.json".into(),
            read("../workflows/checkout.json"),
        ),
    ]
}

/// What a person sees of the package after the changes, each of them `--- FILE` and its lines.
fn shown(changes: &[String]) -> String {
    let module = wat::parse_file(case::root().join("base/module.wat")).expect("valid WAT");
    let mut documents = documents(&module);
    for change in changes {
        let (file, hunk) = change.split_once('\n').expect("a file and lines");
        let file = file.strip_prefix("--- ").expect("`--- FILE` first");
        let document = documents.iter_mut().find(|(_, name, _)| name == file);
        let (_, _, text) = document.expect("a document of the package");
        *text = case::apply(text, hunk, Path::new("docs/authoring-guide.md"));
    }
    let [manifest, contract, boundary, workflow] =
        documents.each_ref().map(|(role, name, text)| Input {
            role: *role,
            name,
            content: Content::Bytes(text.as_bytes()),
        });
    let (module_name, source) =
        (format!("{PACKAGE}calculate-price.wasm"), format!("{PACKAGE}src/main.rs"));
    let input = |role, name, bytes| Input { role, name, content: Content::Bytes(bytes) };
    let (lists, levels) = policy::builtin("strict");
    let verdict = judge(&Request::Package {
        manifest,
        contract: Some(contract),
        module: Some(input(Role::Module, &module_name, &module)),
        sources: vec![input(Role::Source, &source, b"fn main() {}")],
        crates: &[],
        boundary: Some(boundary),
        workflows: vec![workflow],
        models: vec![],
        sealed: false,
        lists: &lists,
        builder: BUILDER,
        update_command: "bazel run //packages/calculate-price:calculate-price.update",
    });
    let decided = decide(&verdict.findings, None, &levels, false, None);
    human::decided(&subject_name(&verdict), &decided)
}

#[test]
fn the_package_is_clean_without_the_mistakes() {
    assert_eq!(shown(&[]), "");
}

#[test]
fn the_mistakes_are_told_as_the_guide_shows() {
    let path = top().join("docs/authoring-guide.md");
    let text = fs::read_to_string(&path).expect("the guide");
    let (mut wanted, mut changes, mut mistakes) = (String::new(), vec![], 0);
    // Every other part is the inside of a fence.
    for (index, part) in text.split("```").enumerate() {
        let (language, inside) = part.split_once('\n').unwrap_or((part, ""));
        let part = match (index % 2, language) {
            (1, "diff") => {
                changes.push(inside.to_owned());
                part.to_owned()
            }
            (1, "text") if !changes.is_empty() => {
                mistakes += 1;
                format!("text\n{}", shown(&std::mem::take(&mut changes)))
            }
            _ => part.to_owned(),
        };
        let fence = if index == 0 { "" } else { "```" };
        wanted = wanted + fence + &part;
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &wanted).expect("a writable guide");
        return;
    }
    assert!(mistakes >= 5, "only {mistakes} mistakes are shown");
    assert!(text == wanted, "it is now\n{wanted}\nBLESS=1 cargo test -p checker --test guide");
}
