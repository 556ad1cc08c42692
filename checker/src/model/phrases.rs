//! Phrases that a policy lists, found in prose.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use globset::{Glob, GlobSet, GlobSetBuilder};

use super::denial;
use super::sentence::{Clause, clauses, in_one_line, sentences};
use super::words::{gap, is_joint, names, offset, words};

/// Globs over runs of words.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// By how many words they have: a `*` doesn't match across words.
    globs: BTreeMap<usize, (GlobSet, AhoCorasick)>,
    /// How their first words begin: to pass over texts that no glob can match.
    beginnings: AhoCorasick,
}

impl Phrases {
    /// None if there is nothing to find.
    pub fn of(list: &[String]) -> Option<Self> {
        // However many spaces part its words.
        let words = |pattern: &String| pattern.split_whitespace().collect::<Vec<_>>().join(" ");
        let list: Vec<_> = list.iter().map(words).collect();
        let mut by_count: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for pattern in &list {
            by_count.entry(pattern.split(' ').count()).or_default().push(pattern);
        }
        if by_count.is_empty() {
            return None;
        }
        let globs = by_count.into_iter().map(|(count, patterns)| {
            let mut builder = GlobSetBuilder::new();
            for pattern in &patterns {
                // A policy's globs were checked when it was read.
                builder.add(Glob::new(&pattern.to_lowercase()).ok()?);
            }
            Some((count, (builder.build().ok()?, beginnings(&patterns)?)))
        });
        let globs = globs.collect::<Option<_>>()?;
        let all: Vec<_> = list.iter().map(|pattern| &**pattern).collect();
        Some(Self { globs, beginnings: beginnings(&all)? })
    }

    /// What a paragraph says of it and doesn't deny, the first of it: where the clause is, and the words.
    pub fn claims(&self, paragraph: &str, most: usize) -> Vec<(Range<usize>, String)> {
        let may_speak = |text: &str| self.beginnings.is_match(text);
        if !may_speak(paragraph) {
            return vec![];
        }
        let text = in_one_line(paragraph);
        let clauses = sentences(&text).filter(|text| may_speak(text)).flat_map(clauses);
        let claims = clauses.filter(|clause| may_speak(clause.text)).filter_map(|clause| {
            let words = self.find(&clause)?;
            let start = offset(&text, clause.text);
            Some((start..start + clause.text.len(), words))
        });
        claims.take(most).collect()
    }

    /// The first words of what a clause claims that a pattern matches.
    fn find(&self, clause: &Clause<'_>) -> Option<String> {
        let claimed = denial::claimed(clause);
        if claimed.is_empty() {
            return None;
        }
        let is_claimed = |word: &str| {
            let at = offset(clause.text, word);
            let part = claimed.get(claimed.partition_point(|part| part.end <= at));
            part.is_some_and(|part| part.start <= at)
        };
        let written: Vec<_> = words(clause.text).collect();
        let written = self.run(clause.text, &written, is_claimed);
        let name = self.globs.get(&1).and_then(|(globs, beginnings)| {
            let mut names = names(clause.text).filter(|name| begins(beginnings, name));
            names.find_map(|name| {
                let cut = &name[..name.floor_char_boundary(LONGEST)];
                let is_found = is_claimed(name) && globs.is_match(cut.to_lowercase());
                is_found.then(|| (offset(clause.text, name), cut.to_owned()))
            })
        });
        let within = self.run(clause.text, &clause.words, is_claimed);
        // Of those that begin at one place, the first.
        let found = [written, name, within].into_iter().flatten();
        found.min_by_key(|(at, _)| *at).map(|(_, text)| text)
    }

    /// The first words in a row that a pattern matches, as few as do, and where they begin.
    fn run(
        &self,
        clause: &str,
        words: &[&str],
        is_claimed: impl Fn(&str) -> bool,
    ) -> Option<(usize, String)> {
        let may_begin = |start: &usize| begins(&self.beginnings, words[*start]);
        let starts = (0..words.len()).filter(may_begin).filter(|start| is_claimed(words[*start]));
        let mut runs = starts.flat_map(|start| {
            let may_begin = move |beginnings| begins(beginnings, words[start]);
            let globs = self.globs.iter().filter(move |(_, (_, beginnings))| may_begin(beginnings));
            globs.filter_map(move |(count, (globs, _))| {
                Some((words.get(start..start + count)?, globs))
            })
        });
        let is_one =
            |run: &[&str]| run.windows(2).all(|pair| is_joint(gap(clause, pair[0], pair[1])));
        runs.find_map(|(run, globs)| {
            let text = is_one(run).then(|| run.join(" "))?;
            globs.is_match(text.to_lowercase()).then(|| (offset(clause, run[0]), text))
        })
    }
}

fn begins(beginnings: &AhoCorasick, word: &str) -> bool {
    beginnings.is_match(Input::new(word).anchored(Anchored::Yes))
}

/// How the first words of what patterns match begin.
fn beginnings(patterns: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .start_kind(StartKind::Both)
        .build(patterns.iter().map(|pattern| beginning(pattern)))
        .ok()
}

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
        phrases.claims(text, 9).into_iter().map(|(_, words)| words).collect()
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
            let claims = phrases.claims(text, 9);
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
            assert_eq!(phrases.claims(text, 9), [], "{text}");
        }
    }
}
