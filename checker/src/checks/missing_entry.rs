//! `missing-entry`: the manifest's entry is nothing that the core module exports.

use super::unknown_field::{listed, nearest};
use super::{Check, Run, language_mismatch, places};
use crate::model::document::Text;
use crate::model::module::Kind;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-entry",
        summary: "The manifest's entry leads to no function that the core module exports.",
        page: include_str!("../../../docs/codes/missing-entry.md"),
    },
    run: Run::Package(run),
};

const START: &str = "_start";

/// By language, the entries that its compilers turn into `_start`. Any other entry is the name of the
/// export itself.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("c", &["main"]),
    ("cpp", &["main"]),
    ("go", &["main"]),
    ("rust", &["main", "run"]),
    ("wasm", &["main"]),
    ("wat", &["main"]),
    ("zig", &["main"]),
];

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(language) = package.manifest.source.language else { return vec![] };
    let Some((_, starts)) = LANGUAGES.iter().find(|(name, _)| *name == language.value) else {
        return vec![unknown_language(language)];
    };
    let (Some(module), Some(entry)) = (package.sound_module(), package.manifest.source.entry)
    else {
        return vec![];
    };
    // Of the wrong language nobody knows what its entry stands for: that is told as `language-mismatch`.
    if language_mismatch::written(package).is_some() {
        return vec![];
    }
    // Without `_start` no host can call the module: that is told as `missing-export`.
    if starts.contains(&entry.value) || entry.value == START {
        return vec![];
    }
    let label = match module.export(entry.value) {
        Some(export) if export.kind == Kind::Function => return vec![],
        Some(export) => format!("its `{entry}` is a {}", export.kind.name()),
        None => {
            let exports = module.facts.exports.iter().map(|export| &*export.name);
            match &exports.collect::<Vec<_>>()[..] {
                [] => "it exports nothing".to_owned(),
                names => format!("it exports {}", places::told(names)),
            }
        }
    };
    vec![
        Finding::new(&CHECK.code, format!("the core module exports no function `{entry}`"))
            .label(entry.place, format!("in {language} this names the export `{entry}`"))
            .label(Place::file(module.name), label)
            .help(format!(
                "set `source.entry` to {}, which stands for `_start`",
                starts.iter().map(|start| format!("`{start}`")).collect::<Vec<_>>().join(" or ")
            )),
    ]
}

fn unknown_language(language: Text<'_>) -> Finding {
    let names: Vec<_> = LANGUAGES.iter().map(|(name, _)| *name).collect();
    if language.value.trim().is_empty() {
        return Finding::new(&CHECK.code, "`source.language` is blank")
            .label(language.place, "so nothing is known of how its entry is exported")
            .help(format!("write the source's language, one of {}", listed(&names)));
    }
    let finding = Finding::new(
        &CHECK.code,
        format!("nothing is known of how an entry of `{language}` is exported"),
    );
    let lower = language.value.to_lowercase();
    let alias = match &*lower {
        "c++" | "cxx" | "cc" => Some("cpp"),
        "golang" | "tinygo" => Some("go"),
        lower => nearest(lower, &names),
    };
    match alias {
        Some(name) => finding
            .label(language.place, format!("did you mean `{name}`?"))
            .help(format!("set `source.language` to `{name}`")),
        None => finding.label(language.place, "not one of the known languages").help(format!(
            "write one of {}; a module of another language has the language `wasm`, and its `source.entry` is the name of an export",
            listed(&names)
        )),
    }
}
