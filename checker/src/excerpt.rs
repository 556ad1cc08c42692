//! Findings into the verdict: spans get lines, columns and the source to show.

mod lines;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use self::lines::{Lines, Position};
use crate::checks::unreadable_document;
use crate::finding::FINDINGS;
use crate::reading::TEXT_LIMIT;
use crate::{Content, Finding, Input, Span, verdict};

/// Longer lines (a document without line breaks) are cut around what they are shown for.
const LINE_LIMIT: usize = 160;
/// Of longer spans only the first lines are shown.
const LINES: usize = 4;

/// The text of every document that a label may name.
pub type Texts<'a> = BTreeMap<&'a str, &'a str>;

/// The texts of the inputs, also of those that are no documents, as far as they are texts.
pub fn texts<'a>(inputs: impl IntoIterator<Item = &'a Input<'a>>) -> Texts<'a> {
    let text = |input: &'a Input<'a>| match input.content {
        Content::Bytes(bytes) if bytes.len() <= TEXT_LIMIT => {
            Some((input.name, unreadable_document::readable(bytes)))
        }
        _ => None,
    };
    inputs.into_iter().filter_map(text).collect()
}

/// In the order of a verdict: by file, position, code. Of very many alike only the first are kept.
pub fn locate(mut findings: Vec<Finding>, texts: &Texts<'_>) -> Vec<verdict::Finding> {
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut kept: Vec<verdict::Finding> = vec![];
    let mut lines = BTreeMap::new();
    // By code and file: how many there are, how many are kept, and the last of these.
    let mut alike: BTreeMap<(&str, String), (usize, usize, usize)> = BTreeMap::new();
    for finding in findings {
        let file = finding.labels.first().map_or(String::new(), |label| label.file.clone());
        let (count, kept_of, last) = alike.entry((finding.code.name, file)).or_default();
        *count += 1 + finding.more;
        if *kept_of < FINDINGS {
            *kept_of += 1;
            *last = kept.len();
            kept.push(locate_finding(finding, texts, &mut lines));
        }
    }
    for ((code, _), (count, kept_of, last)) in alike {
        if count > kept_of {
            let more = count - kept_of;
            kept[last].help.push(format!("there are {more} more of `{code}` in this file"));
        }
    }
    kept
}

fn order(finding: &Finding) -> (Option<(&str, Option<Span>)>, &str, &str) {
    let first = finding.labels.first().map(|label| (&*label.file, label.span));
    (first, finding.code.name, &finding.message)
}

fn locate_finding<'a>(
    finding: Finding,
    texts: &Texts<'a>,
    lines: &mut BTreeMap<&'a str, Lines<'a>>,
) -> verdict::Finding {
    let label = |label: crate::Label| {
        let text = texts.get_key_value(&*label.file);
        let span = label.span.zip(text).map(|(span, (name, text))| {
            let lines = match lines.entry(name) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => entry.insert(Lines::of(text)),
            };
            excerpt(text, span, lines)
        });
        verdict::Label { file: label.file, message: label.message, span }
    };
    let more = finding.more_places;
    let more = (more > 0).then(|| format!("there are {more} more places like these"));
    verdict::Finding {
        code: finding.code.name.to_owned(),
        message: finding.message,
        labels: finding.labels.into_iter().map(label).collect(),
        help: finding.help.into_iter().chain(more).collect(),
    }
}

/// What is shown of one place in a text.
pub fn excerpt_of(text: &str, span: Span) -> verdict::Excerpt {
    excerpt(text, span, &Lines::of(text))
}

fn excerpt(text: &str, span: Span, lines: &Lines<'_>) -> verdict::Excerpt {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let Position { line_start, line, column } = lines.position(start);
    // No line is looked for beyond what can be shown.
    let shown = text.floor_char_boundary(end.min(start + LINES * LINE_LIMIT));
    let shown_end = text[start..shown].match_indices('\n').nth(LINES - 1);
    let shown_end = shown_end.map_or(shown, |(offset, _)| start + offset);
    let limit = text.floor_char_boundary(shown_end + LINE_LIMIT);
    let excerpt_start = text.ceil_char_boundary(line_start.max(start.saturating_sub(LINE_LIMIT)));
    let line_end = text[shown_end..limit].find('\n');
    let excerpt_end = line_end.map_or(limit, |newline| shown_end + newline);
    let shown = &text[excerpt_start..excerpt_end];
    verdict::Excerpt {
        start,
        end,
        line,
        column,
        // Of a line that ends as on Windows, its end would be shown too.
        excerpt: shown.strip_suffix('\r').unwrap_or(shown).to_owned(),
        excerpt_start,
        excerpt_line: line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, start: usize, end: usize) -> verdict::Excerpt {
        excerpt_of(text, Span { start, end })
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
        assert_eq!(found[0].labels.len(), crate::finding::LABELS);
        assert_eq!(found[0].help, ["there are 8 more places like these"]);
        let last = &found[FINDINGS - 1];
        assert_eq!(last.labels[0].span.as_ref().map(|span| span.start), Some(FINDINGS - 1));
        assert_eq!(last.help[1], format!("there are 900 more of `{}` in this file", code.name));
    }

    #[test]
    fn findings_that_were_only_counted_are_counted_once_more() {
        let code = &crate::checks::CHECKS[0].code;
        let finding = |file| Finding::new(code, "x").label(crate::Place::file(file), "here");
        let flood = crate::finding::first_of(0..250, |_| finding("a"));
        let findings = flood.into_iter().chain([finding("a"), finding("b")]);
        let found = locate(findings.collect(), &Texts::new());
        assert_eq!(found.len(), FINDINGS + 1);
        let more = format!("there are 151 more of `{}` in this file", code.name);
        assert_eq!(found.iter().flat_map(|finding| &finding.help).collect::<Vec<_>>(), [&more]);
    }

    #[test]
    fn the_end_of_a_line_is_not_shown() {
        let span = shown("a\r\nb = 1\r\nc", 3, 4);
        assert_eq!((&*span.excerpt, span.line, span.column), ("b = 1", 2, 1));
    }

    #[test]
    fn a_span_outside_the_text_does_no_harm() {
        assert_eq!(shown("ab", 2, 7).excerpt, "ab");
        assert_eq!(shown("", 3, 9).excerpt, "");
    }
}
