//! A finding, as checks make it: a catalogued code, what is wrong, where, and what to do about it.

/// The name of a fault. Findings can be made only with one that stands in the catalogue.
#[derive(Debug)]
pub struct Code {
    pub name: &'static str,
    pub summary: &'static str,
    pub page: &'static str,
}

/// A range of bytes in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// A file, and where in it if that can be said.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub file: &'a str,
    pub span: Option<Span>,
}

impl<'a> Place<'a> {
    pub fn file(file: &'a str) -> Self {
        Self { file, span: None }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub file: String,
    pub span: Option<Span>,
    pub message: String,
}

/// So many findings of one code in one file are told, and the others counted: so many of one mistake
/// are made by a program, and mended there.
pub(crate) const FINDINGS: usize = 100;
/// So many places of one finding are shown, and the others counted.
pub(crate) const LABELS: usize = 12;

#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) code: &'static Code,
    pub(crate) message: String,
    pub(crate) labels: Vec<Label>,
    pub(crate) help: Vec<String>,
    /// How many places it has besides.
    pub(crate) more_places: usize,
    /// How many findings of its code there are in its file that were counted and not kept.
    pub(crate) more: usize,
}

impl Finding {
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: cut(message.into()),
            labels: vec![],
            help: vec![],
            more_places: 0,
            more: 0,
        }
    }

    /// The first label is where the fault is; later ones show what contradicts it.
    pub fn label(mut self, place: Place<'_>, message: impl Into<String>) -> Self {
        if self.labels.len() == LABELS {
            self.more_places += 1;
            return self;
        }
        self.labels.push(Label {
            file: place.file.to_owned(),
            span: place.span,
            message: cut(message.into()),
        });
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(cut(help.into()));
        self
    }
}

/// Longer texts are cut: they quote what nobody reads to its end.
const CHARACTERS: usize = 2000;

fn cut(mut text: String) -> String {
    if text.len() > CHARACTERS
        && let Some((end, _)) = text.char_indices().nth(CHARACTERS)
    {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

/// Findings of one code in one file, of which only the first are kept: the last of these counts the
/// others, so none is lost and a flood of them takes no memory.
#[derive(Debug, Default)]
pub(crate) struct Flood {
    kept: Vec<Finding>,
}

impl Flood {
    /// Once no more are kept, they are not even made.
    pub(crate) fn push(&mut self, finding: impl FnOnce() -> Finding) {
        match self.kept.get_mut(FINDINGS - 1) {
            Some(last) => last.more += 1,
            None => self.kept.push(finding()),
        }
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.kept
    }
}

/// A finding for each of the first of many faults of one code in one file; the last of them counts the
/// rest.
pub(crate) fn first_of<T>(
    faults: impl IntoIterator<Item = T>,
    finding: impl Fn(T) -> Finding,
) -> Vec<Finding> {
    let mut flood = Flood::default();
    faults.into_iter().for_each(|fault| flood.push(|| finding(fault)));
    flood.into_findings()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quotes_without_end_is_cut() {
        assert_eq!(cut("ä".repeat(CHARACTERS)).chars().count(), CHARACTERS);
        assert_eq!(cut("ä".repeat(1 << 20)).chars().count(), CHARACTERS + 1);
    }
}
