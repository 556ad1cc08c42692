//! What templates leave for the author to fill in.

use super::digest;

/// Words that say so wherever they stand. In capitals only: a package may well be about todos.
const WORDS: &[&str] = &["TODO", "TBD", "FIXME", "XXX"];
const WHOLE: &[&str] = &["todo", "tbd", "fixme", "changeme", "change-me", "placeholder"];
/// What our own templates write, and what others do.
const MARKS: [&str; 2] = ["replace-me", "replace_me"];

/// Whether a value was never filled in. Nothing else about such a value is judged.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with('<') && text.ends_with('>'))
        || digest::is_zero(text)
        || marks(text).next().is_some()
        || WHOLE.iter().any(|whole| text.eq_ignore_ascii_case(whole))
        || has_word(text)
}

fn has_word(text: &str) -> bool {
    let is_alone = |(start, word): (usize, &str)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    };
    WORDS.iter().any(|word| text.match_indices(word).any(is_alone))
}

/// The same as a regular expression: for schemas, which have nothing else to say it with.
pub fn pattern() -> String {
    let any_case = |word: &&str| -> String {
        let both = |c: char| match c.is_ascii_alphabetic() {
            true => format!("[{}{c}]", c.to_ascii_uppercase()),
            false => c.to_string(),
        };
        word.chars().map(both).collect()
    };
    let whole: Vec<_> = WHOLE.iter().map(any_case).collect();
    [
        r"^\s*<[\s\S]*>\s*$".to_owned(),
        r"^[^:]*:0+\s*$".to_owned(),
        any_case(&"replace-me"),
        any_case(&"replace_me"),
        format!(r"^\s*({})\s*$", whole.join("|")),
        format!("(^|[^0-9A-Za-z])({})($|[^0-9A-Za-z])", WORDS.join("|")),
    ]
    .join("|")
}

/// Where the marks of templates stand in a text.
pub fn marks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'r', b'R', bytes).filter(move |start| {
        let part = bytes.get(*start..*start + MARKS[0].len());
        part.is_some_and(|part| MARKS.iter().any(|mark| part.eq_ignore_ascii_case(mark.as_bytes())))
    })
}
