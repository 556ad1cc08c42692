//! Reads the workspace's policy: checks its names, merges it over its profile and splits it in two.

use globset::Glob;
use toml_edit::Datetime;

use crate::checks::{self, CHECKS, duplicate_item, unknown_field, wrong_type};
use crate::excerpt::{locate, texts};
use crate::finding::Flood;
use crate::model::document::{Document, Node, Text};
use crate::model::fields::POLICY;
use crate::model::policy::{
    Access, Boundary, Budgets, Exception, Imports, LEVELS_KIND, LISTS_KIND, Level, Levels, Lists,
    Models, SCHEMA, Sourced,
};
use crate::{Finding, Input, reading, verdict};

/// Policy files that ship with the checker, by name.
pub const PROFILES: &[(&str, &str)] = &[
    ("strict", include_str!("../profiles/strict.toml")),
    ("traverse-1.0", include_str!("../profiles/traverse-1.0.toml")),
];

/// The policy in a file, or what is wrong with it.
pub fn read(input: &Input<'_>) -> Result<(Lists, Levels), Vec<verdict::Finding>> {
    reading::document(input)
        .and_then(|document| resolve(&document))
        .map_err(|findings| locate(findings, &texts([input])))
}

/// The policy in a document, over the profile that it names.
pub fn resolve(document: &Document<'_>) -> Result<(Lists, Levels), Vec<Finding>> {
    let mut findings = reading::fields(document, &POLICY);
    findings.extend(names(document));
    if !findings.is_empty() {
        return Err(findings);
    }
    let profile = document.text(&["governance", "profile"]).map_or("strict", |text| text.value);
    let (mut lists, mut levels) = builtin(profile);
    overlay(document, document.name, &mut lists, &mut levels);
    Ok((lists, levels))
}

/// A profile as it ships. The names are checked before; a test resolves every one.
pub fn builtin(profile: &str) -> (Lists, Levels) {
    let nothing = || Sourced { source: String::new(), value: vec![] };
    let unbounded = || Sourced { source: String::new(), value: u64::MAX };
    let mut lists = Lists {
        kind: LISTS_KIND.into(),
        schema: SCHEMA,
        imports: Imports::new(nothing(), nothing()),
        access: Access { by_exception: nothing() },
        boundary: Boundary::new(nothing()),
        budgets: Budgets {
            memory_pages: unbounded(),
            module_bytes: unbounded(),
            table_elements: unbounded(),
            fuel: unbounded(),
            stdout_bytes: unbounded(),
            wall_seconds: unbounded(),
            proc_exit_ok: Sourced { source: String::new(), value: false },
        },
        models: Models::new(nothing()),
    };
    // A code that no policy names is denied.
    let levels = CHECKS.iter().map(|check| (check.code.name.to_owned(), Level::Deny));
    let mut levels = Levels {
        kind: LEVELS_KIND.into(),
        schema: SCHEMA,
        levels: levels.collect(),
        exceptions: vec![],
    };
    let text = PROFILES.iter().find(|(name, _)| *name == profile).map_or("", |(_, text)| text);
    if let Ok(document) = Document::parse("profile.toml", text) {
        overlay(&document, &format!("profile {profile}"), &mut lists, &mut levels);
    }
    (lists, levels)
}

fn overlay(document: &Document<'_>, source: &str, lists: &mut Lists, levels: &mut Levels) {
    let texts = |node: &Node| -> Vec<String> {
        node.items().iter().filter_map(Node::as_str).map(str::to_owned).collect()
    };
    fn set<T>(target: &mut Sourced<T>, source: &str, value: Option<T>) {
        if let Some(value) = value {
            *target = Sourced { source: source.to_owned(), value };
        }
    }
    set(&mut lists.imports.allowed, source, document.get(&["imports", "allowed"]).map(texts));
    set(&mut lists.imports.granted, source, document.get(&["imports", "granted"]).map(texts));
    let by_exception = document.get(&["access", "by_exception"]);
    set(&mut lists.access.by_exception, source, by_exception.map(texts));
    let host_bound = document.get(&["boundary", "host_bound"]);
    set(&mut lists.boundary.host_bound, source, host_bound.map(texts));
    set(&mut lists.models.vendors, source, document.get(&["models", "vendors"]).map(texts));
    let count = |key| document.get(&["budgets", key]).and_then(Node::as_u64);
    let budgets = &mut lists.budgets;
    set(&mut budgets.module_bytes, source, count("module_bytes"));
    set(&mut budgets.memory_pages, source, count("memory_pages"));
    set(&mut budgets.table_elements, source, count("table_elements"));
    set(&mut budgets.fuel, source, count("fuel"));
    set(&mut budgets.stdout_bytes, source, count("stdout_bytes"));
    set(&mut budgets.wall_seconds, source, count("wall_seconds"));
    let proc_exit_ok = document.get(&["budgets", "proc_exit_ok"]).and_then(Node::as_bool);
    set(&mut budgets.proc_exit_ok, source, proc_exit_ok);
    for entry in document.get(&["levels"]).map_or(&[][..], Node::entries) {
        let level = entry.node.as_str().and_then(Level::parse);
        if let Some(level) = level {
            levels.levels.insert(entry.key.clone(), level);
        }
    }
    for node in document.get(&["exception"]).map_or(&[][..], Node::items) {
        let text = |key: &str| node.get(key).and_then(Node::as_str).unwrap_or("").to_owned();
        levels.exceptions.push(Exception {
            source: source.to_owned(),
            code: text("code"),
            package: text("package"),
            reason: text("reason"),
            until: text("until"),
        });
    }
}

