//! Phrases that a policy lists, found in prose.

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::model::boundary::words;
use crate::model::sentence::{clauses, is_negated};

/// Globs over runs of words.
pub(crate) struct Patterns {
    globs: GlobSet,
    /// The most words that a pattern has.
    longest: usize,
}

impl Patterns {
    pub(crate) fn of(list: &[String]) -> Option<Self> {
        let mut globs = GlobSetBuilder::new();
        for pattern in list {
            // A policy's globs were checked when it was read.
            globs.add(Glob::new(&pattern.to_lowercase()).ok()?);
        }
        let longest = list.iter().map(|pattern| pattern.split(' ').count()).max()?;
        Some(Self { globs: globs.build().ok()?, longest })
    }

    /// Clauses that speak of it and don't deny it: where they begin, their text, and the words.
    pub(crate) fn claims<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'t str, String)> {
        clauses(text).into_iter().filter_map(|clause| {
            let words = self.find(clause.text).filter(|_| !is_negated(clause.text))?;
            Some((clause.start, clause.text, words))
        })
    }

    /// The first words that a pattern matches, as few as do.
    fn find(&self, clause: &str) -> Option<String> {
        let words: Vec<_> = words(clause).map(|(_, word)| word).collect();
        let runs = (0..words.len())
            .flat_map(|start| (1..=self.longest).map(move |count| start..start + count));
        let mut texts = runs.filter_map(|run| Some(words.get(run)?.join(" ")));
        texts.find(|text| self.globs.is_match(text.to_lowercase()))
    }
}
