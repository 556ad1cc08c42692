//! `unreadable-document`: a file is not the text that it should be.

use super::{Check, Run};
use crate::model::document::MARKED;
use crate::{Code, Finding, Place, Span};

pub static CHECK: Check = Check {
    code: Code {
        name: "unreadable-document",
        summary: "A file cannot be read as the document that it should be.",
        page: include_str!("../../../docs/codes/unreadable-document.md"),
    },
    run: Run::Reading,
};

pub fn directory(file: &str) -> Finding {
    Finding::new(&CHECK.code, "a directory stands where a file should be")
        .label(Place::file(file), "this is a directory")
        .help(format!("name a file inside `{file}`, or put one in its place"))
}

pub fn empty(file: &str) -> Finding {
    Finding::new(&CHECK.code, "the file is empty")
        .label(Place::file(file), "nothing stands in it")
        .help(format!("restore it with `git checkout -- {file}`, or write it anew"))
}

pub fn not_utf8(file: &str, bytes: &[u8]) -> Finding {
    let start = readable(bytes).len();
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ => "LATIN1",
    };
    Finding::new(&CHECK.code, format!("the text is not UTF-8: byte {start} begins no character"))
        .label(
            Place { file, span: Some(Span { start, end: start }) },
            "saved in another encoding, or not a text",
        )
        .help(format!(
            "save it as UTF-8: `iconv -f {encoding} -t UTF-8 {file} > utf8 && mv utf8 {file}`"
        ))
}

/// What comes before the first byte that is no text.
pub fn readable(bytes: &[u8]) -> &str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

pub fn syntax(place: Place<'_>, message: &str) -> Finding {
    let file = place.file;
    let (format, help) = if file.ends_with(".toml") {
        ("TOML", "in TOML a table begins with `[name]` and a value is `key = \"text\"`".to_owned())
    } else {
        ("JSON", of_json(file, message))
    };
    Finding::new(&CHECK.code, format!("not {format}: {}", message.trim()))
        .label(place, "the parser stopped here")
        .help(help)
}

fn of_json(file: &str, message: &str) -> String {
    if message == MARKED {
        format!("take it away: `sed -i '1s/^\\xEF\\xBB\\xBF//' {file}`")
    } else if message.contains("out of range") {
        "a number is at most about 1.8e308: write it as a text, or a smaller one".into()
    } else if message.contains("trailing characters") {
        "a file holds one value: take away what follows it".into()
    } else {
        format!(
            "JSON has no comments and no commas at an end; `python3 -m json.tool {file}` stops there too"
        )
    }
}
