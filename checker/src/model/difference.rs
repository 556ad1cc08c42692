//! Where two builds of one core module part: section by section, and the first byte that differs.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use wasmparser::{Parser, Payload};

use super::sections::{self, Section, within};

#[derive(Debug)]
pub struct Difference {
    /// The sections of both, each beside its counterpart.
    pub sections: Vec<Pair>,
    pub first: Place,
}

#[derive(Debug)]
pub struct Pair {
    pub name: String,
    /// How many bytes each module's has; none where it has no such section.
    pub bytes: [Option<u64>; 2],
    pub same: bool,
}

/// Where the first difference is.
#[derive(Debug)]
pub struct Place {
    /// None where it is in no section's contents, or the files are no modules.
    pub section: Option<String>,
    /// The function or data segment, where there is one.
    pub item: Option<String>,
    /// In each module, the contents that differ and the first byte that does; none where it has none.
    pub sides: [Option<Side>; 2],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub range: Range<usize>,
    /// In the module. One past the contents where they end before the other's.
    pub at: usize,
}

/// None if the bytes are the same.
pub fn between(modules: [&[u8]; 2]) -> Option<Difference> {
    if modules[0] == modules[1] {
        return None;
    }
    let pairs = pair(&modules.map(sections::of));
    let same = |pair: &[Option<Section>; 2]| {
        contents(modules[0], &pair[0]) == contents(modules[1], &pair[1])
    };
    let first = pairs.iter().find(|pair| !same(pair));
    let first = first.map_or_else(|| outside(modules), |pair| place(modules, pair));
    let shown = |pair: &[Option<Section>; 2]| Pair {
        name: name(pair).to_owned(),
        bytes: pair.each_ref().map(|section| section.as_ref().map(|section| section.bytes)),
        same: same(pair),
    };
    Some(Difference { sections: pairs.iter().map(shown).collect(), first })
}

fn contents<'a>(module: &'a [u8], section: &Option<Section>) -> Option<&'a [u8]> {
    section.as_ref().and_then(|section| module.get(section.range.clone()))
}

/// Each section beside the one of its name in the other module, both in their order.
fn pair(sections: &[Vec<Section>; 2]) -> Vec<[Option<Section>; 2]> {
    let names = sections
        .each_ref()
        .map(|sections| sections.iter().map(|section| &*section.name).collect::<Vec<_>>());
    let get = |side: usize, index: usize| sections[side].get(index).cloned();
    let mut pairs = vec![];
    for op in capture_diff_slices(Algorithm::Myers, &names[0], &names[1]) {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            pairs.extend(old.zip(new).map(|(a, b)| [get(0, a), get(1, b)]));
        } else {
            pairs.extend(old.map(|a| [get(0, a), None]));
            pairs.extend(new.map(|b| [None, get(1, b)]));
        }
    }
    pairs
}

fn name(pair: &[Option<Section>; 2]) -> &str {
    pair.iter().flatten().next().map_or("", |section| &section.name)
}

fn place(modules: [&[u8]; 2], pair: &[Option<Section>; 2]) -> Place {
    let section = Some(name(pair).to_owned());
    let [Some(a), Some(b)] = pair else {
        let side = |section: &Option<Section>| {
            section
                .as_ref()
                .map(|Section { range, .. }| Side { range: range.clone(), at: range.start })
        };
        return Place { section, item: None, sides: pair.each_ref().map(side) };
    };
    // Bytes that say how long something is come before it: what differs is better seen in the thing.
    let items = [items(modules[0], &a.range), items(modules[1], &b.range)];
    let differing = items[0]
        .iter()
        .zip(&items[1])
        .find(|((_, a), (_, b))| modules[0][a.clone()] != modules[1][b.clone()]);
    let (item, ranges) = match differing {
        Some(((item, a), (_, b))) => (Some(item.clone()), [a, b]),
        None => (None, [&a.range, &b.range]),
    };
    Place { section, item, sides: parting(modules, ranges.map(Clone::clone)).map(Some) }
}

/// The difference is in how a section is headed, or there are no sections to speak of.
fn outside(modules: [&[u8]; 2]) -> Place {
    let sides = parting(modules, [0..modules[0].len(), 0..modules[1].len()]);
    Place { section: None, item: None, sides: sides.map(Some) }
}

fn parting(modules: [&[u8]; 2], [a, b]: [Range<usize>; 2]) -> [Side; 2] {
    let contents = modules[0][a.clone()].iter().zip(&modules[1][b.clone()]);
    let same = contents.take_while(|(a, b)| a == b).count();
    [a, b].map(|range| Side { at: range.start + same, range })
}

/// The functions or data segments of a section, as they are counted.
fn items(bytes: &[u8], section: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut items = vec![];
    let (mut functions, mut segments) = (0, 0);
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::ImportSection(imports) => {
                let imports = imports.into_imports().map_while(Result::ok);
                functions += imports
                    .filter(|import| matches!(import.ty, wasmparser::TypeRef::Func(_)))
                    .count();
            }
            Payload::CodeSectionEntry(body) => {
                items.push((format!("function {functions}"), within(bytes, &body.range())));
                functions += 1;
            }
            Payload::DataSection(data) => {
                for segment in data.into_iter().map_while(Result::ok) {
                    let range = within(bytes, &segment.range);
                    let contents = range.end - segment.data.len()..range.end;
                    items.push((format!("data segment {segments}"), contents));
                    segments += 1;
                }
            }
            _ => {}
        }
    }
    items.retain(|(_, range)| section.start <= range.start && range.end <= section.end);
    items
}
