//! Findings into the verdict: spans get lines, columns and the source to show.

use std::collections::BTreeMap;

use crate::reading::TEXT_LIMIT;
use crate::{Content, Finding, Input, Span, verdict};

/// Longer lines (a document without line breaks) are cut around what they are shown for.
const LINE_LIMIT: usize = 160;
/// Of longer spans only the first lines are shown.
const LINES: usize = 4;
/// So many of one mistake are made by a program, and mended there.
const FINDINGS: usize = 100;
const LABELS: usize = 12;

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

/// In the order of a verdict: by file, position, code. Of very many alike only the first are kept.
pub fn locate(mut findings: Vec<Finding>, texts: &Texts<'_>) -> Vec<verdict::Finding> {
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut kept: Vec<verdict::Finding> = vec![];
    // By code and file: how many there are, and the last that is kept.
    let mut alike: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for finding in findings {
        let file = finding.labels.first().map_or(String::new(), |label| label.file.clone());
        let (count, last) = alike.entry((finding.code.name, file)).or_default();
        *count += 1;
        if *count <= FINDINGS {
            *last = kept.len();
            kept.push(locate_finding(finding, texts));
        }
    }
    for ((code, _), (count, last)) in alike {
        if let Some(more) = count.checked_sub(FINDINGS).filter(|more| *more > 0) {
            kept[last].help.push(format!("there are {more} more of `{code}` in this file"));
        }
    }
    kept
}

fn order(finding: &Finding) -> (Option<(&str, Option<Span>)>, &str, &str) {
    let first = finding.labels.first().map(|label| (&*label.file, label.span));
    (first, finding.code.name, &finding.message)
}

fn locate_finding(finding: Finding, texts: &Texts<'_>) -> verdict::Finding {
    let label = |label: crate::Label| {
        let text = texts.get(&*label.file);
        let span = label.span.zip(text).map(|(span, text)| excerpt(text, span));
        verdict::Label { file: label.file, message: label.message, span }
    };
    let more = finding.labels.len().saturating_sub(LABELS);
    let more = (more > 0).then(|| format!("there are {more} more places like these"));
    verdict::Finding {
        code: finding.code.name.to_owned(),
        message: finding.message,
        labels: finding.labels.into_iter().take(LABELS).map(label).collect(),
        help: finding.help.into_iter().chain(more).collect(),
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
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() + 1;
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
    fn of_very_many_alike_the_first_are_kept_and_the_rest_counted() {
        let code = &crate::checks::CHECKS[0].code;
        let finding = |start: usize| {
            let place = crate::Place { file: "a", span: Some(Span { start, end: start + 1 }) };
            (0..20).fold(Finding::new(code, "x"), |finding, _| finding.label(place, "here"))
        };
        let text = "x".repeat(1000);
        let found = locate((0..1000).rev().map(finding).collect(), &Texts::from([("a", &*text)]));
        assert_eq!(found.len(), FINDINGS);
        assert_eq!(found[0].labels.len(), LABELS);
        assert_eq!(found[0].help, ["there are 8 more places like these"]);
        let last = &found[FINDINGS - 1];
        assert_eq!(last.labels[0].span.as_ref().map(|span| span.start), Some(FINDINGS - 1));
        assert_eq!(last.help[1], format!("there are 900 more of `{}` in this file", code.name));
    }

    #[test]
    fn a_span_outside_the_text_does_no_harm() {
        assert_eq!(shown("ab", 2, 7).excerpt, "ab");
        assert_eq!(shown("", 3, 9).excerpt, "");
    }
}
