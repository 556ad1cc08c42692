//! Vendors and products of models, found by the policy's globs in what people write: word by word,
//! whatever the case.

use std::ops::Range;

use globset::{Glob, GlobSet};

use crate::Lists;

#[derive(Debug)]
pub struct Vendors<'a> {
    set: GlobSet,
    globs: &'a [String],
    /// The file that lists the globs.
    pub source: &'a str,
}

impl<'a> Vendors<'a> {
    /// The policy's globs were read before: those that are none never get here.
    pub fn of(lists: &'a Lists) -> Self {
        let vendors = &lists.models.vendors;
        let globs = vendors.value.iter().filter_map(|glob| Glob::new(&glob.to_lowercase()).ok());
        let set = GlobSet::new(globs).unwrap_or_default();
        Self { set, globs: &vendors.value, source: &vendors.source }
    }

    /// The first name in a text, and the glob that has it.
    pub fn first(&self, text: &str) -> Option<(Range<usize>, &'a str)> {
        candidates(text).find_map(|range| Some((range.clone(), self.glob(&text[range])?)))
    }

    /// The glob that has this very name.
    pub fn glob(&self, name: &str) -> Option<&'a str> {
        let found = self.set.matches(name.to_lowercase());
        found.first().map(|index| &*self.globs[*index])
    }
}

/// What may be a name: each word, and what begins with it up to the next space or the like, so that
/// both `gpt` and `gpt-4*` are found in `my-gpt-4o`.
pub fn candidates(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    ranges(text, inner).flat_map(move |segment| {
        let end = segment.start + text[segment.clone()].trim_end_matches(['-', '_', '.']).len();
        ranges(&text[segment.clone()], char::is_alphanumeric).flat_map(move |word| {
            let start = segment.start + word.start;
            [start..end, start..segment.start + word.end]
        })
    })
}

/// The longest runs of such characters.
fn ranges(text: &str, inner: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(&inner)?;
        let end = text[start..].find(|c| !inner(c)).map_or(text.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

/// The first address on the web in a text.
pub fn address(text: &str) -> Option<Range<usize>> {
    let mut words = ranges(text, |c| !c.is_whitespace());
    words.find(|word| {
        let word = text[word.clone()].to_lowercase();
        word.contains("://") || word.trim_start_matches(['(', '<', '"', '`']).starts_with("www.")
    })
}
