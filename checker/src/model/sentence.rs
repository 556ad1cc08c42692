//! Sentences in prose, clause by clause.

use std::borrow::Cow;
use std::{iter, mem};

use unicode_segmentation::UnicodeSegmentation as _;

use super::words::{atoms, gap, offset};

/// The sentences of a text without line breaks.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).flat_map(|piece| {
        let whole = is_one(piece);
        // Looking up what each letter is takes longest of all.
        let parted = (!whole && !piece.is_empty()).then(|| piece.split_sentence_bounds());
        whole.then_some(piece).into_iter().chain(parted.into_iter().flatten())
    })
}

/// Whether nothing in it ends a sentence, as is told at once of ASCII.
fn is_one(text: &str) -> bool {
    let ends = |byte: u8| matches!(byte, b'.' | b'?' | b'!') || byte.is_ascii_control();
    text.is_ascii() && !text.is_empty() && !text.bytes().any(ends)
}

/// Part of a sentence, and its words.
#[derive(Debug)]
pub struct Clause<'t> {
    pub text: &'t str,
    pub words: Vec<&'t str>,
}

/// The clauses of a sentence. What follows a semicolon, `but` or the like is one of its own: it may claim
/// what the first part denies.
pub fn clauses(sentence: &str) -> impl Iterator<Item = Clause<'_>> {
    let mut words = atoms(sentence).peekable();
    // Where the clause begins, and what was read of it.
    let (mut start, mut own): (_, Vec<&str>) = (0, vec![]);
    let clauses = iter::from_fn(move || {
        while let Some(word) = words.next() {
            let at = offset(sentence, word);
            let gap = own.last().map_or(&sentence[start..at], |last| gap(sentence, last, word));
            let next = words.peek().copied().unwrap_or_default();
            let ended = ends_clause(gap, word, next);
            let ended = ended
                .map(|goes_on| if goes_on { (at, vec![word]) } else { (at + word.len(), vec![]) });
            let Some((begin, begun)) = ended else {
                own.push(word);
                continue;
            };
            let text = &sentence[mem::replace(&mut start, begin)..at];
            return Some(Clause { text, words: mem::replace(&mut own, begun) });
        }
        let text = &sentence[mem::replace(&mut start, sentence.len())..];
        (!text.is_empty()).then(|| Clause { text, words: mem::take(&mut own) })
    });
    clauses.filter(|clause| !clause.words.is_empty()).map(|clause| Clause {
        text: clause.text.trim_start().trim_end_matches(is_between_clauses),
        ..clause
    })
}

fn is_between_clauses(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '(' | '\u{2014}' | '\u{2013}')
}

/// The paragraphs of a text without markup: an empty line ends one.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    iter::from_fn(move || {
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            end += line.len();
            if line.trim().is_empty() {
                break;
            }
        }
        let (paragraph, other) = rest.split_at(end);
        rest = other;
        Some(paragraph).filter(|paragraph| !paragraph.is_empty())
    })
}

/// A paragraph as a text of which each sentence is in one piece, of the same length: its lines' ends end
/// none, and a question goes on with its answer.
pub fn in_one_line(paragraph: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(paragraph);
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        text = Cow::Owned(text.replace(|c: char| c.is_ascii_control(), " "));
    }
    if text.as_bytes().contains(&b'?') {
        text = Cow::Owned(text.replace("? ", ", "));
    }
    text
}

/// Before these a clause ends in any case.
const BUT: &[&str] = &["but", "except", "unless"];
/// And before these after a comma or a dash, unless they begin one of those.
const SO: &[&str] = &["so", "therefore", "thus", "hence", "instead", "only", "just", "yet"];
const NOT_SO: &[(&str, &str)] = &[("so", "that"), ("instead", "of")];

/// Whether a word begins another clause than what is before the gap, and if so, whether it is a word of
/// that clause.
fn ends_clause(gap: &str, word: &str, next: &str) -> Option<bool> {
    let among = |list: &[&str]| list.iter().any(|listed| is(word, listed));
    if among(BUT) || (is(word, "and") && is(next, "no")) {
        return Some(false);
    }
    if gap == " " {
        return None;
    }
    if gap.contains(';') {
        return Some(true);
    }
    if !gap.contains([',', '\u{2014}', '\u{2013}']) && !gap.contains(" - ") {
        return None;
    }
    let goes_on = || NOT_SO.iter().any(|(first, second)| is(word, first) && is(next, second));
    // `it needs a sidecar, not a library`
    let corrects = || is(word, "not") && ["a", "an", "the"].iter().any(|article| is(next, article));
    if among(SO) && !goes_on() { Some(false) } else { corrects().then_some(true) }
}

