//! `language-mismatch`: the manifest's language is not the one that its source is written in.

use super::{Check, Run};
use crate::model::document::Text;
use crate::model::placeholder::is_placeholder;
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "language-mismatch",
        summary: "The manifest's language is not the one that its source file is written in.",
        page: include_str!("../../../docs/codes/language-mismatch.md"),
    },
    run: Run::Package(run),
};

/// What `source.language` says, what people call it, and how its files end. Any other ending says
/// nothing: it may be of any language.
const LANGUAGES: &[(&str, &str, &[&str])] = &[
    ("c", "C", &["c"]),
    ("cpp", "C++", &["cc", "cpp", "cxx"]),
    ("go", "Go", &["go"]),
    ("rust", "Rust", &["rs"]),
    ("wat", "WebAssembly text", &["wat"]),
    ("zig", "Zig", &["zig"]),
    (WASM, "TypeScript or AssemblyScript", &["ts"]),
];

/// Of a core module that comes from any other language, or as it is: it fits every source.
const WASM: &str = "wasm";

/// The language that the source is written in, if the manifest says another.
#[derive(Debug)]
pub(super) struct Written<'a> {
    language: Text<'a>,
    path: Text<'a>,
    ending: &'a str,
    own: &'static str,
    told: &'static str,
}

pub(super) fn written<'a>(package: &'a Package<'_>) -> Option<Written<'a>> {
    let source = &package.manifest.source;
    let (language, path) = (source.language?, source.path?);
    // A language that none of these is, `missing-entry` tells.
    let is_known = LANGUAGES.iter().any(|(own, ..)| *own == language.value);
    if !is_known || language.value == WASM || is_placeholder(path.value) {
        return None;
    }
    let name = path.value.rsplit('/').next()?;
    let (_, ending) = name.rsplit_once('.')?;
    let (own, told, _) = LANGUAGES.iter().find(|(.., endings)| endings.contains(&ending))?;
    (*own != language.value).then_some(Written { language, path, ending, own, told })
}

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(Written { language, path, ending, own, told }) = written(package) else {
        return vec![];
    };
    vec![
        Finding::new(&CHECK.code, format!("the manifest says `{language}` of a source in {told}"))
            .label(language.place, "the language that it says")
            .label(path.place, format!("`.{ending}` is an ending of {told}"))
            .help(format!("set `source.language` to `{own}`, or `source.path` to the file that the core module is built from")),
    ]
}
