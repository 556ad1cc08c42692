//! `checker explain`: prints a code's page.

use checker::checks;
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
        match checks::find(&self.code) {
            Some(check) => {
                print!("{}", check.code.page);
                Ok(Outcome::Clean)
            }
            None => Err(match checks::nearest(&self.code) {
                Some(code) => format!("there is no code `{}`; did you mean `{code}`?", self.code),
                None => format!(
                    "there is no code `{}`; the codes are:\n{}",
                    self.code,
                    checks::codes().join("\n")
                ),
            }),
        }
    }
}
