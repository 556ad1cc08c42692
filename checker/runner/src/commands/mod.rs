//! The subcommands: the only code of the runner that reads and writes files, and that prints.
#![expect(clippy::disallowed_macros, reason = "commands print")]

mod accept;
mod compile;
mod files;
mod given;
mod replace;
mod run;
mod test;

use std::process::ExitCode;

use clap::Parser;

/// Runs governed WASM microservices with nothing granted but what their verdict grants
///
/// Exit codes: 0 done or all cases passed, 1 a case failed, 2 the runner could not work.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) enum Command {
    Compile(compile::Options),
    Test(test::Options),
    Run(run::Options),
    Accept(accept::Options),
}

pub(crate) enum Outcome {
    Passed,
    Failed,
}

/// Why the runner could not work.
pub(crate) type Trouble = String;

impl Command {
    pub(crate) fn run(self) -> ExitCode {
        let outcome = match self {
            Self::Compile(options) => options.run(),
            Self::Test(options) => options.run(),
            Self::Run(options) => options.run(),
            Self::Accept(options) => options.run(),
        };
        match outcome {
            Ok(Outcome::Passed) => ExitCode::SUCCESS,
            Ok(Outcome::Failed) => ExitCode::from(1),
            Err(trouble) => {
                eprintln!("error: {trouble}");
                ExitCode::from(2)
            }
        }
    }
}
