//! Sentences in prose, clause by clause, and whether they deny what they speak of.

use unicode_segmentation::UnicodeSegmentation as _;

use super::boundary::words;

/// Part of a text, by its offset there.
#[derive(Debug, PartialEq, Eq)]
pub struct Clause<'a> {
    pub start: usize,
    pub text: &'a str,
}

/// The clauses of a text without line breaks. What follows a semicolon or `but` is one of its own: it
/// may claim what the first part denies.
pub fn clauses(text: &str) -> impl Iterator<Item = Clause<'_>> {
    let sentences = pieces(text).flat_map(str::split_sentence_bounds);
    let parts = sentences.flat_map(|sentence| sentence.split(';'));
    let parts = parts.flat_map(|part| part.split(" but ")).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| Clause { start: part.as_ptr() as usize - text.as_ptr() as usize, text: part })
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
    ends.chain([text.len()]).map(move |end| &text[std::mem::replace(&mut start, end)..end])
}

/// Of those without capitals many are marks on the letter before.
fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || ((c.is_lowercase() || c.is_uppercase()) && c != '\u{345}')
}

const NEGATIONS: &[&str] = &[
    "no", "not", "none", "never", "nor", "neither", "nobody", "nothing", "nowhere", "cannot",
    "without",
];

pub fn is_negated(clause: &str) -> bool {
    words(clause).any(|(_, word)| {
        let word = word.to_lowercase();
        NEGATIONS.contains(&&*word) || word.ends_with("n't") || word.ends_with("n’t")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_with_sentences_semicolons_and_but() {
        let text =
            "No sidecar, but a daemon; it listens on 127.0.0.1:80. Nothing else, e.g. files.";
        let found: Vec<_> = clauses(text).map(|clause| clause.text).collect();
        assert_eq!(
            found,
            ["No sidecar,", "a daemon", "it listens on 127.0.0.1:80.", "Nothing else, e.g. files."]
        );
        assert!(clauses(text).all(|clause| text[clause.start..].starts_with(clause.text)));
    }

    #[test]
    fn a_gap_ends_a_sentence() {
        let text = format!("See e.g. the daemon.{} it listens", ")".repeat(GAP));
        let found: Vec<_> = clauses(&text).map(|clause| clause.text).collect();
        assert_eq!(found, ["See e.g. the daemon.", &text[20..]]);
        for mark in [")", "\u{301}", "\u{93e}", "\u{345}", "\u{ad}", " \u{301}"] {
            let text = format!("A daemon.{}", mark.repeat(1 << 16));
            assert_eq!(pieces(&text).next(), Some("A daemon."), "{mark:?}");
            assert_eq!(pieces(&text).collect::<String>(), text);
        }
        assert_eq!(pieces(&"A daemon....".repeat(100)).count(), 1);
    }

    #[test]
    fn a_clause_denies_by_whole_words() {
        for negated in ["No sidecar.", "it doesn't need one", "runs **without** a daemon"] {
            assert!(is_negated(negated), "{negated}");
        }
        for claimed in ["Notice the daemon", "a noted sidecar"] {
            assert!(!is_negated(claimed), "{claimed}");
        }
    }
}
