//! What templates leave for the author to fill in.

use super::digest;

/// Words that say so wherever they stand. In capitals only: a package may well be about todos.
const WORDS: &[&str] = &["TODO", "TBD", "FIXME", "XXX"];
const WHOLE: &[&str] = &["todo", "tbd", "fixme", "changeme", "change-me", "placeholder"];

/// Whether a value was never filled in. Nothing else about such a value is judged.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    (text.starts_with('<') && text.ends_with('>'))
        || digest::is_zero(text)
        || lower.contains("replace-me")
        || lower.contains("replace_me")
        || WHOLE.contains(&&*lower)
        || text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
