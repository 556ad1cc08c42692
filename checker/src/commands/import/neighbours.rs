//! The workflows that the package is part of: those that come along, and those that the workspace has.
#![expect(clippy::disallowed_methods, reason = "commands read files")]

use std::fs;
use std::path::Path;

use checker::Role;
use checker::model::Document;
use checker::model::workflow::{self, named_in};

use super::super::discover::{self, Found};
use super::super::files::{self, Given};
use super::super::folder::RelPath;
use super::{Notes, Trouble, is_plain};

pub(super) struct Workflow {
    /// Of its target, from the package.
    pub(super) label: String,
    pub(super) given: Given,
    /// None if the workspace has it.
    pub(super) new: Option<New>,
}

pub(super) struct New {
    pub(super) file: RelPath,
    pub(super) target: String,
    /// Labels of the contracts that its nodes run.
    pub(super) capabilities: Vec<String>,
    /// Those of other packages.
    pub(super) contracts: Vec<Given>,
}

pub(super) fn workflows(
    workspace: &Path,
    folder: &str,
    manifest: &Document<'_>,
    found: Vec<Given>,
    notes: &mut Notes,
) -> Result<Vec<Workflow>, Trouble> {
    let mut wanted: Vec<_> = named_in(manifest).iter().map(|named| named.key()).collect();
    wanted.sort();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let root = fs::canonicalize(workspace)
        .map_err(|error| format!("cannot read {}: {error}", workspace.display()))?;
    let there = discover::documents(&root, &root)?;
    let there = Neighbours { root: &root, documents: &there };
    let own = manifest.text(&["capability_ref", "id"]).map_or("", |text| text.value);
    let mut workflows = vec![];
    for (id, version) in wanted {
        let Some(known) = there.find(Role::Workflow, id, version) else { continue };
        match there.target(known, id) {
            Some(label) => {
                notes.todo.push(format!(
                    "{}: the workspace has this workflow; see that `capabilities` of {label} has //{folder}:contract",
                    known.name
                ));
                workflows.push(Workflow { label, given: there.read(known)?, new: None });
            }
            // Nobody builds with it: what comes along is declared.
            None if found.iter().any(|given| is(given, id, version)) => {}
            None => notes.todo.push(format!(
                "{}: the workspace has this workflow; name its target in `workflows` of BUILD.bazel, and //{folder}:contract in `capabilities` of that target",
                known.name
            )),
        }
    }
    for given in found {
        workflows.extend(come_along(&given, own, folder, &there, notes)?);
    }
    Ok(workflows)
}

fn is(given: &Given, id: &str, version: &str) -> bool {
    checker::parse(&given.input()).is_ok_and(|document| {
        let is =
            |key: &str, value: &str| document.text(&[key]).is_some_and(|text| text.value == value);
        is("id", id) && is("version", version)
    })
}

struct Neighbours<'a> {
    root: &'a Path,
    documents: &'a [Found],
}

impl Neighbours<'_> {
    fn find(&self, role: Role, id: &str, version: &str) -> Option<&Found> {
        let is = |found: &&Found| found.role == role && found.id == id && found.version == version;
        self.documents.iter().find(is)
    }

    /// The target of this name in the Bazel package that the document belongs to.
    fn target(&self, found: &Found, name: &str) -> Option<String> {
        let folders = Path::new(&found.name).ancestors().skip(1);
        let mut files = folders.flat_map(|folder| {
            ["BUILD.bazel", "BUILD"].map(|file| (folder, self.root.join(folder).join(file)))
        });
        let (folder, file) = files.find(|(_, file)| file.is_file())?;
        let declared = fs::read_to_string(file).ok()?.contains(&format!("name = \"{name}\""));
        declared.then(|| format!("//{}:{name}", folder.display()))
    }

    fn read(&self, found: &Found) -> Result<Given, Trouble> {
        files::given(found.role, &found.name, &self.root.join(&found.name))
    }
}

/// What came along from Traverse, unless the workspace has it or nothing can be named after it.
fn come_along(
    given: &Given,
    own: &str,
    folder: &str,
    there: &Neighbours<'_>,
    notes: &mut Notes,
) -> Result<Option<Workflow>, Trouble> {
    let document = checker::parse(&given.input());
    let Ok(document) = &document else { return Ok(None) };
    let text = |key: &str| document.text(&[key]).map_or("", |text| text.value);
    let (id, version) = (text("id"), text("version"));
    let known = there.find(Role::Workflow, id, version);
    if known.is_some_and(|known| there.target(known, id).is_some()) {
        return Ok(None);
    }
    if id.is_empty() || !id.chars().all(is_plain) {
        notes.left_out.push(format!("{}: no target can be called `{id}`", given.name));
        return Ok(None);
    }
    let file = format!("workflows/{id}.json");
    let target = id.to_owned();
    let (mut capabilities, mut contracts) = (vec![], vec![]);
    for node in workflow::Workflow::of(document).nodes {
        let Some((id, version)) = node.capability.map(|capability| capability.key()) else {
            continue;
        };
        if id == own {
            capabilities.push(":contract".to_owned());
        } else if let Some(contract) = there.find(Role::Contract, id, version)
            && let Some(label) = there.target(contract, "contract")
        {
            capabilities.push(label);
            contracts.push(there.read(contract)?);
        }
    }
    capabilities.sort_by_key(|label| (label.starts_with("//"), label.clone()));
    capabilities.dedup();
    let given =
        Given::of_bytes(Role::Workflow, &format!("{folder}/{file}"), given.text().into_bytes());
    let new = New { file, target: target.clone(), capabilities, contracts };
    Ok(Some(Workflow { label: format!(":{target}"), given, new: Some(new) }))
}
