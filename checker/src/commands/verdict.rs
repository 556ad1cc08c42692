//! `checker verdict`: judges one package or document and writes the verdict, good or bad.

use std::path::{Path, PathBuf};

use checker::{Input, Lists, Request, Role, judge};
use clap::{Args, ValueEnum};

use super::files::Given;
use super::{Outcome, Trouble, approve, files};

/// Judges one package or document; exits with 0 whatever it finds
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[arg(long)]
    subject: Subject,
    /// A file: what it is, what findings call it, where it lies
    #[arg(
        long,
        num_args = 3,
        value_names = ["ROLE", "NAME", "PATH"],
        required = true,
        allow_hyphen_values = true
    )]
    input: Vec<String>,
    /// A crate that the core module links from elsewhere
    #[arg(long = "crate", value_name = "NAME@VERSION", value_parser = crate_name)]
    crates: Vec<String>,
    /// The lists that `checker policy` wrote
    #[arg(long)]
    policy: Option<PathBuf>,
    /// The declared name of the builder that made the core module
    #[arg(long, default_value = "default")]
    builder: String,
    /// The command that records a new digest or approves the contract, for findings to show
    #[arg(long)]
    update_command: Option<String>,
    /// Where to write the verdict
    #[arg(long)]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Subject {
    Package,
    Contract,
    Workflow,
    Event,
    Model,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let inputs = files::inputs(&self.input)?;
        let verdict = match self.subject {
            Subject::Package => {
                let lists = lists(self.policy.as_deref())?;
                judge(&Request::Package {
                    manifest: one(&inputs, Role::Manifest)?.ok_or("give one manifest")?.input(),
                    contract: one(&inputs, Role::Contract)?.map(Given::input),
                    module: one(&inputs, Role::Module)?.map(Given::input),
                    sources: all(&inputs, Role::Source),
                    crates: &self.crates,
                    boundary: one(&inputs, Role::Boundary)?.map(Given::input),
                    workflows: all(&inputs, Role::Workflow),
                    models: all(&inputs, Role::Model),
                    sealed: false,
                    lists: &lists,
                    builder: &self.builder,
                    update_command: self.update_command.as_deref().unwrap_or("checker update"),
                })
            }
            Subject::Contract => {
                let contract = one(&inputs, Role::Contract)?.ok_or("give one contract")?;
                judge(&Request::Contract {
                    contract: contract.input(),
                    approved: all(&inputs, Role::Approved),
                    approve_command: &self
                        .update_command
                        .unwrap_or_else(|| approve::command(&contract.name)),
                })
            }
            Subject::Workflow => judge(&Request::Workflow {
                workflow: one(&inputs, Role::Workflow)?.ok_or("give one workflow")?.input(),
                contracts: all(&inputs, Role::Contract),
                events: all(&inputs, Role::Event),
            }),
            Subject::Event => judge(&Request::Event {
                event: one(&inputs, Role::Event)?.ok_or("give one event")?.input(),
            }),
            Subject::Model => judge(&Request::Model {
                model: one(&inputs, Role::Model)?.ok_or("give one model")?.input(),
                lists: &lists(self.policy.as_deref())?,
            }),
        };
        files::write(&self.out, verdict.to_json().as_bytes())?;
        Ok(Outcome::Clean)
    }
}

/// A crate's name is its label's: whatever that is, the version stands after the last `@`.
fn crate_name(text: &str) -> Result<String, String> {
    match text.rsplit_once('@') {
        Some((name, version)) if !name.is_empty() && !version.is_empty() => Ok(text.to_owned()),
        _ => Err("write NAME@VERSION".to_owned()),
    }
}

fn lists(path: Option<&Path>) -> Result<Lists, Trouble> {
    let path = path.ok_or("packages and model interfaces are judged with --policy LISTS")?;
    files::read_own(path, "lists")
}

fn all(inputs: &[Given], role: Role) -> Vec<Input<'_>> {
    inputs.iter().filter(|given| given.role == role).map(Given::input).collect()
}

fn one(inputs: &[Given], role: Role) -> Result<Option<&Given>, Trouble> {
    let mut found = inputs.iter().filter(|given| given.role == role);
    let first = found.next();
    match found.next() {
        Some(_) => Err(format!("give one {}, not several", role.name())),
        None => Ok(first),
    }
}
