//! Writing a new folder into the user's workspace: all of it at once, or nothing.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::io;
use std::path::{Component, Path};

use checker::report::human;

use super::workspace::{self, Place, UNFINISHED};
use super::{Outcome, Trouble};

/// A path below the folder, its parts set apart by `/`.
pub(crate) type RelPath = String;

/// The Bazel package that a new folder will be, as labels name it: `./a/b/` is `a/b`; or why the
/// folder cannot be made, or no label can name it.
pub(crate) fn package(root: &Path, folder: &Path) -> Result<Result<String, String>, Trouble> {
    if let Err(refusal) = free(root, folder)? {
        return Ok(Err(refusal));
    }
    let mut parts = vec![];
    for part in folder.strip_prefix(root).unwrap_or(folder).components() {
        match part {
            Component::CurDir => {}
            Component::Normal(part) => parts.push(part.to_string_lossy()),
            _ => {
                return Ok(Err(format!(
                    "{} is a detour: write the path from the workspace's top, without `..`",
                    folder.display()
                )));
            }
        }
    }
    let package = parts.join("/");
    let odd = package.chars().find(|c| !matches!(c, ' '..='~') || matches!(c, ':' | '\\'));
    Ok(match odd {
        Some(odd) => Err(no_package(&package, odd)),
        None => Ok(package),
    })
}

/// A character may look like another, so its number is told too.
pub(crate) fn no_package(folder: &str, odd: char) -> String {
    format!(
        "{folder:?} is no name of a Bazel package: it has {odd:?} (U+{:04X}) in it",
        u32::from(odd)
    )
}

/// Where a folder is to be made, by its path in the workspace, or why it cannot be.
fn free(root: &Path, folder: &Path) -> Result<Result<Place, String>, Trouble> {
    let shown = || folder.strip_prefix(root).unwrap_or(folder).display();
    Ok(workspace::place(root, &root.join(folder))?.and_then(|place| {
        if place.rest.as_os_str().is_empty() {
            return Err(format!("{} is there already", shown()));
        }
        match place.there.is_dir() {
            true => Ok(place),
            false => Err(format!("{} is below a file", shown())),
        }
    }))
}

/// Writes the files of a folder that is not there yet, each of them or none; else why it cannot be.
pub(crate) fn write<'a>(
    root: &Path,
    folder: &Path,
    files: impl Iterator<Item = (&'a str, &'a [u8])> + Clone,
) -> Result<Result<(), String>, Trouble> {
    loop {
        let place = match free(root, folder)? {
            Ok(place) => place,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let trouble = |error| format!("cannot write {}: {error}", folder.display());
        let _turn = workspace::turn(&place.there).map_err(trouble)?;
        // Whose turn it was before may have made part of the path, or all of it.
        if free(root, folder)?.is_ok_and(|now| now.there == place.there) {
            return made(&place, files).map(Ok).map_err(trouble);
        }
    }
}

/// Makes all of it beside its place and moves it there, so that whoever looks sees all or nothing.
/// What is there is never replaced: a folder moves onto nothing, or onto one without any files.
fn made<'a>(place: &Place, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> io::Result<()> {
    let stage = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&place.there)?;
    let folder = stage.path().join(&place.rest);
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, bytes)?;
    }
    // Of `packages/cancel-order`, `packages` moves where that is not there either.
    let Some(top) = place.rest.components().next() else { return Ok(()) };
    fs::rename(stage.path().join(top), place.there.join(top))
}

/// Tells why a folder is not written.
pub(crate) fn refuse(refusal: &str) -> Outcome {
    eprintln!("error: {}; nothing was written", human::escape(refusal));
    Outcome::Denied
}
