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

#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) code: &'static Code,
    pub(crate) message: String,
    pub(crate) labels: Vec<Label>,
    pub(crate) help: Vec<String>,
}

impl Finding {
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), labels: vec![], help: vec![] }
    }

    /// The first label is where the fault is; later ones show what contradicts it.
    pub fn label(mut self, place: Place<'_>, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            file: place.file.to_owned(),
            span: place.span,
            message: message.into(),
        });
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}
