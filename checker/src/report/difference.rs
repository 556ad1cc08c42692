//! How two builds of one core module differ, for a person to read.

use std::fmt::Write as _;
use std::ops::Range;

use super::facts::table;
use super::human::escape;
use crate::model::difference::{Difference, Side};

/// How much of a text is shown on either side of the difference.
const TEXT: usize = 120;
/// How many bytes are shown, and how many of them before the difference.
const ROW: (usize, usize) = (16, 4);

pub fn human(difference: &Difference, names: [&str; 2], modules: [&[u8]; 2]) -> String {
    let names = names.map(escape);
    let mut text = format!("error: {} and {} differ\n", names[0], names[1]);
    let bytes = |bytes: Option<u64>| bytes.map_or("none".to_owned(), |bytes| bytes.to_string());
    text += &table(
        ["section", &names[0], &names[1], ""],
        difference.sections.iter().map(|pair| {
            let same = if pair.same { "" } else { "differs" };
            let [first, second] = pair.bytes.map(bytes);
            vec![pair.name.clone(), first, second, same.to_owned()]
        }),
    );
    let first = &difference.first;
    let place = match (&first.section, &first.item) {
        (Some(section), Some(item)) => format!("section {}, {item}", escape(section)),
        (Some(section), None) => format!("section {}", escape(section)),
        (None, _) => "outside of the sections' contents".to_owned(),
    };
    _ = writeln!(text, "\nfirst difference: {place}");
    let width = names.iter().map(String::len).max().unwrap_or(0);
    let mut texts = vec![];
    for ((name, bytes), side) in names.iter().zip(modules).zip(&first.sides) {
        let Some(side) = side else {
            _ = writeln!(text, "  {name:width$}  has none");
            continue;
        };
        _ = writeln!(text, "  {name:width$}  {}", row(bytes, side));
        texts.extend(printable(bytes, side).map(|found| (name, found)));
    }
    for (name, found) in &texts {
        _ = writeln!(text, "  {name:width$}  reads \"{found}\"");
    }
    text += help(texts.iter().any(|(_, found)| is_path(found)));
    text
}

/// Bytes from shortly before the difference, the first that differs in brackets.
fn row(bytes: &[u8], side: &Side) -> String {
    let start = side.at.saturating_sub(ROW.1).max(side.range.start);
    let shown = start..(start + ROW.0).min(side.range.end);
    let mut text = format!("byte {}:", side.at);
    for at in shown {
        let (open, close) = if at == side.at { ("[", "]") } else { ("", "") };
        _ = write!(text, " {open}{:02x}{close}", bytes[at]);
    }
    if side.at == side.range.end {
        text += " ends here";
    }
    text
}

/// The text that the difference is in, if it is in one.
fn printable(bytes: &[u8], side: &Side) -> Option<String> {
    let is_text = |byte: &u8| matches!(byte, 0x20..=0x7e);
    let contents = |range: Range<usize>| &bytes[range];
    let before =
        contents(side.range.start..side.at).iter().rev().take(TEXT).take_while(|b| is_text(b));
    let start = side.at - before.count();
    let after = contents(side.at..side.range.end).iter().take(TEXT).take_while(|b| is_text(b));
    let end = side.at + after.count();
    // Four bytes of code may look like a word by chance; fewer mean nothing at all.
    (end - start >= 4).then(|| String::from_utf8_lossy(contents(start..end)).into_owned())
}

fn is_path(text: &str) -> bool {
    ["bazel-out/", "execroot/", "/home/", "/tmp/", "/root/"].iter().any(|part| text.contains(part))
}

fn help(is_path: bool) -> &'static str {
    if is_path {
        "help: a path of the build is in the bytes: give rustc `--remap-path-prefix=$PWD=.`, clang `-ffile-prefix-map=$PWD=.`, and write no `$@` or `$(RULEDIR)` into what a genrule makes\n"
    } else {
        "help: look for what differs from build to build: a path, the time, a random number, the order in which a folder lists its files or a map its keys\n"
    }
}
