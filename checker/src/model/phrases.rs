//! Phrases that a policy lists, found in prose.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use globset::{Glob, GlobSet, GlobSetBuilder};

use super::denial;
use super::sentence::{clauses, in_one_line, sentences};
use super::words::{atoms, is_joint, names, words};

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
        // However many spaces part its words.
        let words = |pattern: &String| pattern.split_whitespace().collect::<Vec<_>>().join(" ");
        let list: Vec<_> = list.iter().map(words).collect();
        let mut builders: BTreeMap<_, GlobSetBuilder> = BTreeMap::new();
        for pattern in &list {
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

    /// What a paragraph says of it and doesn't deny: where the clause is, and the words.
    pub fn claims(&self, paragraph: &str) -> Vec<(Range<usize>, String)> {
        let may_speak = |text: &&str| self.beginnings.is_match(*text);
        if !may_speak(&paragraph) {
            return vec![];
        }
        let text = in_one_line(paragraph);
        let clauses = sentences(&text).filter(may_speak).flat_map(clauses).filter(may_speak);
        let claims = clauses.filter_map(|clause| {
            let words = self.find(clause)?;
            let start = clause.as_ptr() as usize - text.as_ptr() as usize;
            Some((start..start + clause.len(), words))
        });
        claims.take(CLAIMS).collect()
    }

    /// The first words of what a clause claims that a pattern matches.
    fn find(&self, clause: &str) -> Option<String> {
        let claimed = denial::claimed(clause);
        let is_claimed = |(at, _): &(usize, &str)| {
            let part = claimed.get(claimed.partition_point(|part| part.end <= *at));
            part.is_some_and(|part| part.start <= *at)
        };
        let may_begin = |word: &(usize, &str)| is_claimed(word) && self.begins(word.1);
        let written = self.run(clause, &words(clause).collect::<Vec<_>>(), may_begin);
        let name = names(clause).filter(|word| may_begin(word)).find_map(|(at, name)| {
            let name = &name[..name.floor_char_boundary(LONGEST)];
            let globs = self.globs.get(&1)?;
            globs.is_match(name.to_lowercase()).then(|| (at, name.to_owned()))
        });
        let within = self.run(clause, &atoms(clause).collect::<Vec<_>>(), may_begin);
        // Of those that begin at one place, the first.
        let found = [written, name, within].into_iter().flatten();
        found.min_by_key(|(at, _)| *at).map(|(_, text)| text)
    }

    fn begins(&self, word: &str) -> bool {
        self.beginnings.is_match(Input::new(word).anchored(Anchored::Yes))
    }

    /// The first words in a row that a pattern matches, as few as do, and where they begin.
    fn run(
        &self,
        clause: &str,
        words: &[(usize, &str)],
        may_begin: impl Fn(&(usize, &str)) -> bool,
    ) -> Option<(usize, String)> {
        let starts = (0..words.len()).filter(|start| may_begin(&words[*start]));
        let mut runs = starts.flat_map(|start| {
            self.globs.iter().filter_map(move |(count, globs)| {
                let run = words.get(start..start + count)?;
                let is_one = run.windows(2).all(|pair| {
                    let [(at, word), (next, _)] = pair else { return false };
                    is_joint(&clause[at + word.len()..*next])
                });
                let words = || run.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
                is_one.then(|| (words(), globs, run[0].0))
            })
        });
        let found = runs.find(|(text, globs, _)| globs.is_match(text.to_lowercase()));
        found.map(|(text, _, at)| (at, text))
    }
}

/// So many are looked for in a paragraph: of one that is full of them, more would tell no more.
pub const CLAIMS: usize = 100;
/// Longer names are cut: what each part of one begins is looked at.
const LONGEST: usize = 200;

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
        phrases.claims(text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn phrases_are_found_by_whole_words_in_any_letters() {
        let list = ["sidecar", " env*  var* ", "/etc/*", "ähnlich", "*.sock"];
        let text =
            "A Sidecar. Environment  variables; /etc/passwd, but ÄHNLICH! At run.sock. Sidecars.";
        let wanted = ["Sidecar", "Environment variables", "/etc/passwd", "ÄHNLICH", "run.sock"];
        assert_eq!(found(&list, text), wanted);
        assert_eq!(found(&list, "no sidecar"), Vec::<String>::new());
        assert!(Phrases::of(&[]).is_none());
    }

    #[test]
    fn phrases_are_found_in_longer_words() {
        let (lists, _) = crate::policy::builtin("strict");
        let phrases = lists.boundary.phrases().expect("phrases");
        for (text, wanted) in [
            ("needs the sidecar's port", "sidecar"),
            ("Needs a sidecar-container.", "sidecar"),
            ("Needs a sidecar/daemon.", "sidecar"),
            ("Needs sidecar(s).", "sidecar"),
            ("Needs a sidecar—always.", "sidecar"),
            ("Needs a side-car/helper", "side-car"),
            ("host-process needed", "host process"),
            ("Needs a \"host\" process", "host process"),
            ("https://localhost:80/ called", "localhost:80"),
            ("http://localhost:80 called", "http://localhost:80"),
            ("file:///etc/x", "/etc/x"),
            ("tcp://127.0.0.1:80", "127.0.0.1:80"),
            ("reads CONFIG=/etc/x", "/etc/x"),
        ] {
            let claims = phrases.claims(text);
            assert_eq!(
                claims.iter().map(|(_, words)| words).collect::<Vec<_>>(),
                [wanted],
                "{text}"
            );
        }
        for text in [
            "It is sidecar-free.",
            "a host-process-free package",
            "orders.daemon-list@1.0.0 and orders.sidecar",
            "see sidecar.json, docs/sidecar/readme.md and daemon_count",
            "asks the host; process it",
            "asks the host, files it",
            "https://example.com/etc/x",
            "a sidecarless package, daemonic",
        ] {
            assert_eq!(phrases.claims(text), [], "{text}");
        }
    }
}
