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

#[test]
fn the_recipe_for_another_language_is_a_template_that_is_built() {
    let read = |path: &str| fs::read_to_string(top().join(path)).expect("a text");
    let template = read("templates/c/BUILD.bazel.tmpl");
    let shown = self::read(&top().join("docs/other-languages.md")).code;
    let shown: Vec<_> = shown.iter().filter(|(language, _)| language == "starlark").collect();
    assert_eq!(shown.len(), 1, "one recipe is shown");
    let recipe = shown[0].1.replace("count-order", "{{name}}");
    assert!(template.contains(&recipe), "the template's is now\n{template}");
}
