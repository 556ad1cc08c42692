//! Reading and writing files.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::path::Path;

use super::Trouble;

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// None if a directory stands there.
pub(super) fn read_file(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    if path.is_dir() { Ok(None) } else { read(path).map(Some) }
}

pub(super) fn read_text(path: &Path) -> Result<String, Trouble> {
    String::from_utf8(read(path)?)
        .map_err(|error| format!("{} is no UTF-8: {error}", path.display()))
}

pub(super) fn read_json(path: &Path) -> Result<serde_json::Value, Trouble> {
    serde_json::from_slice(&read(path)?)
        .map_err(|error| format!("{} is no JSON: {error}", path.display()))
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

pub(super) fn make_folder(path: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(path).map_err(|error| format!("cannot make {}: {error}", path.display()))
}
