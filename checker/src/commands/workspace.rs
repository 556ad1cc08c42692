//! Writing into the user's workspace: never outside it, never half a file.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Component, Path, PathBuf};

use super::Trouble;

/// What is written begins so until it is complete.
pub(crate) const UNFINISHED: &str = ".checker-unfinished-";

/// A path in the workspace.
#[derive(Debug)]
pub(crate) struct Place {
    /// What of it is there, links resolved.
    pub(crate) there: PathBuf,
    /// What is to be made in there.
    pub(crate) rest: PathBuf,
}

/// Where a path leads to in the workspace; an error text if it lies outside.
pub(crate) fn place(workspace: &Path, path: &Path) -> Result<Result<Place, String>, Trouble> {
    let trouble = |path: &Path, error| format!("cannot read {}: {error}", path.display());
    let root = fs::canonicalize(workspace).map_err(|error| trouble(workspace, error))?;
    let there = path.ancestors().find(|ancestor| fs::symlink_metadata(ancestor).is_ok());
    let there = there.filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let resolved = fs::canonicalize(there).map_err(|error| trouble(there, error))?;
    let rest = path.strip_prefix(there).unwrap_or(path);
    let climbs = rest.components().any(|component| component == Component::ParentDir);
    if climbs || !resolved.starts_with(&root) {
        return Ok(Err(format!(
            "{} is outside the workspace {}",
            path.display(),
            workspace.display()
        )));
    }
    Ok(Ok(Place { there: resolved, rest: rest.to_owned() }))
}

/// A folder of the workspace, made if it is not there; an error text if it lies outside.
pub(crate) fn folder(workspace: &Path, folder: &Path) -> Result<Result<PathBuf, String>, Trouble> {
    let place = match place(workspace, folder)? {
        Ok(place) => place,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let resolved = place.there.join(place.rest);
    fs::create_dir_all(&resolved)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    Ok(Ok(resolved))
}

/// Waits for its turn to write in a folder, until what is returned goes out of scope, and removes
/// what killed runs left there.
pub(crate) fn turn(folder: &Path) -> io::Result<File> {
    let turn = File::open(folder)?;
    // Where nothing can be locked, another run may still be at what looks left over.
    if turn.lock().is_ok() {
        for entry in fs::read_dir(folder)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let path = entry.path();
                // What cannot be removed is in nobody's way.
                let _ =
                    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            }
        }
    }
    Ok(turn)
}

/// Writes a file beside its place and moves it there: whoever reads it sees the old or the new. A
/// file that is there keeps its mode.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let _turn = turn(folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .permissions(readable())
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        if let Ok(old) = fs::metadata(path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Temporary files are for their owner alone; what is checked in is for all.
fn readable() -> fs::Permissions {
    fs::Permissions::from_mode(0o644)
}
