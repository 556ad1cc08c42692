//! Replaces a case in the workspace: whole or not at all, and nothing outside of the workspace.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Trouble;

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

/// Replaces `old` by `new`, if `old` is still there.
pub(super) fn write(target: &Path, old: &str, new: &str) -> Result<(), Trouble> {
    let shown = target.display();
    let trouble = |error| format!("cannot write {shown}: {error}");
    if fs::read(target).map_err(trouble)? != old.as_bytes() {
        return Err(format!("{shown} was changed since it was built: build and accept again"));
    }
    let permissions = fs::metadata(target).map_err(trouble)?.permissions();
    let folder = target.parent().unwrap_or(Path::new("."));
    // Named as the checker's, which removes what killed runs leave.
    let mut file = tempfile::Builder::new()
        .prefix(".checker-unfinished-")
        .tempfile_in(folder)
        .map_err(trouble)?;
    file.write_all(new.as_bytes()).map_err(trouble)?;
    file.as_file().set_permissions(permissions).map_err(trouble)?;
    file.persist(target).map_err(|error| trouble(error.error))?;
    Ok(())
}
