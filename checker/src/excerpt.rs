//! Findings into the verdict: spans get lines, columns and the source to show.

use std::collections::BTreeMap;

use crate::reading::TEXT_LIMIT;
use crate::{Content, Finding, Input, Span, verdict};

/// Longer lines (a document without line breaks) are cut around what they are shown for.
const LINE_LIMIT: usize = 160;
/// Of longer spans only the first lines are shown.
const LINES: usize = 4;

/// The text of every document that a label may name.
pub type Texts<'a> = BTreeMap<&'a str, &'a str>;

/// The texts of the inputs that are texts, also of those that are no documents.
pub fn texts<'a>(inputs: impl IntoIterator<Item = &'a Input<'a>>) -> Texts<'a> {
    let text = |input: &'a Input<'a>| match input.content {
        Content::Bytes(bytes) if bytes.len() <= TEXT_LIMIT => {
            std::str::from_utf8(bytes).ok().map(|text| (input.name, text))
        }
        _ => None,
    };
    inputs.into_iter().filter_map(text).collect()
}

/// In the order of a verdict: by file, position, code.
pub fn locate(findings: Vec<Finding>, texts: &Texts<'_>) -> Vec<verdict::Finding> {
    let mut findings: Vec<_> =
        findings.into_iter().map(|finding| locate_finding(finding, texts)).collect();
    findings.sort_by_cached_key(|finding| {
        let first = finding.labels.first();
        let position = first.map(|label| {
            (label.file.clone(), label.span.as_ref().map(|span| (span.start, span.end)))
        });
        (position, finding.code.clone(), finding.message.clone())
    });
    findings
}

fn locate_finding(finding: Finding, texts: &Texts<'_>) -> verdict::Finding {
    let label = |label: crate::Label| {
        let text = texts.get(&*label.file);
        let span = label.span.zip(text).map(|(span, text)| excerpt(text, span));
        verdict::Label { file: label.file, message: label.message, span }
    };
    verdict::Finding {
        code: finding.code.name.to_owned(),
        message: finding.message,
        labels: finding.labels.into_iter().map(label).collect(),
        help: finding.help,
    }
}

fn excerpt(text: &str, span: Span) -> verdict::Excerpt {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let shown_end = text[start..end].match_indices('\n').nth(LINES - 1);
    let shown_end = shown_end.map_or(end, |(offset, _)| start + offset);
    let line_end = text[shown_end..].find('\n').map_or(text.len(), |newline| shown_end + newline);
    let excerpt_start = text.ceil_char_boundary(line_start.max(start.saturating_sub(LINE_LIMIT)));
    let excerpt_end = text
        .floor_char_boundary(line_end.min(shown_end.min(start + LINES * LINE_LIMIT) + LINE_LIMIT));
    let line = text[..start].matches('\n').count() + 1;
    verdict::Excerpt {
        start,
        end,
        line,
        column: text[line_start..start].chars().count() + 1,
        excerpt: text[excerpt_start..excerpt_end].to_owned(),
        excerpt_start,
        excerpt_line: line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, start: usize, end: usize) -> verdict::Excerpt {
        excerpt(text, Span { start, end })
    }

    #[test]
    fn a_line_is_shown_whole_and_columns_are_characters() {
        let span = shown("a\nä = \"ü\"\nz\n", 7, 11);
        assert_eq!((span.line, span.column), (2, 5));
        assert_eq!((&*span.excerpt, span.excerpt_start, span.excerpt_line), ("ä = \"ü\"", 2, 2));
    }

    #[test]
    fn a_long_line_is_cut_around_what_it_is_shown_for() {
        let text = format!("{}\"x\"{}", "é".repeat(100_000), "é".repeat(100_000));
        let span = shown(&text, 200_000, 200_003);
        assert!(span.excerpt.len() < 500 && span.excerpt.contains("\"x\""));
        assert_eq!((span.line, span.column), (1, 100_001));
        assert_eq!(&text[span.excerpt_start..][..span.excerpt.len()], span.excerpt);
    }

    #[test]
    fn of_many_lines_the_first_are_shown() {
        let text = "[\n".to_owned() + &"1,\n".repeat(1000) + "]";
        let span = shown(&text, 0, text.len());
        assert_eq!(span.excerpt.lines().count(), LINES);
        assert_eq!(span.end, text.len());
    }

    #[test]
    fn a_span_outside_the_text_does_no_harm() {
        assert_eq!(shown("ab", 2, 7).excerpt, "ab");
        assert_eq!(shown("", 3, 9).excerpt, "");
    }
}
