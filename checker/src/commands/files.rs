//! Reading and writing files, and inputs as they are given: `--input ROLE NAME PATH`.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::iter;
use std::path::Path;

use checker::model::digest;
use checker::{Content, Input, MODULE_LIMIT, Role};

use super::Trouble;

/// The largest file that is held in memory: one byte more than any document or module may have.
const HELD: u64 = MODULE_LIMIT as u64 + 1;

/// An input as given, read.
pub(crate) struct Given {
    pub(crate) role: Role,
    pub(crate) name: String,
    content: Held,
}

/// What stands at a path, as far as it is held.
pub(crate) enum Held {
    Bytes(Vec<u8>),
    Directory,
    Oversized { sha256: String },
}

impl Given {
    pub(crate) fn of_bytes(role: Role, name: &str, bytes: Vec<u8>) -> Self {
        Self { role, name: name.to_owned(), content: Held::Bytes(bytes) }
    }

    /// As far as it is one.
    pub(crate) fn text(&self) -> String {
        match &self.content {
            Held::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        }
    }

    pub(crate) fn input(&self) -> Input<'_> {
        let content = match &self.content {
            Held::Bytes(bytes) => Content::Bytes(bytes),
            Held::Directory => Content::Directory,
            Held::Oversized { sha256 } => Content::Oversized { sha256 },
        };
        Input { role: self.role, name: &self.name, content }
    }
}

/// Reads all of `--input`'s words, three by three.
pub(crate) fn inputs(words: &[String]) -> Result<Vec<Given>, Trouble> {
    words
        .chunks(3)
        .map(|chunk| {
            let [role, name, path] = chunk else {
                return Err("--input takes three words: ROLE NAME PATH".into());
            };
            let known = Role::ALL.into_iter().find(|known| known.name() == role);
            let names = Role::ALL.map(Role::name).join(", ");
            let role = known.ok_or(format!("there is no role `{role}`; roles are {names}"))?;
            given(role, name, Path::new(path))
        })
        .collect()
}

pub(crate) fn given(role: Role, name: &str, path: &Path) -> Result<Given, Trouble> {
    Ok(Given { role, name: name.to_owned(), content: held(path)? })
}

pub(crate) fn held(path: &Path) -> Result<Held, Trouble> {
    let trouble = |error| format!("cannot read {}: {error}", path.display());
    if fs::metadata(path).map_err(trouble)?.is_dir() {
        return Ok(Held::Directory);
    }
    let (bytes, mut file) = beginning(path).map_err(trouble)?;
    if bytes.len() as u64 == HELD {
        return Ok(Held::Oversized { sha256: hash(bytes, &mut file).map_err(trouble)? });
    }
    Ok(Held::Bytes(bytes))
}

/// As much of a file as is held, and the rest.
fn beginning(path: &Path) -> io::Result<(Vec<u8>, File)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len().min(HELD);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.by_ref().take(HELD).read_to_end(&mut bytes)?;
    Ok((bytes, file))
}

/// The digest of what was read and the rest, without holding it.
fn hash(read: Vec<u8>, rest: &mut File) -> io::Result<String> {
    let mut failure = None;
    let chunks = iter::from_fn(|| {
        let mut chunk = vec![];
        match rest.take(1 << 20).read_to_end(&mut chunk) {
            Ok(0) => None,
            Ok(_) => Some(chunk),
            Err(error) => {
                failure = Some(error);
                None
            }
        }
    });
    let sha256 = digest::sha256_of_chunks(iter::once(read).chain(chunks));
    failure.map_or(Ok(sha256), Err)
}

/// Whether two paths lead to one file or folder.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// A file's bytes, if they are no more than the largest document or module has.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let shown = path.display();
    let (bytes, _) = beginning(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
    if bytes.len() as u64 == HELD {
        return Err(format!("{shown} is larger than {} MiB: it is not read", MODULE_LIMIT >> 20));
    }
    Ok(bytes)
}

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// A file that a subcommand of this checker wrote.
pub(crate) fn read_own<T: serde::de::DeserializeOwned>(
    path: &Path,
    what: &str,
) -> Result<T, Trouble> {
    serde_json::from_slice(&read(path)?).map_err(|error| {
        format!("{} is not the {what} that `checker policy` writes: {error}", path.display())
    })
}
