//! The subcommands: flags, files and exit codes. What a check decides is not known here.

#[macro_use]
mod out;

mod approve;
mod baseline;
mod check;
mod compare;
mod discover;
mod explain;
mod facts;
mod files;
mod folder;
mod gate;
mod import;
mod local;
mod new;
mod policy;
mod registry;
mod report;
mod schemas;
mod update;
mod verdict;
mod verdicts;
mod workspace;

use std::process::ExitCode;

use checker::report::human::escape;
use clap::Parser;

/// Judges governed WASM packages.
#[derive(Debug, Parser)]
#[command(
    name = "checker",
    version,
    after_help = "Exit status: 0 clean or done, 1 denied findings, 2 the checker could not work."
)]
pub(crate) enum Command {
    Approve(approve::Options),
    Baseline(baseline::Options),
    Check(check::Options),
    Compare(compare::Options),
    Explain(explain::Options),
    Facts(facts::Options),
    Import(import::Options),
    New(new::Options),
    Policy(policy::Options),
    Registry(registry::Options),
    Report(report::Options),
    Schemas(schemas::Options),
    Update(update::Options),
    Verdict(verdict::Options),
    Gate(gate::Options),
}

/// How a command ended that could work.
pub(crate) enum Outcome {
    Clean,
    Denied,
}

/// Why a command could not work: told in one line, exit 2.
pub(crate) type Trouble = String;

/// A day as flags take it.
fn day(text: &str) -> Result<String, String> {
    if checker::policy::is_day(text) { Ok(text.to_owned()) } else { Err("write YYYY-MM-DD".into()) }
}

impl Command {
    pub(crate) fn run(self) -> ExitCode {
        let result = match self {
            Self::Approve(options) => options.run(),
            Self::Baseline(options) => options.run(),
            Self::Check(options) => options.run(),
            Self::Compare(options) => options.run(),
            Self::Explain(options) => options.run(),
            Self::Facts(options) => options.run(),
            Self::Import(options) => options.run(),
            Self::New(options) => options.run(),
            Self::Update(options) => options.run(),
            Self::Policy(options) => options.run(),
            Self::Registry(options) => options.run(),
            Self::Report(options) => options.run(),
            Self::Schemas(options) => options.run(),
            Self::Verdict(options) => options.run(),
            Self::Gate(options) => options.run(),
        };
        match result {
            Ok(Outcome::Clean) => ExitCode::SUCCESS,
            Ok(Outcome::Denied) => ExitCode::from(1),
            Err(trouble) => {
                let lines: Vec<_> = trouble.lines().map(escape).collect();
                eprintln!("checker: {}", lines.join("\n"));
                ExitCode::from(2)
            }
        }
    }
}
