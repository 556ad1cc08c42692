//! Vendors and products of models, found by the policy's globs in what people write: word by word,
//! whatever the case.

use std::ops::Range;

use globset::{Glob, GlobSet};

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
    /// Whether a name may begin with these two bytes; none if a glob begins with a wildcard. Few words
    /// get past this, and a core module may have millions.
    starts: Option<Vec<bool>>,
}

impl Names {
    /// The policy's globs were read before: those that are none never get here.
    fn of(list: &[String]) -> Self {
        let globs = list.iter().filter_map(|glob| Glob::new(&glob.to_lowercase()).ok());
        let set = GlobSet::new(globs).unwrap_or_default();
        let listed: Option<Vec<_>> = list.iter().map(|glob| starts(&glob.to_lowercase())).collect();
        let starts = listed.map(|listed| {
            let mut starts = vec![false; 1 << 16];
            listed.into_iter().flatten().for_each(|start| starts[index(start)] = true);
            starts
        });
        Self { set, starts }
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
            let glob = self.glob(&text[range.clone()]).filter(|_| range.start >= last)?;
            last = range.end;
            Some((range, glob))
        })
    }

    /// Whether a glob may have this name: cheap, and false for most words.
    pub fn may_have(&self, name: &str) -> bool {
        let Some(starts) = &self.names.starts else { return true };
        // Globs of one letter, and those that go on with a wildcard, stand at any second byte.
        let (first, second) = match *name.as_bytes() {
            [] => return true,
            [first] => (first, 0),
            [first, second, ..] => (first, second),
        };
        // What is not ASCII has other bytes in lower case.
        let lower = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
        !lower.is_ascii() || starts[index(lower)]
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

fn index(start: [u8; 2]) -> usize {
    u16::from_be_bytes(start).into()
}

/// What a name may begin with that a glob has; none if that may be anything.
fn starts(glob: &str) -> Option<Vec<[u8; 2]>> {
    let literal = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let first = glob.bytes().next().filter(literal)?;
    let second = glob.as_bytes().get(1).copied().filter(literal);
    Some(match second {
        Some(second) => vec![[first, second]],
        None => (0..=u8::MAX).map(|second| [first, second]).collect(),
    })
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
    fn addresses_are_found() {
        assert_eq!(address("see (www.example.com)"), Some(4..21));
        assert_eq!(address("at https://example.com/v1 or so"), Some(3..25));
        assert_eq!(address("and/or: a://b"), Some(8..13));
        assert_eq!(address("www and http: apart"), None);
    }
}
