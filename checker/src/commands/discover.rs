//! Finds governed documents by their `kind`.
#![expect(clippy::disallowed_methods, reason = "commands read files")]

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use checker::model::approval::version_of;
use checker::model::contract::Contract;
use checker::model::path::resolve;
use checker::{Content, Role, parse};
use ignore::WalkBuilder;
use rayon::prelude::*;

use super::{Trouble, files};

#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) role: Role,
    /// The path from the root, with `/`.
    pub(crate) name: String,
    /// What others refer to it by, as far as it tells.
    pub(crate) id: String,
    pub(crate) version: String,
    /// What a contract's id should be, where it is another.
    pub(crate) meant_id: Option<String>,
    /// Whether that is all there is to know: of what cannot be read, its author alone does.
    pub(crate) is_known: bool,
    /// The contract that a manifest names, from the root.
    contract: Option<String>,
}

const KINDS: [(&str, Role); 5] = [
    ("capability_package", Role::Manifest),
    ("capability_contract", Role::Contract),
    ("workflow_definition", Role::Workflow),
    ("event_contract", Role::Event),
    ("model_interface", Role::Model),
];

/// What paths in findings start from: the root of the workspace that one is in, if the path lies in
/// there; else the root of the path's own. A folder that is in no workspace is one by itself.
pub(crate) fn root(path: &Path, here: &Path) -> Result<PathBuf, Trouble> {
    let real = placed(path)?;
    let here = fs::canonicalize(here).map_err(|error| trouble(here, &error))?;
    let own = workspace_of(&here);
    if real.starts_with(own) {
        return Ok(own.to_path_buf());
    }
    let folder = if real.is_dir() { &*real } else { real.parent().unwrap_or(Path::new("/")) };
    Ok(workspace_of(folder).to_path_buf())
}

fn workspace_of(folder: &Path) -> &Path {
    let marks = ["MODULE.bazel", "WORKSPACE", ".git"];
    let is_root = |folder: &&Path| marks.iter().any(|mark| folder.join(mark).exists());
    folder.ancestors().find(is_root).unwrap_or(folder)
}

/// What has to stand before a command with paths from `root` to run it where one is.
pub(crate) fn way(root: &Path, here: &Path) -> String {
    match fs::canonicalize(here) {
        Ok(here) if here != root => format!("cd {} && ", root.display()),
        _ => String::new(),
    }
}

/// The governed documents at `path`: the file itself, or those in the folder, in the order of names.
/// Files that version control ignores are left out, links to folders are not followed.
pub(crate) fn documents(path: &Path, root: &Path) -> Result<Vec<Found>, Trouble> {
    let real = placed(path)?;
    if !real.is_dir() {
        return match found(&real, root)? {
            Some(found) => Ok(vec![found]),
            None => {
                Err(format!("{} is no governed document: its `kind` is not known", path.display()))
            }
        };
    }
    let mut files = vec![];
    for entry in WalkBuilder::new(&real).require_git(false).sort_by_file_name(Ord::cmp).build() {
        let entry = entry.map_err(|error| error.to_string())?;
        if is_document(entry.path()) && entry.path().is_file() && !is_approved(entry.path()) {
            files.push(entry.into_path());
        }
    }
    let documents: Result<Vec<_>, _> = files.par_iter().map(|path| found(path, root)).collect();
    let documents: Vec<_> = documents?.into_iter().flatten().collect();
    let walked: Result<HashSet<_>, _> = files.iter().map(|path| name(path, root)).collect();
    let walked = walked?;
    Ok(with_contracts(documents, &walked))
}

/// A contract that lacks its `kind` is one all the same if a manifest names it.
fn with_contracts(documents: Vec<Found>, walked: &HashSet<String>) -> Vec<Found> {
    let mut known: HashSet<_> = documents.iter().map(|found| found.name.clone()).collect();
    let mut all = Vec::with_capacity(documents.len());
    for found in documents {
        if let Some(name) = &found.contract
            && walked.contains(name)
            && known.insert(name.clone())
        {
            let (id, version) = (String::new(), String::new());
            all.push(Found {
                role: Role::Contract,
                name: name.clone(),
                id,
                version,
                meant_id: None,
                is_known: false,
                contract: None,
            });
        }
        all.push(found);
    }
    all
}

