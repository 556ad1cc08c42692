//! `path-leak`: the core module tells where it was built.

mod paths;

use std::collections::HashSet;

use super::{Check, Run};
use crate::model::module::Module;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "path-leak",
        summary: "The core module contains paths of the machine that built it.",
        page: include_str!("../../../docs/codes/path-leak.md"),
    },
    run: Run::Package(run),
};

/// So many are shown.
const SHOWN: usize = 3;
/// And so many counted: of a module that is full of them, more would tell no more.
const COUNTED: usize = 100;

#[derive(Clone, Copy)]
enum Where<'a> {
    Data,
    Section(&'a str),
    SectionName,
    ExportName,
}

/// All texts that a compiler or its author chooses.
fn places<'a>(module: &'a Module<'a>) -> impl Iterator<Item = (Where<'a>, &'a [u8])> {
    let data = module.data.iter().map(|bytes| (Where::Data, *bytes));
    let custom = module.custom.iter().flat_map(|(name, bytes)| {
        [(Where::SectionName, name.as_bytes()), (Where::Section(name), *bytes)]
    });
    let exports =
        module.facts.exports.iter().map(|export| (Where::ExportName, export.name.as_bytes()));
    data.chain(custom).chain(exports)
}

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let mut seen = HashSet::new();
    let mut leaks = vec![];
    let found =
        places(module).flat_map(|(place, bytes)| paths::of(bytes).map(move |path| (path, place)));
    for (path, place) in found {
        if seen.insert(path) && leaks.len() < SHOWN {
            leaks.push((path, place));
        }
        if seen.len() == COUNTED {
            break;
        }
    }
    if leaks.is_empty() {
        return vec![];
    }
    let more = seen.len() - leaks.len();
    let place = Place::file(module.name);
    let finding =
        Finding::new(&CHECK.code, "the core module contains paths of the machine that built it");
    let finding = leaks.iter().fold(finding, |finding, (path, where_found)| {
        finding.label(
            place,
            match where_found {
                Where::Data => format!("`{path}` in its data"),
                Where::Section(name) => format!("`{path}` in custom section `{name}`"),
                Where::SectionName => format!("`{path}` in the name of a custom section"),
                Where::ExportName => format!("`{path}` in the name of an export"),
            },
        )
    });
    let finding = match more {
        0 => finding,
        _ if seen.len() == COUNTED => finding.label(place, "and very many more"),
        more => finding.label(place, format!("and {more} more")),
    };
    vec![finding.help("rewrite them when building: `--remap-path-prefix=$PWD=. --remap-path-prefix=$HOME/.cargo=cargo` for rustc, `-ffile-prefix-map=$PWD=.` for clang; strip debug information")]
}
