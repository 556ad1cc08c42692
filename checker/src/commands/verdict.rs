//! `checker verdict`: judges one package or contract and writes the verdict, good or bad.

use std::path::PathBuf;

use checker::verdict::canonical_json;
use checker::{Lists, Request, Role, judge};
use clap::{Args, ValueEnum};

use super::files::Given;
use super::{Outcome, Trouble, approve, files};

/// Judges one package or contract; exits with 0 whatever it finds
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[arg(long)]
    subject: Subject,
    /// A file: what it is, what findings call it, where it lies
    #[arg(long, num_args = 3, value_names = ["ROLE", "NAME", "PATH"], required = true)]
    input: Vec<String>,
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
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let inputs = files::inputs(&self.input)?;
        let verdict = match self.subject {
            Subject::Package => {
                let path = self.policy.ok_or("a package is judged with --policy LISTS")?;
                let lists: Lists = files::read_own(&path, "lists")?;
                judge(&Request::Package {
                    manifest: one(&inputs, Role::Manifest)?.ok_or("give one manifest")?.input(),
                    contract: one(&inputs, Role::Contract)?.map(Given::input),
                    module: one(&inputs, Role::Module)?.map(Given::input),
                    lists: &lists,
                    builder: &self.builder,
                    update_command: self.update_command.as_deref().unwrap_or("checker update"),
                })
            }
            Subject::Contract => {
                let contract = one(&inputs, Role::Contract)?.ok_or("give one contract")?;
                let approved = inputs.iter().filter(|given| given.role == Role::Approved);
                judge(&Request::Contract {
                    contract: contract.input(),
                    approved: approved.map(Given::input).collect(),
                    approve_command: &self
                        .update_command
                        .unwrap_or_else(|| approve::command(&contract.name)),
                })
            }
        };
        files::write(&self.out, canonical_json(&verdict).as_bytes())?;
        Ok(Outcome::Clean)
    }
}

fn one(inputs: &[Given], role: Role) -> Result<Option<&Given>, Trouble> {
    let mut found = inputs.iter().filter(|given| given.role == role);
    let first = found.next();
    match found.next() {
        Some(_) => Err(format!("give one {}, not several", role.name())),
        None => Ok(first),
    }
}
