//! Words in prose: as spaces part them, and what they are made of.

use std::iter;

/// Words without the punctuation and markup around them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(is_around));
    words.filter(|word| !word.is_empty())
}

/// What a text says word by word: `sidecar/daemon` are two, as are `host-process` and `sidecar—always`.
/// What has a dot in it or the like is a name and stays whole.
pub fn atoms(text: &str) -> impl Iterator<Item = &str> {
    let parts =
        pieces(text).flat_map(|piece| piece.split(if is_name(piece) { NONE } else { INNER }));
    let words = parts.flat_map(|part| {
        part.split(if is_name(part) || is_without(part) { NONE } else { HYPHENS })
    });
    words.map(owner).filter(|word| !word.is_empty())
}

/// What stands in a text as a whole, by itself or within a longer word: a name, an address, a path, a
/// word with hyphens.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).flat_map(|piece| {
        let mut rest = Some(piece);
        let addresses = iter::from_fn(move || {
            let found = rest?;
            let parted =
                if found.as_bytes().contains(&b':') { found.split_once("://") } else { None };
            rest = parted.map(|(_, address)| address);
            Some(found)
        });
        // What has no hyphen is a word.
        let parts = piece.split(if is_name(piece) { NONE } else { INNER });
        let parts = parts.filter(move |part| part.len() < piece.len() && part.contains(HYPHENS));
        addresses.chain(parts).filter(|name| !name.is_empty())
    })
}

/// Where a part of a text is in it.
pub fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// What stands between a part of a text and the next.
pub fn gap<'t>(text: &'t str, part: &str, next: &str) -> &'t str {
    &text[offset(text, part) + part.len()..offset(text, next)]
}

/// Whether nothing but space, a hyphen or marks stand between two words: they may be one phrase.
pub fn is_joint(gap: &str) -> bool {
    let is_mark = |c| matches!(c, '"' | '\'' | '`' | '*' | '_' | '“' | '”' | '‘' | '’');
    gap == " " || gap.chars().all(|c| c.is_whitespace() || HYPHENS.contains(&c) || is_mark(c))
}

const NONE: &[char] = &[];
const INNER: &[char] = &['/', ':'];
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}'];

fn is_around(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '*'
            | '_'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | ','
            | '.'
            | ':'
            | ';'
            | '!'
            | '?'
            | '“'
            | '”'
            | '‘'
            | '’'
    )
}

/// What is neither in a word nor in a name.
fn is_between(c: char) -> bool {
    match c {
        '.' | ':' | '\'' | '_' | '-' | '@' | '/' => false,
        '“' | '”' | '«' | '»' | '‹' | '›' | '„' | '—' | '–' | '―' | '…' | '•' | '→' => {
            true
        }
        _ if c.is_ascii() => !c.is_ascii_alphanumeric(),
        _ => c.is_whitespace(),
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_edge = |c| matches!(c, '.' | ':' | '\'' | '’' | '‘' | '_' | '-' | '@');
    let pieces = text.split(is_between).map(move |piece| {
        piece.trim_end_matches(|c| is_edge(c) || c == '/').trim_start_matches(is_edge)
    });
    pieces.filter(|piece| !piece.is_empty())
}

fn is_name(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    bytes.first() == Some(&b'/')
        || bytes.iter().any(|byte| matches!(byte, b'.' | b'_' | b'@'))
        || (bytes.contains(&b':') && piece.contains("://"))
}

/// `sidecar-free`, `no-sidecar`: it says itself that there is none. `non-blocking` denies nothing else.
fn is_without(word: &str) -> bool {
    let among =
        |part: &str, list: &[&str]| list.iter().any(|other| part.eq_ignore_ascii_case(other));
    word.split_once(HYPHENS).is_some_and(|(first, _)| among(first, &["no", "non"]))
        || word
            .rsplit_once(HYPHENS)
            .is_some_and(|(_, last)| among(last, &["free", "less", "agnostic", "independent"]))
}

/// Whose it is: `sidecar` of `sidecar's`.
fn owner(word: &str) -> &str {
    let word = word.trim_matches(['\'', '’', '‘']);
    ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("a non-blocking no-host-process", &["a", "non-blocking", "no-host-process"]),
            ("orders.daemon-list@1.0.0", &["orders.daemon-list@1.0.0"]),
            ("docs/sidecar/readme.md", &["docs/sidecar/readme.md"]),
            ("sidecar.json, daemon_count", &["sidecar.json", "daemon_count"]),
        ] {
            assert_eq!(atoms(text).collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn addresses_and_paths_are_found_within_others() {
        for (text, wanted) in [
            ("(https://localhost:80/)", &["https://localhost:80", "localhost:80"][..]),
            ("file:///etc/x", &["file:///etc/x", "/etc/x"]),
            ("at=/etc/x.", &["at", "/etc/x"]),
            ("side-car/daemon", &["side-car/daemon", "side-car"]),
            ("localhost:80", &["localhost:80"]),
        ] {
            assert_eq!(names(text).collect::<Vec<_>>(), wanted);
        }
    }
}
