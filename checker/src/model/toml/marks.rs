//! How many values a TOML text has at the most, without parsing it.

/// Counts what stands before each value, each table and each part of a key. Strings and comments are
/// skipped as the parser's own lexer skips them, in texts that are no TOML too: what only looks like a
/// string here would hide values from the bound.
pub(super) fn count(text: &str) -> usize {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes();
    let mut count = 0;
    while let Some(first) = rest.first() {
        let length = match first {
            b'=' | b',' | b'[' | b'{' | b'.' => {
                count += 1;
                1
            }
            b'#' => until(rest, |byte| matches!(byte, b'\r' | b'\n')),
            b'"' | b'\'' => string(rest, *first),
            byte if ends_word(*byte) => 1,
            // A quote inside of a word begins no string.
            _ => until(rest, ends_word),
        };
        rest = &rest[length..];
    }
    count
}

fn until(text: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    text.iter().position(|byte| ends(*byte)).unwrap_or(text.len())
}

fn ends_word(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'#' | b'\r' | b'\n'
    )
}

/// The length of the string that a text begins with; one that does not end goes to the end of its line,
/// or of the text if it may have many lines.
fn string(text: &[u8], quote: u8) -> usize {
    let fence = [quote; 3];
    let of_lines = text.starts_with(&fence);
    let mut at = if of_lines { fence.len() } else { 1 };
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' if quote == b'"' => {
                let escaped = matches!(text.get(at + 1), Some(b'\\' | b'"'));
                at += if escaped { 2 } else { 1 };
            }
            b'\n' if !of_lines => return at,
            byte if *byte == quote && !of_lines => return at + 1,
            byte if *byte == quote && text[at..].starts_with(&fence) => {
                // Up to two quotes before the last three are the string's own.
                let own = text[at + fence.len()..].iter().take(2);
                return at + fence.len() + own.take_while(|byte| **byte == quote).count();
            }
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn what_stands_in_strings_and_comments_is_no_value() {
        for (text, wanted) in [
            ("a.b = [1, { c = 2 }]", 6),
            ("a = \"=,[{.\"", 1),
            ("a = '=,[{.'", 1),
            ("a = '\\' # =,[{.\r\nb = 1", 2),
            ("a = \"\\\"=\\\\\" # ,", 1),
            ("\"a.b\" = \"\"", 1),
            ("a = \"\"\"\n= \\\"\"\" . \"\" ,\"\"\"\"\"\nb = 1", 2),
            ("a = '''\n='' ,''''\nb = 1", 2),
            ("\u{feff}\"a.b\" = 1", 1),
        ] {
            assert_eq!(count(text), wanted, "{text}");
            assert!(toml::de::DeTable::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_does_not_end_hides_no_line_behind_it() {
        assert_eq!(count("a = \"b\nc = 1"), 2);
        assert_eq!(count("a = 'b\nc = 1"), 2);
        assert_eq!(count("a\"\"\" = [1, 2]"), 3);
        assert_eq!(count("a = b'''\nc = [1]"), 3);
        assert_eq!(count("a = \"\"\"b\nc = 1"), 1);
    }
}
