//! `checker explain`: prints a code's page.

use checker::checks::{self, nearest};
use checker::running;
use clap::Args;

use super::{Outcome, Trouble};

/// Prints what a code means, why it matters and how to fix it
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The code, as in `error[CODE]`
    code: String,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let code = checks::find(&self.code).map(|check| &check.code);
        if let Some(code) = code.or_else(|| running::find(&self.code)) {
            print!("{}", code.page);
            return Ok(Outcome::Clean);
        }
        let of_runs = running::CODES.iter().map(|code| code.name);
        let known: Vec<_> = checks::codes().into_iter().chain(of_runs).collect();
        Err(match nearest(&self.code, &known) {
            Some(code) => format!("there is no code `{}`; did you mean `{code}`?", self.code),
            None => {
                format!("there is no code `{}`; the codes are:\n{}", self.code, known.join("\n"))
            }
        })
    }
}
