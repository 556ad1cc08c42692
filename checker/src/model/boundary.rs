//! The boundary document: Markdown, by its headings, its paragraphs and the contracts it names.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use semver::Version;

use super::document::Text;
use crate::{Place, Span};

#[derive(Debug, Default)]
pub struct Boundary<'a> {
    pub name: &'a str,
    pub text: &'a str,
    pub sections: Vec<Section<'a>>,
    pub blocks: Vec<Block<'a>>,
}

/// A heading; what stands below it is in `blocks`.
#[derive(Debug)]
pub struct Section<'a> {
    pub title: String,
    pub place: Place<'a>,
    level: u8,
}

/// A paragraph, a list's item, a table's cell: what is written without a break.
#[derive(Debug)]
pub struct Block<'a> {
    pub span: Span,
    /// The code that it begins with, if it is a list's item.
    pub item: Option<Text<'a>>,
    /// Exact references, `<id>@<version>`.
    pub references: Vec<Text<'a>>,
    /// The sections that it stands in, outermost first.
    sections: Vec<usize>,
}

impl<'a> Boundary<'a> {
    pub fn parse(name: &'a str, text: &'a str) -> Self {
        let mut reader =
            Reader { boundary: Self { name, text, ..Self::default() }, ..Reader::new() };
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            reader.event(event, range);
        }
        reader.end_block();
        reader.boundary
    }

    /// The first section of this title; capitals say nothing.
    pub fn section(&self, title: &str) -> Option<(&Section<'a>, Vec<&Block<'a>>)> {
        let named = |section: &Section<'_>| section.title.eq_ignore_ascii_case(title);
        let index = self.sections.iter().position(named)?;
        let blocks = self.blocks.iter().filter(|block| block.sections.contains(&index)).collect();
        Some((&self.sections[index], blocks))
    }

    pub fn is_in(&self, block: &Block<'_>, title: &str) -> bool {
        block.sections.iter().any(|index| self.sections[*index].title.eq_ignore_ascii_case(title))
    }

    pub fn source(&self, block: &Block<'_>) -> &'a str {
        &self.text[block.span.start..block.span.end]
    }

    pub fn place(&self, span: Span) -> Place<'a> {
        Place { file: self.name, span: Some(span) }
    }
}

struct Reader<'a> {
    boundary: Boundary<'a>,
    /// The sections that what comes next stands in.
    open: Vec<usize>,
    block: Option<Block<'a>>,
    item_begins: bool,
    heading: Option<String>,
}

impl<'a> Reader<'a> {
    fn new() -> Self {
        Self {
            boundary: Boundary::default(),
            open: vec![],
            block: None,
            item_begins: false,
            heading: None,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.end_block();
                let level = level as u8;
                self.open.retain(|index| self.boundary.sections[*index].level < level);
                let span = Span {
                    start: range.start,
                    end: range.start + trimmed(&self.boundary.text[range]),
                };
                let place = self.boundary.place(span);
                self.boundary.sections.push(Section { title: String::new(), place, level });
                self.heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => {
                self.end_block();
                let title = self.heading.take().unwrap_or_default();
                if let Some(section) = self.boundary.sections.last_mut() {
                    section.title = title.trim().to_owned();
                }
                self.open.push(self.boundary.sections.len() - 1);
            }
            Event::Start(Tag::Item) => {
                self.end_block();
                self.item_begins = true;
            }
            Event::Start(tag) if !is_inline(&tag.to_end()) => self.end_block(),
            Event::End(tag) if !is_inline(&tag) => self.end_block(),
            Event::Text(text) => self.inline(&text, range, false),
            Event::Code(text) => self.inline(&text, range, true),
            Event::SoftBreak | Event::HardBreak => self.inline(" ", range, false),
            // Comments, and what only decorates.
            _ => {}
        }
    }

    fn inline(&mut self, text: &str, range: Range<usize>, code: bool) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        let source = &self.boundary.text[range.clone()];
        let span = Span { start: range.start, end: range.end };
        let place = self.boundary.place(span);
        let block = self.block.get_or_insert_with(|| Block {
            span,
            item: None,
            references: vec![],
            sections: self.open.clone(),
        });
        block.span.end = block.span.end.max(range.end);
        if std::mem::take(&mut self.item_begins) && code {
            block.item = Some(Text { value: source.trim_matches('`').trim(), place });
        }
        let references = words(source).filter(|(_, word)| is_reference(word));
        block.references.extend(references.map(|(offset, value)| {
            let start = range.start + offset;
            let span = Span { start, end: start + value.len() };
            Text { value, place: Place { file: self.boundary.name, span: Some(span) } }
        }));
    }

    fn end_block(&mut self) {
        self.boundary.blocks.extend(self.block.take());
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Image | Link | Strikethrough | Strong | Subscript | Superscript)
}

fn trimmed(heading: &str) -> usize {
    heading.trim_end().len()
}

fn is_reference(word: &str) -> bool {
    let parts = word.split_once('@');
    parts.is_some_and(|(id, version)| !id.is_empty() && Version::parse(version).is_ok())
}

/// Words without the punctuation and markup around them, and where they begin.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| "\"'`*_()[]{}<>,.:;!?“”‘’".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
