//! `checker check`: judges governed documents for a person without Bazel.
#![expect(clippy::disallowed_methods, reason = "commands read files and know where they run")]

use std::collections::HashSet;
use std::env;
use std::path::{Path, PathBuf};

use checker::model::approval::version_of;
use checker::model::path::resolve;
use checker::report::human::{self, Severity};
use checker::verdict::Verdict;
use checker::{Levels, Lists, Request, Role, gate, judge, policy};
use clap::Args;

use super::files::{self, Given};
use super::{Outcome, Trouble, approve, discover};

/// Judges the governed documents in files and folders
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Documents, or folders to look for them in
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The workspace's policy; without it the profile `strict` holds
    #[arg(long)]
    policy: Option<PathBuf>,
    /// The declared name of the builder that made the core modules
    #[arg(long, default_value = "default")]
    builder: String,
    /// The day, `YYYY-MM-DD`, to hold the ends of exceptions against
    #[arg(long)]
    today: Option<String>,
}

/// Written by the gate alone.
const SEALED: &[&str] = &["governance", "sealed"];

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let (lists, levels) = match &self.policy {
            None => policy::builtin("strict"),
            Some(path) => {
                let given = files::given(Role::Policy, &path.display().to_string(), path)?;
                match policy::read(&given.input()) {
                    Ok(policy) => policy,
                    Err(findings) => {
                        findings
                            .iter()
                            .for_each(|f| println!("{}", human::finding(f, Severity::Error)));
                        return Ok(Outcome::Denied);
                    }
                }
            }
        };
        let here =
            env::current_dir().map_err(|error| format!("cannot tell where I am: {error}"))?;
        let mut judged = HashSet::new();
        let mut denied = false;
        for path in &self.paths {
            let root = discover::root(path, &here)?;
            for document in discover::documents(path, &root)? {
                if judged.insert(root.join(&document.name)) {
                    let verdict = self.judge(&root, &document, &lists)?;
                    denied |= self.report(&verdict, &levels);
                }
            }
        }
        if judged.is_empty() {
            return Err(
                "no governed document is there: none has a `kind` that the checker knows".into()
            );
        }
        let plural = if judged.len() == 1 { "" } else { "s" };
        println!("{} document{plural} judged", judged.len());
        Ok(if denied { Outcome::Denied } else { Outcome::Clean })
    }

    fn report(&self, verdict: &Verdict, levels: &Levels) -> bool {
        let package = verdict.subject.id.as_deref();
        let today = self.today.as_deref();
        let decided = gate::decide(&verdict.findings, package, levels, false, today);
        let name = gate::subject_name(verdict);
        print!("{}", human::decided(&name, &decided));
        if verdict.subject.kind == "package" && !verdict.inputs.iter().any(|i| i.role == "module") {
            println!("{}: not judged: source, binary, authority", human::escape(&name));
        }
        decided.iter().any(|decided| decided.severity == Severity::Error)
    }

    fn judge(
        &self,
        root: &Path,
        found: &discover::Found,
        lists: &Lists,
    ) -> Result<Verdict, Trouble> {
        let given = |role: Role, name: &str| files::given(role, name, &root.join(name));
        if found.role == Role::Contract {
            let contract = given(Role::Contract, &found.name)?;
            let approved = approved(root, &found.name)?;
            return Ok(judge(&Request::Contract {
                contract: contract.input(),
                approved: approved.iter().map(Given::input).collect(),
                approve_command: &approve::command(&found.name),
            }));
        }
        let manifest = given(Role::Manifest, &found.name)?;
        let document = checker::parse(&manifest.input()).ok();
        let named = |path: &[&str]| {
            let text = document.as_ref()?.text(path)?;
            // What leaves the workspace is not opened.
            let name = resolve(&found.name, text.value).ok()?;
            root.join(&name).is_file().then_some(name)
        };
        let contract = named(&["capability_ref", "contract_path"]);
        let contract = contract.map(|name| given(Role::Contract, &name)).transpose()?;
        let module_name = named(&["binary", "path"]);
        let module = module_name.as_ref().map(|name| given(Role::Module, name)).transpose()?;
        let source = named(&["source", "path"]);
        let source = source.map(|name| given(Role::Source, &name)).transpose()?;
        let boundary = named(&["governance", "boundary", "document"]);
        let boundary = boundary.map(|name| given(Role::Boundary, &name)).transpose()?;
        let update = format!(
            "checker update --manifest {} --module {} --builder {}",
            found.name,
            module_name.as_deref().unwrap_or("MODULE"),
            self.builder
        );
        Ok(judge(&Request::Package {
            manifest: manifest.input(),
            contract: contract.as_ref().map(Given::input),
            module: module.as_ref().map(Given::input),
            // What else the module is built from, a build alone knows.
            sources: source.iter().map(Given::input).collect(),
            crates: &[],
            boundary: boundary.as_ref().map(Given::input),
            workflows: vec![],
            models: vec![],
            sealed: document.as_ref().is_some_and(|document| document.get(SEALED).is_some()),
            lists,
            builder: &self.builder,
            update_command: &update,
        }))
    }
}

/// The contracts that were approved, in the folder beside the contract.
fn approved(root: &Path, contract: &str) -> Result<Vec<Given>, Trouble> {
    let folder =
        contract.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let folder = format!("{folder}approved");
    let mut approved = vec![];
    for name in discover::files_in(&root.join(&folder))? {
        let name = format!("{folder}/{name}");
        if version_of(&name).is_some() {
            approved.push(files::given(Role::Approved, &name, &root.join(&name))?);
        }
    }
    Ok(approved)
}
