//! Lines and columns of a text's places, without reading it from the start for each of them.

use crate::reading::TEXT_LIMIT;

/// So many bytes are read for a place at most.
const BLOCK: usize = 1 << 12;

#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    /// What stands before each block.
    blocks: Vec<Before>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Before {
    newlines: u32,
    characters: u32,
    /// Of the line that reaches into the block, and the characters before it.
    line_start: u32,
    line_start_characters: u32,
}

const _: () = assert!(TEXT_LIMIT < u32::MAX as usize, "offsets fit");

/// Where a byte of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line_start: usize,
    /// 1-based, in characters.
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut before = Before::default();
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        for (number, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            blocks.push(before);
            before.advance(number * BLOCK, block);
        }
        blocks.push(before);
        Self { text, blocks }
    }

    /// Of the character that begins at `start`.
    pub(super) fn position(&self, start: usize) -> Position {
        let number = start / BLOCK;
        let mut before = self.blocks[number];
        before.advance(number * BLOCK, &self.text.as_bytes()[number * BLOCK..start]);
        Position {
            line_start: before.line_start as usize,
            line: before.newlines as usize + 1,
            column: (before.characters - before.line_start_characters) as usize + 1,
        }
    }
}

impl Before {
    fn advance(&mut self, start: usize, bytes: &[u8]) {
        if let Some(last) = memchr::memrchr(b'\n', bytes) {
            self.newlines += count(&bytes[..=last], |byte| byte == b'\n');
            self.line_start = (start + last + 1) as u32;
            self.line_start_characters =
                self.characters + count(&bytes[..=last], is_start_of_character);
        }
        self.characters += count(bytes, is_start_of_character);
    }
}

fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> u32 {
    bytes.iter().map(|byte| u32::from(is(*byte))).sum()
}

fn is_start_of_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_text_is_as_if_it_was_read_from_the_start() {
        let texts = [
            String::new(),
            "a\n\nä€\n".repeat(3000),
            "é".repeat(10_000),
            format!("{}\n{}", "x".repeat(BLOCK - 1), "\n".repeat(BLOCK + 1)),
        ];
        for text in &texts {
            let lines = Lines::of(text);
            let (mut line, mut column, mut line_start) = (1, 1, 0);
            for (start, c) in text.char_indices() {
                assert_eq!(lines.position(start), Position { line_start, line, column });
                column += 1;
                if c == '\n' {
                    (line, column, line_start) = (line + 1, 1, start + 1);
                }
            }
            assert_eq!(lines.position(text.len()), Position { line_start, line, column });
        }
    }
}
