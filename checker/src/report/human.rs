//! Findings for a person to read: what, where, and what to do, with the source in view.

use std::collections::BTreeMap;

use annotate_snippets::renderer::{AnsiColor, Reset, Style};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::Subject;
use crate::gate::{self, Decided};
use crate::verdict::{Excerpt, Finding, Label};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    fn level(self) -> Level<'static> {
        match self {
            Self::Error => Level::ERROR,
            Self::Warning => Level::WARNING,
        }
    }

    fn style(self) -> Style {
        match self {
            Self::Error => AnsiColor::BrightRed.on_default().bold(),
            Self::Warning => AnsiColor::Yellow.on_default().bold(),
        }
    }
}

const BOLD: Style = Style::new().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
const NOTE: Style = AnsiColor::BrightGreen.on_default().bold();

/// Whether what is shown has colours. Those who print decide: files never have any.
#[derive(Clone, Copy, Debug)]
pub struct Rendering {
    coloured: bool,
}

pub const PLAIN: Rendering = Rendering { coloured: false };
/// For a terminal; whoever prints takes the colours out again where nobody would see them.
pub const COLOURED: Rendering = Rendering { coloured: true };

/// One finding, without colours.
pub fn finding(finding: &Finding, severity: Severity) -> String {
    PLAIN.finding(finding, severity)
}

