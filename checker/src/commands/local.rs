//! Judging a document where it lies: what belongs to it is found by what it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use checker::model::Document;
use checker::model::approval::version_of;
use checker::model::interface::dependencies;
use checker::model::path::resolve;
use checker::model::workflow::{Workflow, named_in};
use checker::verdict::Verdict;
use checker::{Input, Lists, Request, Role, judge};

use super::discover::{self, Found};
use super::files::{self, Given};
use super::{Trouble, approve};

/// A folder that paths start from, and what is known to lie in it.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// What leads there, before a command whose paths start there: `cd ROOT && `.
    way: String,
    /// Whether all of it is looked at.
    pub(crate) is_whole: bool,
    /// Looked for once something refers to another document by its id.
    index: OnceLock<Result<Index, Trouble>>,
}

/// The names of documents.
struct Index {
    /// By role, id and version.
    known: BTreeMap<(Role, String, String), String>,
    /// Those that may be of any id.
    unknown: Vec<(Role, String)>,
}

/// Written by the gate alone.
const SEALED: &[&str] = &["governance", "sealed"];

impl Workspace {
    pub(crate) fn at(root: PathBuf, way: String) -> Self {
        Self { root, way, is_whole: false, index: OnceLock::new() }
    }

    pub(crate) fn is_here(&self) -> bool {
        self.way.is_empty()
    }

    /// Spares looking for them once more.
    pub(crate) fn holds(&mut self, all: &[Found]) {
        self.is_whole = true;
        self.index.get_or_init(|| Ok(index(all)));
    }

    fn index(&self) -> Result<&Index, Trouble> {
        let look = || Ok(index(&discover::documents(&self.root, &self.root)?));
        self.index.get_or_init(look).as_ref().map_err(Clone::clone)
    }

    fn given(&self, role: Role, name: &str) -> Result<Given, Trouble> {
        files::given(role, name, &self.root.join(name))
    }

    /// The documents that are referred to, each once, without those that are nowhere. Where there is
    /// another version only, that one: a check tells which. Where there is none, those that it may be.
    fn referred<'a>(
        &self,
        role: Role,
        references: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Vec<Given>, Trouble> {
        let (mut names, mut is_complete) = (vec![], true);
        for (id, version) in references {
            let index = self.index()?;
            let from = |version: &str| {
                let mut found = index.known.range((role, id.to_owned(), version.to_owned())..);
                found.next().filter(|((found, name, _), _)| *found == role && name == id)
            };
            let found = from(version).or_else(|| from(""));
            is_complete &= found.is_some();
            names.extend(found.map(|(_, name)| name));
        }
        if !is_complete {
            let unknown = self.index()?.unknown.iter().filter(|(known, _)| *known == role);
            names.extend(unknown.map(|(_, name)| name));
        }
        names.sort();
        names.dedup();
        names.into_iter().map(|name| self.given(role, name)).collect()
    }

    pub(crate) fn judge(
        &self,
        found: &Found,
        lists: &Lists,
        builder: &str,
    ) -> Result<Verdict, Trouble> {
        let own = self.given(found.role, &found.name)?;
        let document = checker::parse(&own.input()).ok();
        let document = document.as_ref();
        Ok(match found.role {
            Role::Contract => {
                let approved = self.approved(&found.name)?;
                judge(&Request::Contract {
                    contract: own.input(),
                    approved: inputs(&approved),
                    approve_command: &(self.way.clone() + &approve::command(&found.name)),
                })
            }
            Role::Workflow => {
                let workflow = document.map(Workflow::of);
                let nodes = workflow.iter().flat_map(|workflow| &workflow.nodes);
                let nodes = nodes.filter_map(|node| node.capability);
                let edges = workflow.iter().flat_map(|workflow| &workflow.edges);
                let edges = edges.filter_map(|edge| edge.event);
                let contracts = self.referred(Role::Contract, nodes.map(|node| node.key()))?;
                let events = self.referred(Role::Event, edges.map(|event| event.key()))?;
                judge(&Request::Workflow {
                    workflow: own.input(),
                    contracts: inputs(&contracts),
                    events: inputs(&events),
                })
            }
            Role::Event => judge(&Request::Event { event: own.input() }),
            Role::Model => judge(&Request::Model { model: own.input(), lists }),
            _ => self.judge_package(&own, document, lists, builder)?,
        })
    }

    fn judge_package(
        &self,
        manifest: &Given,
        document: Option<&Document<'_>>,
        lists: &Lists,
        builder: &str,
    ) -> Result<Verdict, Trouble> {
        let named = |path: &[&str]| {
            let text = document?.text(path)?;
            // What leaves the workspace is not opened.
            let name = resolve(&manifest.name, text.value).ok()?;
            self.root.join(&name).is_file().then_some(name)
        };
        let given =
            |role: Role, path: &[&str]| named(path).map(|name| self.given(role, &name)).transpose();
        let contract = given(Role::Contract, &["capability_ref", "contract_path"])?;
        let module = given(Role::Module, &["binary", "path"])?;
        let source = given(Role::Source, &["source", "path"])?;
        let boundary = given(Role::Boundary, &["governance", "boundary", "document"])?;
        let workflows = document.map(named_in).unwrap_or_default();
        let workflows = self.referred(Role::Workflow, workflows.iter().map(|named| named.key()))?;
        let models = document.map(dependencies).unwrap_or_default();
        let models = models.iter().map(|model| (model.interface.value, ""));
        let models = self.referred(Role::Model, models)?;
        let update = format!(
            "{}checker update --manifest {} --module {} --builder {builder}",
            self.way,
            manifest.name,
            module.as_ref().map_or("MODULE", |module| &module.name),
        );
        Ok(judge(&Request::Package {
            manifest: manifest.input(),
            contract: contract.as_ref().map(Given::input),
            module: module.as_ref().map(Given::input),
            // What else the module is built from, a build alone knows.
            sources: source.iter().map(Given::input).collect(),
            crates: &[],
            boundary: boundary.as_ref().map(Given::input),
            workflows: inputs(&workflows),
            models: inputs(&models),
            sealed: document.is_some_and(|document| document.get(SEALED).is_some()),
            lists,
            builder,
            update_command: &update,
        }))
    }

    /// The contracts that were approved, in the folder beside the contract.
    fn approved(&self, contract: &str) -> Result<Vec<Given>, Trouble> {
        let folder = Path::new(contract).with_file_name("approved");
        let folder = folder.to_string_lossy();
        let names = discover::files_in(&self.root.join(&*folder))?.into_iter();
        let names = names.map(|name| format!("{folder}/{name}"));
        let names = names.filter(|name| version_of(name).is_some());
        names.map(|name| self.given(Role::Approved, &name)).collect()
    }
}

fn index(all: &[Found]) -> Index {
    let (known, unknown): (Vec<_>, Vec<_>) = all.iter().partition(|found| found.is_known);
    let own = known.iter().map(|found| (*found, &found.id));
    // What has its own id goes before what should have it.
    let meant = known.iter().filter_map(|found| Some((*found, found.meant_id.as_ref()?)));
    let mut index = BTreeMap::new();
    for (found, id) in own.chain(meant) {
        // Of two alike the first in the order of names.
        let key = (found.role, id.clone(), found.version.clone());
        index.entry(key).or_insert_with(|| found.name.clone());
    }
    let unknown = unknown.into_iter().map(|found| (found.role, found.name.clone()));
    Index { known: index, unknown: unknown.collect() }
}

fn inputs(given: &[Given]) -> Vec<Input<'_>> {
    given.iter().map(Given::input).collect()
}
