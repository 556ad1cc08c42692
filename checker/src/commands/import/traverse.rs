//! A Traverse package as it lies on disk: what its manifest names, its requests, its workflows.
#![expect(clippy::disallowed_methods, reason = "commands read files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use checker::model::Document;
use checker::model::path::{file_name, resolve};
use checker::model::workflow::named_in;
use checker::{Content, Role};
use ignore::WalkBuilder;

use super::super::discover;
use super::super::files::{self, Given};
use super::super::folder::RelPath;
use super::{Notes, Trouble};

pub(super) struct Traverse {
    pub(super) contract: Option<Given>,
    pub(super) module: Option<Vec<u8>>,
    /// By their paths in the new folder.
    pub(super) sources: BTreeMap<RelPath, Vec<u8>>,
    /// The new path of `source.path`; empty if it leads nowhere.
    pub(super) entry: RelPath,
    pub(super) requests: Vec<Given>,
    pub(super) workflows: Vec<Given>,
}

/// Traverse's own name for it.
const MANIFEST: &str = "manifest.json";
const REQUESTS: &str = "runtime-requests";
/// How far above a package the repository's workflows are looked for.
const ABOVE: usize = 6;

pub(super) fn manifest_of(package: &Path) -> Result<PathBuf, Trouble> {
    if package.is_file() {
        return Ok(package.to_owned());
    }
    if !package.is_dir() {
        return Err(format!("there is no {}", package.display()));
    }
    let manifest = package.join(MANIFEST);
    if manifest.is_file() {
        return Ok(manifest);
    }
    let below = fs::read_dir(package)
        .map_err(|error| format!("cannot read {}: {error}", package.display()))?;
    let below = below.flatten().map(|entry| entry.path());
    let mut below: Vec<_> = below.filter(|path| path.join(MANIFEST).is_file()).collect();
    below.sort();
    let below: Vec<_> = below.iter().map(|path| path.display().to_string()).collect();
    Err(match &below[..] {
        [] => format!("{} has no {MANIFEST}", package.display()),
        below => format!(
            "{} has no {MANIFEST}; packages below it are {}",
            package.display(),
            below.join(", ")
        ),
    })
}

impl Traverse {
    pub(super) fn read(
        path: &Path,
        manifest: &Document<'_>,
        notes: &mut Notes,
    ) -> Result<Self, Trouble> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let named = |at: &[&str]| {
            let text = manifest.text(at)?.value;
            // A path of one machine leads to nothing of the package.
            let path = folder.join(text);
            (!Path::new(text).is_absolute() && path.is_file()).then_some(path)
        };
        let contract = named(&["capability_ref", "contract_path"]);
        let contract = contract
            .map(|path| files::given(Role::Contract, "contract.json", &path))
            .transpose()?;
        let module = named(&["binary", "path"]).map(|path| files::read(&path)).transpose()?;
        let source = manifest.text(&["source", "path"]).map_or("", |text| text.value);
        let inside = resolve(MANIFEST, source).ok();
        let (entry, sources) = match (named(&["source", "path"]), inside) {
            (Some(path), Some(entry)) => (entry.clone(), sources(&path, &entry)?),
            // What lies outside of its package comes into it, and brings nothing of what is there.
            (Some(path), None) => {
                let entry = format!("src/{}", file_name(source));
                (entry.clone(), [(entry, files::read(&path)?)].into())
            }
            (None, inside) => (inside.unwrap_or_default(), BTreeMap::new()),
        };
        includes(&sources, notes);
        for script in ["build-fixture.sh"] {
            if folder.join(script).is_file() {
                notes.left_out.push(format!("{script}: Bazel builds what it built"));
            }
        }
        let capability = manifest.text(&["capability_ref", "id"]).map_or("", |text| text.value);
        let mut requests = requests(folder, "", |_| true)?;
        requests.extend(self::requests(&folder.join(".."), "../", |given| {
            let asked = checker::parse(&given.input());
            asked.is_ok_and(|request| {
                request.text(&["intent", "capability_id"]).is_some_and(|id| id.value == capability)
            })
        })?);
        let workflows = workflows(folder, manifest)?;
        Ok(Self { contract, module, sources, entry, requests, workflows })
    }
}

/// The file and all that lies with it in a folder of its own.
fn sources(path: &Path, entry: &str) -> Result<BTreeMap<RelPath, Vec<u8>>, Trouble> {
    let Some((folder, _)) = entry.rsplit_once('/') else {
        return Ok([(entry.to_owned(), files::read(path)?)].into());
    };
    let root = path.parent().unwrap_or(Path::new("."));
    let mut found = BTreeMap::new();
    for file in WalkBuilder::new(root).standard_filters(false).build() {
        let file = file.map_err(|error| error.to_string())?;
        if file.file_type().is_some_and(|kind| kind.is_file()) {
            let name = file.path().strip_prefix(root).unwrap_or(file.path()).to_string_lossy();
            found.insert(format!("{folder}/{name}"), files::read(file.path())?);
        }
    }
    Ok(found)
}

/// What sources include from elsewhere is not among them.
fn includes(sources: &BTreeMap<RelPath, Vec<u8>>, notes: &mut Notes) {
    for (name, bytes) in sources {
        let text = String::from_utf8_lossy(bytes);
        let included = ["include!(\"..", "include_str!(\"..", "#[path = \".."];
        for start in included {
            for (at, _) in text.match_indices(start) {
                let path = text[at + start.len() - 2..].split('"').next().unwrap_or("");
                let why = "leads out of the package, so that nothing judges it";
                notes.todo.push(format!(
                    "{name}: `{path}` {why}; copy that file into the package and include it from there"
                ));
            }
        }
    }
}

fn requests(
    folder: &Path,
    above: &str,
    wanted: impl Fn(&Given) -> bool,
) -> Result<Vec<Given>, Trouble> {
    let requests = folder.join(REQUESTS);
    let names = discover::files_in(&requests)?.into_iter();
    let given = names.filter(|name| name.ends_with(".json")).map(|name| {
        let shown = format!("{above}{REQUESTS}/{name}");
        files::given(Role::Manifest, &shown, &requests.join(&name))
    });
    given.filter(|given| given.as_ref().map_or(true, &wanted)).collect()
}

/// The workflows that the manifest names, from the package or from the repository that it is in.
fn workflows(folder: &Path, manifest: &Document<'_>) -> Result<Vec<Given>, Trouble> {
    let mut wanted: Vec<_> = named_in(manifest).iter().map(|named| named.key()).collect();
    let mut found = vec![];
    let real = fs::canonicalize(folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for above in real.ancestors().take(ABOVE) {
        let workflows = above.join("workflows");
        if wanted.is_empty() || !workflows.is_dir() {
            continue;
        }
        for document in discover::documents(&workflows, &workflows)? {
            let key = (&*document.id, &*document.version);
            if document.role != Role::Workflow || wanted.iter().all(|wanted| *wanted != key) {
                continue;
            }
            let shown = format!("workflows/{}", document.name);
            let given = files::given(Role::Workflow, &shown, &workflows.join(&document.name))?;
            if matches!(given.input().content, Content::Bytes(_)) {
                wanted.retain(|wanted| *wanted != key);
                found.push(given);
            }
        }
    }
    Ok(found)
}
