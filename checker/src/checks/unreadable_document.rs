//! `unreadable-document`: a file is not the text that it should be.

use super::{Check, Run};
use crate::{Code, Finding, Place};

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

pub fn not_utf8(file: &str, offset: usize) -> Finding {
    Finding::new(&CHECK.code, format!("the text is not UTF-8: byte {offset} begins no character"))
        .label(Place::file(file), "saved in another encoding, or not a text")
        .help(format!(
            "save it as UTF-8: `iconv -f LATIN1 -t UTF-8 {file} > utf8 && mv utf8 {file}`"
        ))
}

pub fn syntax(place: Place<'_>, message: &str) -> Finding {
    let (format, help) = if place.file.ends_with(".toml") {
        ("TOML", "in TOML a table begins with `[name]` and a value is `key = \"text\"`".to_owned())
    } else {
        let file = place.file;
        (
            "JSON",
            format!(
                "JSON has no comments and no commas at an end; `jq . {file}` reads as strictly"
            ),
        )
    };
    Finding::new(&CHECK.code, format!("not {format}: {}", message.trim()))
        .label(place, "the parser stopped here")
        .help(help)
}
