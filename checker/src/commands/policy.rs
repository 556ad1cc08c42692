//! `checker policy`: splits the workspace's policy into what verdicts need and what gates need.

use std::path::PathBuf;

use checker::report::human::{self, COLOURED, Severity};
use checker::verdict::canonical_json;
use checker::{Role, policy};
use clap::Args;

use super::{Outcome, Trouble, files};

/// Splits the policy: LISTS for verdicts, LEVELS for gates
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The policy: `policy NAME PATH`
    #[arg(long, num_args = 3, value_names = ["ROLE", "NAME", "PATH"], required = true)]
    input: Vec<String>,
    /// Where to write what verdicts need
    #[arg(long)]
    lists: PathBuf,
    /// Where to write what gates need
    #[arg(long)]
    levels: PathBuf,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let inputs = files::inputs(&self.input)?;
        let [given] = &inputs[..] else { return Err("give one policy".into()) };
        if given.role != Role::Policy {
            return Err("give one --input with the role `policy`".into());
        }
        match policy::read(&given.input()) {
            Ok((lists, levels)) => {
                files::write(&self.lists, canonical_json(&lists).as_bytes())?;
                files::write(&self.levels, canonical_json(&levels).as_bytes())?;
                Ok(Outcome::Clean)
            }
            Err(findings) => {
                let severities = vec![Severity::Error; findings.len()];
                for finding in &findings {
                    eprintln!("{}", COLOURED.finding(finding, Severity::Error));
                }
                eprint!("{}", human::summary(&given.name, &severities).unwrap_or_default());
                Ok(Outcome::Denied)
            }
        }
    }
}
