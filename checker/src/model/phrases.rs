//! Phrases that a policy lists, found in prose.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use globset::{Glob, GlobSet, GlobSetBuilder};

use super::boundary::words;
use super::sentence::{clauses, is_negated};

/// Globs over runs of words.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// By how many words they have: a `*` doesn't match across words.
    globs: BTreeMap<usize, GlobSet>,
    /// How their first words begin: to pass over texts that no glob can match.
    beginnings: AhoCorasick,
}

impl Phrases {
    /// None if there is nothing to find.
    pub fn of(list: &[String]) -> Option<Self> {
        let mut builders: BTreeMap<_, GlobSetBuilder> = BTreeMap::new();
        for pattern in list {
            // A policy's globs were checked when it was read.
            let glob = Glob::new(&pattern.to_lowercase()).ok()?;
            builders
                .entry(pattern.split(' ').count())
                .or_insert_with(GlobSetBuilder::new)
                .add(glob);
        }
        if builders.is_empty() {
            return None;
        }
        let globs =
            builders.into_iter().map(|(count, builder)| Some((count, builder.build().ok()?)));
        let beginnings = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .start_kind(StartKind::Both)
            .build(list.iter().map(|pattern| beginning(pattern)))
            .ok()?;
        Some(Self { globs: globs.collect::<Option<_>>()?, beginnings })
    }

    /// Clauses that speak of it and don't deny it: where they begin, their text, and the words.
    pub fn claims<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str, String)> {
        let may_speak = |text: &str| self.beginnings.is_match(text);
        let clauses = may_speak(text).then(|| clauses(text)).into_iter().flatten();
        clauses.filter(move |clause| may_speak(clause.text)).filter_map(|clause| {
            let words = self.find(clause.text).filter(|_| !is_negated(clause.text))?;
            Some((clause.start, clause.text, words))
        })
    }

    /// The first words that a pattern matches, as few as do.
    fn find(&self, clause: &str) -> Option<String> {
        let words: Vec<_> = words(clause).map(|(_, word)| word).collect();
        let begins = |start: &usize| {
            self.beginnings.is_match(Input::new(words[*start]).anchored(Anchored::Yes))
        };
        let runs = (0..words.len()).filter(begins).flat_map(|start| {
            self.globs.iter().map(move |(count, globs)| (start..start + count, globs))
        });
        let mut texts = runs.filter_map(|(run, globs)| Some((words.get(run)?.join(" "), globs)));
        texts.find(|(text, globs)| globs.is_match(text.to_lowercase())).map(|(text, _)| text)
    }
}

/// The letters that whatever a glob matches begins with, of those that have one small form.
fn beginning(pattern: &str) -> &str {
    let end = pattern.find(|c: char| !c.is_ascii() || c.is_whitespace() || "*?[{\\".contains(c));
    &pattern[..end.unwrap_or(pattern.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(list: &[&str], text: &str) -> Vec<String> {
        let list: Vec<_> = list.iter().map(|pattern| (*pattern).to_owned()).collect();
        let phrases = Phrases::of(&list).expect("phrases");
        phrases.claims(text).map(|(_, _, words)| words).collect()
    }

    #[test]
    fn phrases_are_found_by_whole_words_in_any_letters() {
        let list = ["sidecar", "env* var*", "/etc/*", "ähnlich", "*.sock"];
        let text =
            "A Sidecar. Environment  variables; /etc/passwd, but ÄHNLICH! At run.sock. Sidecars.";
        let wanted = ["Sidecar", "Environment variables", "/etc/passwd", "ÄHNLICH", "run.sock"];
        assert_eq!(found(&list, text), wanted);
        assert_eq!(found(&list, "no sidecar"), Vec::<String>::new());
        assert!(Phrases::of(&[]).is_none());
    }
}
