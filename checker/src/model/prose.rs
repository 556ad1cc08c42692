//! What people read of a Markdown text, and where in the file each part of it stands.

use std::ops::Range;

use crate::Span;

/// The text without its markup, in one piece.
#[derive(Debug, Default)]
pub struct Prose {
    pub text: String,
    /// In order; each begins where the one before ends.
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    start: usize,
    source: Range<usize>,
}

impl Prose {
    /// Adds what is read where `source` of `file` stands.
    pub fn push(&mut self, text: &str, file: &str, source: Range<usize>) {
        // Code stands in backquotes; what is written in another way than it is read stands nowhere.
        let found = if source.len() > text.len() { file[source.clone()].find(text) } else { None };
        let source = match found {
            Some(at) => source.start + at..source.start + at + text.len(),
            None => source,
        };
        let start = self.text.len();
        self.text.push_str(text);
        match self.parts.last_mut() {
            Some(last)
                if last.source.end == source.start
                    && last.source.len() == start - last.start
                    && source.len() == text.len() =>
            {
                last.source.end = source.end;
            }
            _ if text.is_empty() => {}
            _ => self.parts.push(Part { start, source }),
        }
    }

    /// Where in the file a range of the text stands.
    pub fn span(&self, range: Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        let start = self.part(range.start).map_or(0, |(source, at)| source.start + at.unwrap_or(0));
        let end = self.part(last).map_or(0, |(source, at)| {
            at.map_or(source.end, |at| source.start + at + range.end - last)
        });
        Span { start, end: end.max(start) }
    }

    /// Where the part stands that an offset is in, and how far into it that is, if the part is written
    /// as it is read.
    fn part(&self, at: usize) -> Option<(&Range<usize>, Option<usize>)> {
        let index = self.parts.partition_point(|part| part.start <= at).checked_sub(1)?;
        let part = &self.parts[index];
        let end = self.parts.get(index + 1).map_or(self.text.len(), |next| next.start);
        let as_written = part.source.len() == end - part.start;
        Some((&part.source, as_written.then_some(at - part.start)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_is_found_in_the_file() {
        let file = "A **side**c&#97;r at `a b`";
        let mut prose = Prose::default();
        let pieces =
            [("A ", 0..2), ("side", 4..8), ("c", 10..11), ("a", 11..16), ("r at ", 16..21)];
        pieces.into_iter().for_each(|(text, source)| prose.push(text, file, source));
        prose.push("a b", file, 21..26);
        assert_eq!(prose.text, "A sidecar at a b");
        let found = |text: &str| {
            let start = prose.text.find(text).expect("it is there");
            let span = prose.span(start..start + text.len());
            &file[span.start..span.end]
        };
        for (text, wanted) in [
            ("sidecar", "side**c&#97;r"),
            ("deca", "de**c&#97;"),
            ("ar", "&#97;r"),
            ("A ", "A "),
            ("a b", "a b"),
            ("b", "b"),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
        assert_eq!(Prose::default().span(0..0), Span { start: 0, end: 0 });
    }
}
