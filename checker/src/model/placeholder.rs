//! What templates leave for the author to fill in.

use super::digest;

/// Whether a value was never filled in. Nothing else about such a value is judged.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let angled = text.starts_with('<') && text.ends_with('>');
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
    angled
        || digest::is_zero(text)
        || lower.contains("replace-me")
        || lower.contains("replace_me")
        || words.into_iter().any(|word| matches!(word, "todo" | "tbd" | "fixme" | "changeme"))
}
