//! The sections of a core module, in their order, for who wants to see where its bytes are.

use std::ops::Range;

use serde::Serialize;
use wasmparser::{Parser, Payload};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    pub name: String,
    /// Of its contents, without id and length.
    pub bytes: u64,
    /// Where its contents lie in the module, after the name of a custom one.
    #[serde(skip)]
    pub range: Range<usize>,
}

/// As far as the module can be read.
pub fn of(bytes: &[u8]) -> Vec<Section> {
    let payloads = Parser::new(0).parse_all(bytes).map_while(Result::ok);
    let section = |payload: Payload<'_>| {
        let (id, range) = payload.as_section()?;
        let size = range.end - range.start;
        let (name, range) = match &payload {
            Payload::CustomSection(section) => {
                (format!("custom `{}`", section.name()), section.data_offset()..range.end)
            }
            _ => (name(id).to_owned(), range),
        };
        Some(Section { name, bytes: size, range: within(bytes, &range) })
    };
    payloads.filter_map(section).collect()
}

/// A range that the parser gives of these very bytes.
pub(super) fn within(bytes: &[u8], range: &Range<u64>) -> Range<usize> {
    let at = |offset| usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
    at(range.start)..at(range.end)
}

/// The names that the core specification gives.
fn name(id: u8) -> &'static str {
    let names = [
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count",
        "tag",
    ];
    names.get(usize::from(id)).copied().unwrap_or("unknown")
}
