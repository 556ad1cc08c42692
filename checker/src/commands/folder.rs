//! Writing a new folder into the user's workspace: all of it at once, or nothing.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::Trouble;

/// A path below the folder, its parts set apart by `/`.
pub(crate) type RelPath = String;

/// What is written begins so until it is complete.
const UNFINISHED: &str = ".checker-unfinished-";

/// Writes the files below `dest`, a path in `root`. They are gathered in a folder beside their place
/// and moved there by one rename, so that whoever looks sees all of them or none. What is there
/// already stays as it is.
pub(crate) fn write(
    root: &Path,
    dest: &Path,
    files: &BTreeMap<RelPath, Vec<u8>>,
) -> Result<(), Trouble> {
    let (there, rest) = place(root, dest)?;
    let trouble = |error: io::Error| format!("cannot write {}: {error}", dest.display());
    let gathered =
        tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&there).map_err(trouble)?;
    let gather = || -> io::Result<()> {
        for (name, bytes) in files {
            let path = gathered.path().join(&rest).join(name);
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            fs::write(path, bytes)?;
        }
        Ok(())
    };
    gather().map_err(trouble)?;
    // What lacks of the way there moves along, so that one rename is enough.
    let Some(first) = rest.iter().next() else { return Err(taken(dest)) };
    fs::rename(gathered.path().join(first), there.join(first)).map_err(|error| match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotADirectory => taken(dest),
        _ => trouble(error),
    })
}

/// Whether the folder could be written there.
pub(crate) fn is_free(root: &Path, dest: &Path) -> Result<(), Trouble> {
    place(root, dest).map(|_| ())
}

/// The last folder on the way to `dest` that is there, links resolved, and the rest of the way.
fn place(root: &Path, dest: &Path) -> Result<(PathBuf, PathBuf), Trouble> {
    let outside = || format!("{} is outside the workspace {}", dest.display(), root.display());
    if dest.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err(outside());
    }
    let resolve = |path: &Path| {
        fs::canonicalize(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let path = root.join(dest);
    // A link that leads nowhere is there too.
    let is_there = |path: &&Path| fs::symlink_metadata(path).is_ok();
    let there = path.ancestors().find(is_there).unwrap_or(root);
    let rest = path.strip_prefix(there).unwrap_or(&path).to_owned();
    let resolved = resolve(there)?;
    if !resolved.starts_with(resolve(root)?) {
        return Err(outside());
    }
    if rest.as_os_str().is_empty() || !resolved.is_dir() {
        return Err(taken(dest));
    }
    Ok((resolved, rest))
}

fn taken(dest: &Path) -> Trouble {
    format!("{} is there already, or below a file; nothing was written", dest.display())
}
