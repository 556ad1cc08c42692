//! What the documentation names is there: the targets of links, headings, codes and policies.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use checker::checks::codes;
use checker::{Content, Input, Role, policy};
use ignore::WalkBuilder;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn pages() -> Vec<PathBuf> {
    let mut walk = WalkBuilder::new(top().join("docs"));
    for other in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "packages"] {
        walk.add(top().join(other));
    }
    // Bazel lays tests' data out as links.
    let entries = walk.follow_links(true).build().map(|entry| entry.expect("an entry").into_path());
    let pages: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    assert!(pages.len() > 80, "only {} pages were found", pages.len());
    pages
}

/// What a page holds that can be wrong.
#[derive(Default)]
struct Page {
    links: Vec<String>,
    /// References that are defined nowhere.
    undefined: Vec<String>,
    headings: Vec<String>,
    /// Code, inline and in blocks, each with its language.
    code: Vec<(String, String)>,
}

fn read(path: &Path) -> Page {
    let text = fs::read_to_string(path).expect("a page");
    let mut undefined = vec![];
    let mut page = Page::default();
    let (mut heading, mut block) = (None, None);
    let broken = |link: pulldown_cmark::BrokenLink<'_>| {
        // `[text]` alone may just be text in brackets.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push(link.reference.to_string());
        }
        None
    };
    for event in Parser::new_with_broken_link_callback(&text, Options::ENABLE_TABLES, Some(broken))
    {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.to_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => page.headings.extend(heading.take()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                block = Some((language.to_string(), String::new()));
            }
            Event::End(TagEnd::CodeBlock) => page.code.extend(block.take()),
            Event::Text(text) => {
                let open = heading.as_mut().or(block.as_mut().map(|(_, code)| code));
                if let Some(open) = open {
                    open.push_str(&text);
                }
            }
            Event::Code(code) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&code);
                }
                page.code.push((String::new(), code.to_string()));
            }
            _ => {}
        }
    }
    Page { undefined, ..page }
}

/// A heading's name in a link, as code hosts make it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn fault(path: &Path, link: &str) -> Option<&'static str> {
    // The runner's own tests hold these to its fixtures, which are not at hand here under Bazel.
    if link.contains("checker/runner/tests/") {
        return None;
    }
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let target = if file.is_empty() { path.to_owned() } else { path.parent()?.join(file) };
    if !target.exists() {
        return Some("does not exist");
    }
    let is_there = || read(&target).headings.iter().any(|other| anchor(other) == heading);
    (!heading.is_empty() && !is_there()).then_some("is no heading there")
}