/// All findings that are shown of one subject, and how many there are, without colours.
pub fn decided(subject: &str, decided: &[Decided<'_>]) -> String {
    PLAIN.decided(subject, decided)
}

/// All findings of all subjects, without colours.
pub fn report(subjects: &[Subject<'_>]) -> String {
    PLAIN.report(subjects)
}

impl Rendering {
    /// One finding. annotate-snippets draws what rustc draws, in several files at once; other crates
    /// show one source a diagnostic, and ours often contradict each other across two.
    pub fn finding(self, finding: &Finding, severity: Severity) -> String {
        let place = finding.labels.first().map_or(String::new(), position);
        let head = self.paint(severity.style(), &format!("{}[{}]", severity.name(), finding.code));
        let message = self.paint(BOLD, &format!(": {}", escape(&finding.message)));
        let mut text = format!("{place}{head}{message}\n");
        let labels: Vec<_> = finding.labels.iter().map(Shown::of).collect();
        let elements: Vec<Element<'_>> = labels.iter().flat_map(Shown::elements).collect();
        if !elements.is_empty() {
            let group = Group::with_level(severity.level()).elements(elements);
            let renderer = if self.coloured { Renderer::styled() } else { Renderer::plain() };
            text.push_str(&renderer.render(&[group]));
            text.push('\n');
        }
        let first = finding.labels.first().map(|label| &label.file);
        for label in finding.labels.iter().filter(|label| label.span.is_none()) {
            let file =
                if Some(&label.file) == first { "" } else { &format!("{}: ", escape(&label.file)) };
            text.push_str(&format!("   = {file}{}\n", escape(&label.message)));
        }
        for help in &finding.help {
            text.push_str(&format!("{}: {}\n", self.paint(HELP, "help"), escape(help)));
        }
        text.lines().map(|line| trimmed(line) + "\n").collect()
    }

    /// All findings that are shown of one subject, and how many there are.
    pub fn decided(self, subject: &str, decided: &[Decided<'_>]) -> String {
        let mut text = String::new();
        for decided in decided {
            text.push_str(&self.finding(decided.finding, decided.severity));
            if let Some(note) = &decided.note {
                text.push_str(&format!("{}: {}\n", self.paint(NOTE, "note"), escape(note)));
            }
            text.push('\n');
        }
        let severities: Vec<_> = decided.iter().map(|decided| decided.severity).collect();
        text + &summary(subject, &severities).unwrap_or_default()
    }

    /// All findings of all subjects, those of one together, and at the end who is denied.
    pub fn report(self, subjects: &[Subject<'_>]) -> String {
        let mut text = String::new();
        for subject in subjects {
            text.push_str(&self.decided(&gate::subject_name(subject.verdict), &subject.decided));
            if !subject.decided.is_empty() {
                text.push('\n');
            }
        }
        text + &denied(subjects)
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.coloured { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// A line without white space at its end, before a colour's end or without one.
fn trimmed(line: &str) -> String {
    let end = format!("{Reset}");
    match line.strip_suffix(&end) {
        Some(coloured) => format!("{}{end}", coloured.trim_end()),
        None => line.trim_end().to_owned(),
    }
}

/// How many subjects there are of each kind, and which of them are denied.
pub fn denied(subjects: &[Subject<'_>]) -> String {
    let denied: Vec<_> = subjects.iter().filter(|subject| subject.is_denied()).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for subject in subjects {
        *kinds.entry(&subject.verdict.subject.kind).or_default() += 1;
    }
    let count = |(kind, number): (&&str, &usize)| {
        let plural = if *number == 1 { "" } else { "s" };
        format!("{number} {kind}{plural}")
    };
    let counts: Vec<_> = kinds.iter().filter(|(kind, _)| **kind != "registry").map(count).collect();
    let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
    let mut text = format!("{counts} judged, {} denied\n", denied.len());
    for subject in denied {
        let errors = subject.decided.iter().filter(|d| d.severity == Severity::Error);
        let mut codes: Vec<_> = errors.map(|decided| &*decided.finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let name = escape(&gate::subject_name(subject.verdict));
        text.push_str(&format!(
            "  {} {name}: {}\n",
            subject.verdict.subject.kind,
            codes.join(", ")
        ));
    }
    text
}

/// `2 errors, 1 warning`; none if there is nothing to count.
pub fn summary(subject: &str, severities: &[Severity]) -> Option<String> {
    let count = |wanted: Severity| {
        let number = severities.iter().filter(|severity| **severity == wanted).count();
        let plural = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {}{plural}", wanted.name()))
    };
    let counts: Vec<_> =
        [Severity::Error, Severity::Warning].into_iter().filter_map(count).collect();
    (!counts.is_empty()).then(|| format!("{}: {}\n", escape(subject), counts.join(", ")))
}

/// What is told of a whole file, such as a core module, stands at its start: then every first line has
/// the one form that editors and logs are searched by.
fn position(label: &Label) -> String {
    let (line, column) = label.span.as_ref().map_or((1, 1), |span| (span.line, span.column));
    format!("{}:{line}:{column}: ", escape(&label.file))
}

/// A label with its texts made safe to show.
struct Shown<'a> {
    file: String,
    message: String,
    span: Option<&'a Excerpt>,
}

impl<'a> Shown<'a> {
    fn of(label: &'a Label) -> Self {
        let span = label.span.as_ref();
        // The excerpt of a line that was cut would show a column that is not the file's.
        let place = if span.is_some_and(is_cut) { position(label) } else { String::new() };
        let message = place + &escape(&label.message);
        Self { file: escape(&label.file), message, span }
    }

    fn elements(&self) -> Vec<Element<'_>> {
        let Some(span) = self.span else { return vec![] };
        let (start, end) = range(span);
        let source = |text: &str| text.replace(is_unseen, "\u{fffd}");
        let (before, marked) = (source(&span.excerpt[..start]), source(&span.excerpt[start..end]));
        let (start, end) = (before.len(), before.len() + marked.len());
        let annotation = AnnotationKind::Primary.span(start..end).label(&*self.message);
        let excerpt = before + &marked + &source(&span.excerpt[range(span).1..]);
        let snippet = Snippet::source(excerpt).line_start(span.excerpt_line);
        let snippet = snippet.annotation(annotation);
        vec![if is_cut(span) { snippet.into() } else { snippet.path(&*self.file).into() }]
    }
}

/// Where in its excerpt a span is.
fn range(span: &Excerpt) -> (usize, usize) {
    // A verdict is a file, and a file may have been changed.
    let within = |at: usize| at.saturating_sub(span.excerpt_start).min(span.excerpt.len());
    let start = span.excerpt.floor_char_boundary(within(span.start));
    (start, span.excerpt.ceil_char_boundary(within(span.end).max(start)))
}

fn is_cut(span: &Excerpt) -> bool {
    span.excerpt.get(..range(span).0).is_none_or(|before| before.chars().count() + 1 != span.column)
}

/// Characters that would move the cursor, hide text or turn its direction, made visible.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { escaped.extend(c.escape_unicode()) } else { escaped.push(c) }
    }
    escaped
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Those of them that a source keeps where annotate-snippets shows it, and a text in JSON: they have
/// signs for the others.
pub(crate) fn is_unseen(c: char) -> bool {
    is_hidden(c) && !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_in_a_source_is_seen_and_pointed_at() {
        let hidden =
            "\u{9b}\u{ad}\u{61c}\u{200b}\u{200d}\u{200f}\u{2028}\u{202e}\u{2066}\u{feff}\u{e0041}";
        let text = format!("a{hidden}b = c{hidden}d");
        let start = text.find('c').expect("it is there");
        let excerpt = crate::excerpt::excerpt_of(&text, crate::Span { start, end: text.len() });
        let label = Label { file: "f".into(), message: "here".into(), span: Some(excerpt) };
        let found =
            Finding { code: "x".into(), message: "m".into(), labels: vec![label], help: vec![] };
        let shown = finding(&found, Severity::Error);
        let marks = "\u{fffd}".repeat(hidden.chars().count());
        assert!(shown.contains(&format!("1 | a{marks}b = c{marks}d\n")), "{shown}");
        let (before, under) = (" ".repeat(16), "^".repeat(13));
        assert!(shown.contains(&format!("  | {before}{under} here\n")), "{shown}");
        assert!(!shown.contains(|c: char| is_hidden(c) && c != '\n'), "{shown:?}");
    }
}
