//! Words in prose: as spaces part them, and what they are made of.

use std::iter;

/// Words without the punctuation and markup around them, and where they begin.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| "\"'`*_()[]{}<>,.:;!?“”‘’".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| (offset(text, word), word))
}

/// What a text says word by word: `sidecar/daemon` are two, as are `host-process` and `sidecar—always`.
/// What has a dot in it or the like is a name and stays whole.
pub fn atoms(text: &str) -> impl Iterator<Item = (usize, &str)> {
    pieces(text).flat_map(move |piece| {
        // None of a name, whose words are none of the text.
        let parts = (!is_name(piece)).then(|| piece.split(['/', ':'])).into_iter().flatten();
        let words = parts.flat_map(|part| {
            let whole = is_without(part).then_some(part);
            let split = whole.is_none().then(|| part.split(HYPHENS)).into_iter().flatten();
            whole.into_iter().chain(split)
        });
        let name = is_name(piece).then_some(piece);
        let words = name.into_iter().chain(words).map(owner);
        words.filter(|word| !word.is_empty()).map(move |word| (offset(text, word), word))
    })
}

/// What stands in a text as a whole, by itself or within a longer word: a name, an address, a path, a
/// word with hyphens.
pub fn names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    pieces(text).flat_map(move |piece| {
        let mut rest = Some(piece);
        let addresses = iter::from_fn(move || {
            let found = rest?;
            rest = found.find("://").map(|at| &found[at + 3..]);
            Some(found)
        });
        let parts = (!is_name(piece)).then(|| piece.split(['/', ':'])).into_iter().flatten();
        let parts = parts.filter(move |part| part.len() < piece.len());
        addresses
            .chain(parts)
            .filter(|name| !name.is_empty())
            .map(move |name| (offset(text, name), name))
    })
}

/// Whether nothing but space, a hyphen or marks stand between two words: they may be one phrase.
pub fn is_joint(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || HYPHENS.contains(&c) || MARKS.contains(c))
}

const MARKS: &str = "\"'`*_“”‘’";

const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}'];

/// What is neither in a word nor in a name.
fn is_between(c: char) -> bool {
    c.is_whitespace() || "\"`*()[]{}<>,;!?|=+#&^~$%\\“”«»‹›„—–―…•→".contains(c)
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between)
        .map(|piece| {
            let piece = piece.trim_end_matches(|c: char| EDGES.contains(c) || c == '/');
            piece.trim_start_matches(|c: char| EDGES.contains(c))
        })
        .filter(|piece| !piece.is_empty())
}

const EDGES: &str = ".:'’‘_-@";

fn is_name(piece: &str) -> bool {
    piece.starts_with('/') || piece.contains("://") || piece.contains(['.', '_', '@'])
}

/// `sidecar-free`: it says itself that there is none.
fn is_without(word: &str) -> bool {
    let end = word.rsplit(HYPHENS).next().unwrap_or_default();
    end.len() < word.len() && ["free", "less"].iter().any(|last| end.eq_ignore_ascii_case(last))
}

/// Whose it is: `sidecar` of `sidecar's`.
fn owner(word: &str) -> &str {
    let word = word.trim_matches(['\'', '’', '‘']);
    ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'t>(found: impl Iterator<Item = (usize, &'t str)>, text: &str) -> Vec<&'t str> {
        found
            .inspect(|(start, word)| assert!(text[*start..].starts_with(word)))
            .map(|(_, word)| word)
            .collect()
    }

    #[test]
    fn words_are_told_from_names() {
        for (text, wanted) in [
            ("the sidecar's port", &["the", "sidecar", "port"][..]),
            ("a sidecar/daemon.", &["a", "sidecar", "daemon"]),
            ("sidecar(s)", &["sidecar", "s"]),
            ("sidecar—always", &["sidecar", "always"]),
            ("host-process", &["host", "process"]),
            ("it doesn't, `really`", &["it", "doesn't", "really"]),
            ("sidecar-free", &["sidecar-free"]),
            ("orders.daemon-list@1.0.0", &["orders.daemon-list@1.0.0"]),
            ("docs/sidecar/readme.md", &["docs/sidecar/readme.md"]),
            ("sidecar.json, daemon_count", &["sidecar.json", "daemon_count"]),
        ] {
            assert_eq!(texts(atoms(text), text), wanted);
        }
    }

    #[test]
    fn addresses_and_paths_are_found_within_others() {
        for (text, wanted) in [
            ("(https://localhost:80/)", &["https://localhost:80", "localhost:80"][..]),
            ("file:///etc/x", &["file:///etc/x", "/etc/x"]),
            ("at=/etc/x.", &["at", "/etc/x"]),
            ("side-car/daemon", &["side-car/daemon", "side-car", "daemon"]),
            ("localhost:80", &["localhost:80", "localhost", "80"]),
        ] {
            assert_eq!(texts(names(text), text), wanted);
        }
    }
}
