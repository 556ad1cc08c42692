//! Replaces a case in the workspace: whole or not at all, and nothing outside of the workspace.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Trouble;

/// What is written begins so until it is whole, as what the checker writes.
const UNFINISHED: &str = ".checker-unfinished-";

/// Where a case lies, links followed.
pub(super) fn target(workspace: &Path, name: &str) -> Result<PathBuf, Trouble> {
    let trouble = |path: &Path, error| format!("cannot find {}: {error}", path.display());
    let root = fs::canonicalize(workspace).map_err(|error| trouble(workspace, error))?;
    let path = root.join(name);
    let target = fs::canonicalize(&path).map_err(|error| trouble(&path, error))?;
    if !target.starts_with(&root) {
        return Err(format!(
            "{name} leads out of the workspace {}: it is not written",
            root.display()
        ));
    }
    Ok(target)
}

/// Removes what killed runs left beside these files.
pub(super) fn clear(targets: &[PathBuf]) -> Result<(), Trouble> {
    let folders: BTreeSet<_> = targets.iter().map(|target| folder(target)).collect();
    for folder in folders {
        turn(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    }
    Ok(())
}

/// Replaces `old` by `new`, if `old` is still there.
pub(super) fn write(target: &Path, old: &[u8], new: &str) -> Result<(), Trouble> {
    let shown = target.display();
    let trouble = |error| format!("cannot write {shown}: {error}");
    let folder = folder(target);
    let _turn = turn(folder).map_err(trouble)?;
    if fs::read(target).map_err(trouble)? != old {
        return Err(format!("{shown} was changed since it was built: build and accept again"));
    }
    let permissions = fs::metadata(target).map_err(trouble)?.permissions();
    let mut file =
        tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(trouble)?;
    file.write_all(new.as_bytes()).map_err(trouble)?;
    file.as_file().set_permissions(permissions).map_err(trouble)?;
    file.persist(target).map_err(|error| trouble(error.error))?;
    Ok(())
}

fn folder(target: &Path) -> &Path {
    target.parent().unwrap_or(Path::new("."))
}

/// Waits for its turn to write in a folder, until what is returned goes out of scope, and removes
/// what killed runs left there. The checker waits in the same line.
fn turn(folder: &Path) -> io::Result<File> {
    let turn = File::open(folder)?;
    // Where nothing can be locked, another run may still be at what looks left over.
    if turn.lock().is_ok() {
        for entry in fs::read_dir(folder)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
    Ok(turn)
}