/// The path without links in it: those to folders. A linked file is judged as what it is here, beside
/// what belongs to it.
fn placed(path: &Path) -> Result<PathBuf, Trouble> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| trouble(path, &error));
    let whole = real(path)?;
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !whole.is_dir() => {
            let folder = if folder == Path::new("") { Path::new(".") } else { folder };
            Ok(real(folder)?.join(name))
        }
        _ => Ok(whole),
    }
}

/// The path from the root, with `/`.
fn name(path: &Path, root: &Path) -> Result<String, Trouble> {
    let path = path.strip_prefix(root).unwrap_or(path);
    let name = path.to_str().ok_or_else(|| {
        format!("the name of {} is not UTF-8, which Bazel takes only: rename it", path.display())
    })?;
    Ok(if MAIN_SEPARATOR == '/' { name.to_owned() } else { name.replace(MAIN_SEPARATOR, "/") })
}

/// Whether a document may be in it, by its name.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("json" | "toml"))
}

fn found(path: &Path, root: &Path) -> Result<Option<Found>, Trouble> {
    if !is_document(path) || !path.is_file() {
        return Ok(None);
    }
    let name = name(path, root)?;
    let given = files::given(Role::Manifest, &name, path)?;
    let input = given.input();
    // Most files are neither, and looking is faster than parsing.
    let mentioned = match input.content {
        Content::Bytes(bytes) => mentioned(bytes),
        _ => false,
    };
    if !mentioned {
        return Ok(None);
    }
    let document = parse(&input).ok();
    let text = |key: &str| {
        let text = document.as_ref().and_then(|document| document.text(&[key]));
        text.map_or(String::new(), |text| text.value.to_owned())
    };
    let kind = match &document {
        Some(_) => text("kind"),
        // What cannot be read may still be meant as one: then its author wants to know.
        None => meant(&input.content),
    };
    let role = KINDS.iter().find(|(known, _)| kind == *known);
    let (id, version) = (text("id"), text("version"));
    let contract = document.as_ref().and_then(|document| {
        resolve(&name, document.text(&["capability_ref", "contract_path"])?.value).ok()
    });
    let is_known = document.is_some();
    let meant_id = document.as_ref().and_then(|document| Contract::of(document).meant_id());
    Ok(role.map(|(_, role)| Found {
        role: *role,
        name,
        id,
        version,
        meant_id: meant_id.filter(|_| *role == Role::Contract),
        is_known,
        contract,
    }))
}

/// What was approved is judged with the contract that it belongs to.
fn is_approved(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("approved"))
        && path.to_str().is_some_and(|name| version_of(name).is_some())
}

/// Whether one of the kinds stands anywhere in it.
fn mentioned(bytes: &[u8]) -> bool {
    let bytes = narrow(bytes);
    KINDS.iter().any(|(kind, _)| memchr::memmem::find(&bytes, kind.as_bytes()).is_some())
}

/// Of UTF-16 what ASCII it has, of all else all: it is not read as UTF-16, but its author is told.
fn narrow(bytes: &[u8]) -> Cow<'_, [u8]> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            bytes.iter().copied().filter(|byte| *byte != 0).collect()
        }
        _ => bytes.into(),
    }
}

fn meant(content: &Content<'_>) -> String {
    let Content::Bytes(bytes) = content else { return String::new() };
    let bytes = narrow(bytes);
    let text = String::from_utf8_lossy(&bytes);
    let quoted = |kind: &str| ['"', '\''].map(|quote| format!("{quote}{kind}{quote}"));
    let kind = KINDS.iter().find(|(kind, _)| quoted(kind).iter().any(|kind| text.contains(kind)));
    kind.map_or(String::new(), |(kind, _)| (*kind).to_owned())
}

/// The names of the files in a folder, sorted; none if it is not there.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<String>, Trouble> {
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let mut names = vec![];
    for entry in fs::read_dir(folder).map_err(|error| trouble(folder, &error))? {
        let entry = entry.map_err(|error| trouble(folder, &error))?;
        // A pipe, say, would never end.
        if entry.path().is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

fn trouble(path: &Path, error: &std::io::Error) -> Trouble {
    format!("cannot read {}: {error}", path.display())
}
