//! Vendors and products of models, found by the policy's globs in what people write: word by word,
//! whatever the case.

mod beginnings;

use std::iter;
use std::ops::Range;

use globset::{Glob, GlobSet};

use self::beginnings::Beginnings;
use crate::Lists;

#[derive(Debug)]
pub struct Vendors<'a> {
    names: &'a Names,
    globs: &'a [String],
    /// The file that lists the globs.
    pub source: &'a str,
}

/// A policy's globs, compiled.
#[derive(Clone, Debug)]
pub struct Names {
    set: GlobSet,
    beginnings: Beginnings,
}

impl Names {
    /// The policy's globs were read before: those that are none never get here.
    fn of(list: &[String]) -> Self {
        let list: Vec<_> = list.iter().map(|glob| glob.to_lowercase()).collect();
        let globs = list.iter().filter_map(|glob| Glob::new(glob).ok());
        let set = GlobSet::new(globs).unwrap_or_default();
        Self { set, beginnings: Beginnings::of(&list) }
    }
}

impl<'a> Vendors<'a> {
    pub fn of(lists: &'a Lists) -> Self {
        let vendors = &lists.models.vendors;
        let names = lists.models.names.get_or_init(|| Names::of(&vendors.value));
        Self { names, globs: &vendors.value, source: &vendors.source }
    }

    /// The first name in a text, and the glob that has it.
    pub fn first(&self, text: &str) -> Option<(Range<usize>, &'a str)> {
        candidates(text).find_map(|range| Some((range.clone(), self.glob(&text[range])?)))
    }

    /// Every name in a text, and the glob that has it; of one word told once.
    pub fn all(&self, text: &str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
        let mut last = 0;
        candidates(text).filter_map(move |range| {
            if range.start < last {
                return None;
            }
            let glob = self.glob(&text[range.clone()])?;
            last = range.end;
            Some((range, glob))
        })
    }

    /// Whether a glob may have this name: cheap, and false for most words.
    pub fn may_have(&self, name: &str) -> bool {
        self.names.beginnings.may_begin(name)
    }

    /// The glob that has this very name.
    pub fn glob(&self, name: &str) -> Option<&'a str> {
        if !self.may_have(name) {
            return None;
        }
        let found = self.names.set.matches(name.to_lowercase());
        found.first().map(|index| &*self.globs[*index])
    }
}

/// Longer names are cut: a text may be one long word, and what each part of it begins is looked at.
const LONGEST: usize = 200;

/// What may be a name: each word, and what begins with it up to the next space or the like, so that
/// both `gpt` and `gpt-4*` are found in `my-gpt-4o`.
pub fn candidates(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let cut = |start: usize, end: usize| {
        if end - start <= LONGEST { end } else { text.floor_char_boundary(start + LONGEST) }
    };
    // Where the next word may begin, and where what holds it ends.
    let (mut next, mut end) = (0, 0);
    let mut word = None;
    iter::from_fn(move || {
        if word.is_some() {
            return word.take();
        }
        let start = find(text, next, char::is_alphanumeric)?;
        if start >= end {
            let all = &text[start..find(text, start, |c| !inner(c)).unwrap_or(text.len())];
            end = start + all.trim_end_matches(['-', '_', '.']).len();
        }
        next = find(text, start, |c| !c.is_alphanumeric()).unwrap_or(text.len());
        let (shorter, rest) = (start..cut(start, next), start..cut(start, end));
        word = Some(shorter).filter(|shorter| *shorter != rest);
        Some(rest)
    })
}

/// Where the first such character is, from an offset on.
fn find(text: &str, from: usize, is: impl Fn(char) -> bool) -> Option<usize> {
    let mut at = from;
    // Most is ASCII, whose characters need not be put together.
    while let Some(byte) = text.as_bytes().get(at) {
        let c = if byte.is_ascii() { char::from(*byte) } else { text[at..].chars().next()? };
        if is(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// The first address on the web in a text.
pub fn address(text: &str) -> Option<Range<usize>> {
    let word = text.split_whitespace().find(|word| {
        let word = word.to_lowercase();
        word.contains("://") || word.trim_start_matches(['(', '<', '"', '`']).starts_with("www.")
    })?;
    let start = word.as_ptr() as usize - text.as_ptr() as usize;
    Some(start..start + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(globs: &[&str], text: &str) -> Vec<String> {
        let (mut lists, _) = crate::policy::builtin("strict");
        lists.models.vendors.value = globs.iter().map(|glob| (*glob).to_owned()).collect();
        let vendors = Vendors::of(&lists);
        vendors.all(text).map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn words_are_found_whatever_stands_around_them() {
        let globs = ["acme*", "o[0-9]-mini", "whisper-large*"];
        let text = "Acme, my_acme-4; (O1-MINI) https://api.acme.example/v1 whisper-large.";
        let wanted = ["Acme", "acme-4", "O1-MINI", "acme.example", "whisper-large"];
        assert_eq!(named(&globs, text), wanted);
        assert!(named(&globs, "pacmean whisper o-mini o12-mini acm\u{e9}").is_empty());
    }

    #[test]
    fn a_glob_may_begin_with_anything() {
        assert_eq!(named(&["*-chat", "{a,b}cme"], "xyz-chat bcme ccme"), ["xyz-chat", "bcme"]);
        assert_eq!(named(&["\u{fc}ber*"], "\u{dc}BERMODELL"), ["\u{dc}BERMODELL"]);
    }

    #[test]
    fn one_long_word_is_many_short_ones() {
        let names = named(&["gpt*", "go"], &format!("gpt-{} go-go", "x-".repeat(1000)));
        assert_eq!(names[0].len(), LONGEST);
        assert_eq!(names[1..], ["go", "go"]);
        let word = "go-".repeat(10_000);
        let read: usize = candidates(&word).map(|range| range.len()).sum();
        assert!(read <= 10_000 * (LONGEST + 2), "{read}");
    }

    #[test]
    fn addresses_are_found() {
        assert_eq!(address("see (www.example.com)"), Some(4..21));
        assert_eq!(address("at https://example.com/v1 or so"), Some(3..25));
        assert_eq!(address("and/or: a://b"), Some(8..13));
        assert_eq!(address("www and http: apart"), None);
    }
}
