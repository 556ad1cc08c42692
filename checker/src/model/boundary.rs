//! The boundary document: Markdown, by its headings, its paragraphs and the contracts it names.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use semver::Version;

use super::document::Text;
use super::prose::Prose;
use super::words::{offset, words};
use crate::{Place, Span};

/// The headings that a boundary document has to have.
pub const TITLES: [&str; 4] = ["Surface", "Adapters", "Contract", NOT_HERE];
const NOT_HERE: &str = "Not here";

#[derive(Debug, Default)]
pub struct Boundary<'a> {
    pub name: &'a str,
    pub text: &'a str,
    pub sections: Vec<Section<'a>>,
    pub blocks: Vec<Block>,
    /// What is read of all blocks.
    prose: Prose,
    /// What stands there as code, in order.
    codes: Vec<Range<usize>>,
}

/// A heading; what stands below it is in `blocks`.
#[derive(Debug)]
pub struct Section<'a> {
    pub title: String,
    pub place: Place<'a>,
    level: u8,
}

/// A paragraph, a list's item, a table's row: what is written without a break.
#[derive(Debug)]
pub struct Block {
    prose: Range<usize>,
    /// The code that it begins with, if it is a list's item, and where that stands.
    item: Option<(Range<usize>, Span)>,
    /// The sections that it stands in, outermost first.
    sections: Vec<usize>,
}

impl<'a> Boundary<'a> {
    pub fn parse(name: &'a str, text: &'a str) -> Self {
        let mut reader =
            Reader { boundary: Self { name, text, ..Self::default() }, ..Reader::default() };
        // To the parser, a byte order mark would be the first letter.
        let begin = text.len() - text.trim_start_matches(MARK).len();
        let events = Parser::new_ext(&text[begin..], Options::ENABLE_TABLES).into_offset_iter();
        for (event, range) in events {
            reader.event(event, range.start + begin..range.end + begin);
        }
        reader.end_block();
        reader.boundary
    }

    /// The first section of this title; capitals say nothing.
    pub fn section(&self, title: &str) -> Option<(&Section<'a>, Vec<&Block>)> {
        let index = self.sections.iter().position(|section| section.is(title))?;
        let blocks = self.blocks.iter().filter(|block| block.sections.contains(&index)).collect();
        Some((&self.sections[index], blocks))
    }

    /// Whether it is left to others: another of the headings ends that, of whatever level it is.
    pub fn is_not_here(&self, block: &Block) -> bool {
        let sections = block.sections.iter().rev().map(|index| &self.sections[*index]);
        let mut titles = sections.flat_map(|section| TITLES.iter().find(|title| section.is(title)));
        titles.next() == Some(&NOT_HERE)
    }

    /// What is read of a block.
    pub fn prose(&self, block: &Block) -> &str {
        &self.prose.text[block.prose.clone()]
    }

    /// Where a part of a block's prose stands.
    pub fn place(&self, block: &Block, part: Range<usize>) -> Place<'a> {
        let start = block.prose.start;
        self.place_of(self.prose.span(start + part.start..start + part.end))
    }

    /// What a list's item begins with, if that is code.
    pub fn item(&self, block: &Block) -> Option<Text<'_>> {
        let (name, span) = block.item.as_ref()?;
        Some(Text { value: self.prose.text[name.clone()].trim(), place: self.place_of(*span) })
    }

    /// What stands in a block as code.
    pub fn codes(&self, block: &Block) -> impl Iterator<Item = &str> {
        let first = self.codes.partition_point(|code| code.start < block.prose.start);
        let codes = self.codes[first..].iter().take_while(|code| code.end <= block.prose.end);
        codes.map(|code| self.prose.text[code.clone()].trim())
    }

    /// Exact references in a block, `<id>@<version>`.
    pub fn references(&self, block: &Block) -> impl Iterator<Item = Text<'_>> {
        let prose = self.prose(block);
        words(prose).filter(|word| is_reference(word)).map(move |value| {
            let at = offset(prose, value);
            Text { value, place: self.place(block, at..at + value.len()) }
        })
    }

    fn place_of(&self, span: Span) -> Place<'a> {
        Place { file: self.name, span: Some(span) }
    }
}

impl Section<'_> {
    fn is(&self, title: &str) -> bool {
        self.title.eq_ignore_ascii_case(title)
    }
}

const MARK: char = '\u{feff}';

#[derive(Default)]
struct Reader<'a> {
    boundary: Boundary<'a>,
    /// The sections that what comes next stands in.
    open: Vec<usize>,
    block: Option<Block>,
    item_begins: bool,
    heading: Option<String>,
}

impl<'a> Reader<'a> {
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
                let place = self.boundary.place_of(span);
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
            // A row is one statement: what its first cell speaks of, the others deny.
            Event::Start(Tag::TableCell) if self.block.is_some() => {
                self.inline(" | ", range.start..range.start, false);
            }
            Event::Start(tag) if !is_inline(&tag.to_end()) => self.end_block(),
            Event::End(tag) if !is_inline(&tag) => self.end_block(),
            Event::Text(text) => self.inline(&text, range, false),
            Event::Code(text) => self.inline(&text, range, true),
            Event::SoftBreak | Event::HardBreak => self.inline(" ", range, false),
            Event::InlineHtml(tag)
                if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) =>
            {
                self.inline(" ", range, false);
            }
            // Comments, and what only decorates.
            _ => {}
        }
    }

    fn inline(&mut self, text: &str, range: Range<usize>, code: bool) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        let span = Span { start: range.start, end: range.end };
        let prose = &mut self.boundary.prose;
        let start = prose.text.len();
        prose.push(text, self.boundary.text, range);
        let read = start..prose.text.len();
        let block = self.block.get_or_insert_with(|| Block {
            prose: read.clone(),
            item: None,
            sections: self.open.clone(),
        });
        block.prose.end = read.end;
        let begins = std::mem::take(&mut self.item_begins);
        if code {
            block.item = begins.then(|| (read.clone(), span)).or(block.item.take());
            self.boundary.codes.push(read);
        }
    }

    fn end_block(&mut self) {
        self.boundary.blocks.extend(self.block.take());
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript, TableCell};
    matches!(
        tag,
        Emphasis | Image | Link | Strikethrough | Strong | Subscript | Superscript | TableCell
    )
}

fn trimmed(heading: &str) -> usize {
    heading.trim_end().len()
}

fn is_reference(word: &str) -> bool {
    let parts = word.split_once('@');
    parts.is_some_and(|(id, version)| !id.is_empty() && Version::parse(version).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let boundary = Boundary::parse("BOUNDARY.md", text);
        boundary.blocks.iter().map(|block| boundary.prose(block).to_owned()).collect()
    }

    #[test]
    fn prose_has_no_markup() {
        for (text, wanted) in [
            ("A [side**car**](x.md) is\nneeded.\\\nAlways.", &["A sidecar is needed. Always."][..]),
            ("<b>sidec&#97;r</b> <!-- a daemon --> at\r\n`/etc/x`", &["sidecar  at /etc/x"]),
            ("no host<br/>process", &["no host process"]),
            ("- `http`\n- [b](c)\n\n  d", &["http", "b", "d"]),
            ("|a|b|\n|-|-|\n|sidecar|no|\n||x|\n", &["a | b", "sidecar | no", "x"]),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let boundary = Boundary::parse("BOUNDARY.md", "\u{feff}## Surface\n\nsay");
        assert_eq!(boundary.sections[0].title, "Surface");
        let place = boundary.place(&boundary.blocks[1], 0..3);
        assert_eq!(place.span, Some(Span { start: 15, end: 18 }));
    }
}
