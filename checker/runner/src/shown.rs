//! A guest's bytes, as people are shown them.

/// How many bytes of a stream are shown.
const SHOWN: usize = 80;

/// Text as it stands; a byte that is no UTF-8 as `\xff`.
pub fn text(bytes: &[u8]) -> String {
    let chunks = bytes.utf8_chunks();
    chunks.map(|chunk| format!("{}{}", chunk.valid(), chunk.invalid().escape_ascii())).collect()
}

/// What stands around a byte.
pub fn around(bytes: &[u8], at: usize) -> String {
    let at = at.min(bytes.len());
    let inside = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let mut start = if at < SHOWN { 0 } else { at - SHOWN / 2 };
    let mut end = bytes.len().min(start + SHOWN);
    // No character is cut in two.
    while start < at && inside(start) {
        start += 1;
    }
    while end > at && inside(end) {
        end -= 1;
    }
    let cut = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", cut(start > 0), text(&bytes[start..end]), cut(end < bytes.len()))
}
