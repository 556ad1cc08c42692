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
pub fn clauses(text: &str) -> Vec<Clause<'_>> {
    let sentences = text.split_sentence_bounds();
    let parts = sentences.flat_map(|sentence| sentence.split(';'));
    let parts = parts.flat_map(|part| part.split(" but ")).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| Clause { start: part.as_ptr() as usize - text.as_ptr() as usize, text: part })
        .collect()
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
        let found: Vec<_> = clauses(text).into_iter().map(|clause| clause.text).collect();
        assert_eq!(
            found,
            ["No sidecar,", "a daemon", "it listens on 127.0.0.1:80.", "Nothing else, e.g. files."]
        );
        assert!(clauses(text).iter().all(|clause| text[clause.start..].starts_with(clause.text)));
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