fn is(word: &str, other: &str) -> bool {
    word.eq_ignore_ascii_case(other)
}

/// So many characters after a full stop, none of which is a letter or a full stop, make it the end of a
/// sentence.
const GAP: usize = 8;
/// Whether a sentence goes on after one of these depends on the next letter.
const FULL_STOPS: &[char] = &['.', '\u{2024}', '\u{fe52}', '\u{ff0e}'];

/// Parts of a text that end where a sentence does: for each character after a full stop, the next
/// letter is looked for, which may be far.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let far = |(_, rest): &(usize, &str)| {
        let gap = rest.chars().take(GAP).filter(|c| !is_letter_or_digit(*c));
        gap.filter(|c| !FULL_STOPS.contains(c)).count() == GAP
    };
    let stops = text.match_indices(FULL_STOPS).map(|(at, stop)| at + stop.len());
    let ends = stops.map(|end| (end, &text[end..])).filter(far).map(|(end, _)| end);
    let mut start = 0;
    ends.chain([text.len()]).map(move |end| &text[mem::replace(&mut start, end)..end])
}

/// Of those without capitals many are marks on the letter before.
fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || ((c.is_lowercase() || c.is_uppercase()) && c != '\u{345}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        sentences(text).flat_map(clauses).map(|clause| clause.text).collect()
    }

    #[test]
    fn clauses_end_with_sentences_semicolons_and_but() {
        for (text, wanted) in [
            (
                "No sidecar, but a daemon; it listens on 127.0.0.1:80. Nothing else, e.g. files.",
                &[
                    "No sidecar",
                    "a daemon",
                    "it listens on 127.0.0.1:80.",
                    "Nothing else, e.g. files.",
                ][..],
            ),
            ("No sidecar\u{2014}but a daemon.", &["No sidecar", "a daemon."]),
            ("No sidecar (BUT a daemon).", &["No sidecar", "a daemon)."]),
            ("No sidecar, but: a daemon", &["No sidecar", ": a daemon"]),
            ("No network, so a daemon", &["No network", "a daemon"]),
            ("No network, so that none", &["No network, so that none"]),
            ("A sidecar, not a library", &["A sidecar", "not a library"]),
            ("A sidecar and no library", &["A sidecar", "no library"]),
            ("Not a butler, distribut-or", &["Not a butler, distribut-or"]),
        ] {
            assert_eq!(found(text), wanted);
        }
    }

    #[test]
    fn a_gap_ends_a_sentence() {
        let text = format!("See e.g. the daemon.{} it listens", ")".repeat(GAP));
        assert_eq!(found(&text), ["See e.g. the daemon.", &text[20..]]);
        for mark in [")", "\u{301}", "\u{93e}", "\u{345}", "\u{ad}", " \u{301}"] {
            let text = format!("A daemon.{}", mark.repeat(1 << 16));
            assert_eq!(pieces(&text).next(), Some("A daemon."), "{mark:?}");
            assert_eq!(pieces(&text).collect::<String>(), text);
        }
        assert_eq!(pieces(&"A daemon....".repeat(100)).count(), 1);
    }

    #[test]
    fn what_ends_no_sentence_is_one() {
        for text in
            ["", "No host, (a) sidecar; 1:2 - \"x\"", "A? B", "A\nB", "A\u{2029}B", "A! B. C"]
        {
            let parted: Vec<_> = pieces(text).flat_map(str::split_sentence_bounds).collect();
            assert_eq!(sentences(text).collect::<Vec<_>>(), parted, "{text:?}");
        }
        let plain = (b' '..=b'~').map(char::from).filter(|c| !".?!".contains(*c));
        let plain: String = plain.collect();
        assert_eq!(plain.split_sentence_bounds().count(), 1);
    }

    #[test]
    fn lines_and_questions_go_on() {
        assert_eq!(in_one_line("A\r\n\tsidecar? No."), "A   sidecar, No.");
        assert_eq!(found(&in_one_line("A sidecar? No.")).len(), 1);
    }
}
