//! `path-leak`: the core module tells where it was built.

use std::collections::HashSet;

use super::{Check, Run};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "path-leak",
        summary: "The core module contains paths of the machine that built it.",
        page: include_str!("../../../docs/codes/path-leak.md"),
    },
    run: Run::Package(run),
};

/// How the paths of people's and build machines begin. What compilers put in place of their own
/// (`/rustc/<hash>/`, `/usr/src/rustc-<version>/`) is the same everywhere and not among them.
const ROOTS: &[&str] = &["/home/", "/root/", "/tmp/", "/builds/", "/Users/", "C:\\Users\\"];
/// So many are shown.
const SHOWN: usize = 3;
/// And so many counted: of a module that is full of them, more would tell no more.
const COUNTED: usize = 100;

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let data = module.data.iter().map(|bytes| (None, *bytes));
    let custom = module.custom.iter().map(|(name, bytes)| (Some(name), *bytes));
    let mut seen = HashSet::new();
    let mut leaks = vec![];
    let sections = data.chain(custom);
    for (section, path) in
        sections.flat_map(|(section, bytes)| paths(bytes).map(move |path| (section, path)))
    {
        if seen.insert(path) && leaks.len() < SHOWN {
            leaks.push((path, section));
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
    let finding = leaks.iter().fold(finding, |finding, (path, section)| {
        finding.label(
            place,
            match section {
                None => format!("`{path}` in its data"),
                Some(section) => format!("`{path}` in custom section `{section}`"),
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

fn paths(bytes: &[u8]) -> impl Iterator<Item = &str> {
    ROOTS.iter().flat_map(move |root| {
        let found = memchr::memmem::find_iter(bytes, root.as_bytes());
        found
            .filter(|start| !in_address(&bytes[..*start]))
            .filter_map(move |start| path(&bytes[start..], root))
    })
}

/// The path at the start of `bytes`: a root, the name of someone or something, and what it holds.
fn path<'a>(bytes: &'a [u8], root: &str) -> Option<&'a str> {
    let in_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"/\\._-+@:".contains(byte);
    let end =
        bytes.iter().take(200).position(|byte| !in_path(byte)).unwrap_or(bytes.len().min(200));
    let path = str::from_utf8(&bytes[..end]).ok()?;
    let rest = path[root.len()..].trim_start_matches(['/', '\\']);
    // `/tmp/` alone, or one file in it, may well be what the program is about.
    let inner = rest.find(['/', '\\']).is_some_and(|slash| slash > 0 && slash + 1 < rest.len());
    (inner && path.len() > root.len()).then_some(path)
}

/// Whether what comes before is an address on the web, whose path is nobody's machine.
fn in_address(before: &[u8]) -> bool {
    let host = before
        .iter()
        .rev()
        .take(253)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(byte));
    let host = host.count();
    before[..before.len() - host].ends_with(b"//")
        && before[..before.len() - host].ends_with(b"://")
}
