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
        || text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// Where the marks of templates stand in a text.
pub fn marks(text: &str) -> impl Iterator<Item = usize> {
    let length = MARKS[0].len();
    let is_mark =
        move |part: &[u8]| MARKS.iter().any(|mark| part.eq_ignore_ascii_case(mark.as_bytes()));
    text.as_bytes()
        .windows(length)
        .enumerate()
        .filter(move |(_, part)| matches!(part[0], b'r' | b'R') && is_mark(part))
        .map(|(start, _)| start)
}
