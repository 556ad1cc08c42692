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
        let source = match file[source.clone()].find(text) {
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
        let (first, as_written) = self.part(range.start);
        let start = if as_written {
            first.start + range.start - self.begin(range.start)
        } else {
            first.start
        };
        let last = range.end.saturating_sub(1).max(range.start);
        let (part, as_written) = self.part(last);
        let end = if as_written { part.start + range.end - self.begin(last) } else { part.end };
        Span { start, end: end.max(start) }
    }

    fn index(&self, at: usize) -> usize {
        self.parts.partition_point(|part| part.start <= at).saturating_sub(1)
    }

    fn begin(&self, at: usize) -> usize {
        self.parts.get(self.index(at)).map_or(0, |part| part.start)
    }

    /// The place of the part that an offset is in, and whether it is written there as it is read.
    fn part(&self, at: usize) -> (Range<usize>, bool) {
        let index = self.index(at);
        let Some(part) = self.parts.get(index) else { return (0..0, false) };
        let end = self.parts.get(index + 1).map_or(self.text.len(), |next| next.start);
        (part.source.clone(), part.source.len() == end - part.start)
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