#[test]
fn every_link_leads_somewhere() {
    let mut faults = vec![];
    for path in pages() {
        let page = read(&path);
        let own = page.links.iter().filter(|link| !link.contains("://"));
        faults.extend(own.filter_map(|link| {
            fault(&path, link).map(|fault| format!("{}: {link} {fault}", path.display()))
        }));
        let undefined = page.undefined.iter();
        faults.extend(undefined.map(|name| format!("{}: [{name}] is undefined", path.display())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is called a code: between `error[` and `]`, and after `explain`.
fn shown_codes(code: &str) -> impl Iterator<Item = &str> {
    let bracketed = ["error[", "warning["].into_iter().flat_map(|before| {
        code.split(before).skip(1).filter_map(|rest| Some(rest.split_once(']')?.0))
    });
    let explained = code.split(" explain ").skip(1);
    bracketed.chain(explained.filter_map(|rest| rest.split_whitespace().next()))
}

#[test]
fn every_code_that_is_shown_exists() {
    let run = fs::read_dir(top().join("docs/codes/run")).expect("the runner's pages");
    let run = run.map(|entry| entry.expect("an entry").path());
    let run = run.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let known: BTreeSet<_> = codes().into_iter().map(str::to_owned).chain(run).collect();
    let mut shown = 0;
    for path in pages() {
        for (_, code) in read(&path).code {
            for name in shown_codes(&code) {
                let is_one = known.contains(name) || name == "CODE";
                assert!(is_one, "{}: there is no code `{name}`", path.display());
                shown += 1;
            }
        }
    }
    assert!(shown > 3, "only {shown} codes were found");
}

#[test]
fn every_policy_that_is_shown_can_be_used() {
    let mut shown = 0;
    for path in pages() {
        for (language, code) in read(&path).code {
            let is_policy = ["[levels]", "[[exception]]", "profile = "].map(|t| code.contains(t));
            if language != "toml" || !is_policy.contains(&true) {
                continue;
            }
            // A part of one is a policy too, below its first lines.
            let whole =
                if code.contains("[governance]") { "" } else { "[governance]\nschema = 1\n" };
            let text = whole.to_owned() + &code;
            let content = Content::Bytes(text.as_bytes());
            let input = Input { role: Role::Policy, name: "policy.toml", content };
            let read = policy::read(&input);
            assert!(read.is_ok(), "{}: {:#?}", path.display(), read.err());
            shown += 1;
        }
    }
    assert!(shown > 0, "no policy was found");
}

/// One of the page's blocks is in the template, once its name is in place.
fn shows_of_a_template(page: &str, name: &str, template: &str) {
    let template = top().join("templates").join(template).join("BUILD.bazel.tmpl");
    let text = fs::read_to_string(template).expect("a template").replace("{{name}}", name);
    let text = text.replace("{{crates}}", "@crates");
    let shown = read(&top().join(page)).code.into_iter();
    let mut shown = shown.filter(|(language, _)| language == "starlark").map(|(_, code)| code);
    assert!(shown.any(|shown| text.contains(&shown)), "{page}: the template's is now\n{text}");
}

#[test]
fn what_is_shown_of_a_template_is_what_it_writes() {
    shows_of_a_template("README.md", "cancel-order", "rust");
    shows_of_a_template("docs/other-languages.md", "count-order", "c");
}

/// The pages that have commands, which a script runs: see CONTRIBUTING.md.
const RUN: &[&str] = &[
    "README.md",
    "docs/authoring-guide.md",
    "docs/from-traverse.md",
    "docs/monorepo.md",
    "docs/other-languages.md",
    "docs/recipes.md",
    "docs/schemas/README.md",
];
const BY_HAND: &[&str] = &["docs/write-a-check.md"];

#[test]
fn every_command_that_is_shown_is_run() {
    let (mut run, mut by_hand) = (BTreeSet::new(), BTreeSet::new());
    for path in pages() {
        let name = path.strip_prefix(top()).expect("below").to_string_lossy().into_owned();
        for (language, code) in read(&path).code {
            let commands = ["bazel ", "scripts/", "cargo "];
            match &*language {
                "sh by hand" => drop(by_hand.insert(name.clone())),
                language if language == "sh" || language.starts_with("sh fails ") => {
                    run.insert(name.clone());
                }
                // In a sentence.
                "" if !code.contains('\n') => {}
                _ => assert!(
                    !code.lines().any(|line| commands.iter().any(|start| line.starts_with(start))),
                    "{name}: commands are fenced as `sh`:\n{code}"
                ),
            }
        }
    }
    assert_eq!(Vec::from_iter(&run), RUN, "a page whose commands no script runs");
    assert_eq!(Vec::from_iter(&by_hand), BY_HAND);
}

/// `12 | text` under a finding is line 12 of a file of this repository.
#[test]
fn the_readme_quotes_what_is_there() {
    let mut quoted = 0;
    for (_, code) in read(&top().join("README.md")).code {
        let Some((_, shown)) = code.split_once("\n  --> ") else { continue };
        let (place, shown) = shown.split_once('\n').expect("lines below");
        let file = place.split(':').next().expect("a file");
        let text = fs::read_to_string(top().join(file)).expect("a file of the repository");
        // Bazel's own line leads to the target.
        let error = code.strip_prefix("ERROR: ").and_then(|rest| rest.split_once(": Sealing "));
        let mut error = error.expect("Bazel's line").0.split(':');
        let build = fs::read_to_string(top().join(error.next().expect("a file")));
        let line: usize = error.next().and_then(|line| line.parse().ok()).expect("a line");
        let target = build.expect("a BUILD file").lines().nth(line - 1).map(str::to_owned);
        assert_eq!(target.as_deref(), Some("rust_wasm_microservice("), "the line of Bazel's error");
        for line in shown.lines() {
            let Some((number, quote)) = line.split_once(" | ") else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            assert_eq!(text.lines().nth(number - 1), Some(quote), "{file}:{number}");
            quoted += 1;
        }
    }
    assert!(quoted > 0, "nothing is quoted");
}
