//! Writing into the user's workspace: never outside it, never half a file.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Component, Path, PathBuf};

use super::Trouble;

/// A folder of the workspace, made if it is not there; an error text if it lies outside.
pub(crate) fn folder(workspace: &Path, folder: &Path) -> Result<Result<PathBuf, String>, Trouble> {
    let trouble = |path: &Path, error| format!("cannot read {}: {error}", path.display());
    let root = fs::canonicalize(workspace).map_err(|error| trouble(workspace, error))?;
    let there = folder.ancestors().find(|ancestor| ancestor.exists());
    let there = there.filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let resolved = fs::canonicalize(there).map_err(|error| trouble(there, error))?;
    let rest = folder.strip_prefix(there).unwrap_or(folder);
    let climbs = rest.components().any(|component| component == Component::ParentDir);
    if climbs || !resolved.starts_with(&root) {
        return Ok(Err(format!(
            "{} is outside the workspace {}",
            folder.display(),
            workspace.display()
        )));
    }
    let resolved = resolved.join(rest);
    fs::create_dir_all(&resolved)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    Ok(Ok(resolved))
}

/// Writes a file beside its place and moves it there: whoever reads it sees the old or the new.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::Builder::new().permissions(readable()).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Temporary files are for their owner alone; what is checked in is for all.
fn readable() -> fs::Permissions {
    fs::Permissions::from_mode(0o644)
}