/// The lists of globs, what they are over, and an example.
const GLOBS: &[(&[&str], &str, &str)] = &[
    (&["imports", "allowed"], "`module::name`", "wasi_snapshot_preview1::fd_*"),
    (&["imports", "granted"], "`module::name`", "wasi_snapshot_preview1::fd_*"),
    (&["boundary", "host_bound"], "words", "localhost"),
    (&["models", "vendors"], "the names of vendors and products", "acme-*"),
];

/// Names in the policy that mean nothing: codes, the profile, globs and days.
fn names(document: &Document<'_>) -> Vec<Finding> {
    let (mut unknown, mut wrong) = (Flood::default(), Flood::default());
    let codes = checks::codes();
    for entry in document.get(&["levels"]).map_or(&[][..], Node::entries) {
        if !codes.contains(&&*entry.key) {
            let place = document.place(entry.key_span);
            unknown.push(|| unknown_field::code(place, &entry.key, &codes));
        }
    }
    let profiles: Vec<_> = PROFILES.iter().map(|(name, _)| *name).collect();
    if let Some(profile) = document.text(&["governance", "profile"])
        && !profiles.contains(&profile.value)
    {
        let path = "governance.profile";
        wrong.push(|| wrong_type::choice(profile.place, path, profile.value, &profiles));
    }
    for (path, over, example) in GLOBS {
        for node in document.get(path).map_or(&[][..], Node::items) {
            let Some(text) = document.as_text(node) else { continue };
            if is_blank(text) {
                let wanted = format!("a glob such as `{example}`");
                wrong.push(|| blank(text, &path.join("."), &wanted));
            }
            if let Err(error) = Glob::new(text.value) {
                wrong.push(|| wrong_type::glob(text, &error.kind().to_string(), over, example));
            }
        }
    }
    for node in document.get(&["exception"]).map_or(&[][..], Node::items) {
        let text = |key: &str| document.as_text(node.get(key)?);
        if let Some(code) = text("code").filter(|code| !codes.contains(&code.value)) {
            unknown.push(|| unknown_field::code(code.place, code.value, &codes));
        }
        for (key, wanted) in [("package", "a package's id"), ("reason", "why it is accepted")] {
            if let Some(text) = text(key).filter(|text| is_blank(*text)) {
                wrong.push(|| blank(text, key, wanted));
            }
        }
        if let Some(until) = text("until").filter(|until| !is_day(until.value)) {
            wrong.push(|| wrong_type::day(until.place, until.value));
        }
    }
    let found = [unknown, wrong].into_iter().flat_map(Flood::into_findings);
    found.chain(duplicate_item::in_policy(document)).collect()
}

fn is_blank(text: Text<'_>) -> bool {
    text.value.trim().is_empty()
}

fn blank(text: Text<'_>, what: &str, wanted: &str) -> Finding {
    wrong_type::finding(text.place, &format!("`{what}`"), "blank", wanted, None)
}

/// `YYYY-MM-DD`, in which text order is the order of days.
pub fn is_day(text: &str) -> bool {
    let day: Option<Datetime> = text.parse().ok();
    day.is_some_and(|day| day.date.is_some() && day.time.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::authority::{FUNCTIONS, WASI};

    #[test]
    fn every_profile_is_a_policy_without_a_fault() {
        for (name, text) in PROFILES {
            let document = Document::parse("profile.toml", text).expect("TOML");
            let (lists, _) = resolve(&document).expect("no findings");
            let (built, _) = builtin(name);
            assert_eq!(lists.budgets.memory_pages.value, built.budgets.memory_pages.value);
            let budgets = &built.budgets;
            let bounds = [
                &budgets.module_bytes,
                &budgets.memory_pages,
                &budgets.table_elements,
                &budgets.fuel,
                &budgets.stdout_bytes,
                &budgets.wall_seconds,
            ];
            assert!(bounds.iter().all(|bound| bound.value != u64::MAX), "{name}: {budgets:?}");
        }
    }

    #[test]
    fn days_are_told_from_other_texts() {
        assert!(is_day("2026-12-31"));
        for text in [
            "2026-13-01",
            "2026-1-1",
            "26-01-01",
            "2026-01-00",
            "2026-02-30",
            "2026-01-01 ",
            "2026-01-01T00:00:00",
            "+026-01-01",
            "",
            "soon",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn wasi_preview_1_is_there_whole() {
        assert_eq!(FUNCTIONS.iter().filter(|function| function.module == WASI).count(), 46);
    }
}
