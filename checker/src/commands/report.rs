//! `checker report`: renders verdicts for people, for programs and for code hosts.

use std::path::PathBuf;

use checker::report::human::{self, COLOURED};
use checker::report::{Subject, json, sarif};
use clap::{Args, ValueEnum};

use super::verdicts::Verdicts;
use super::{Outcome, Trouble, files};

/// Renders verdicts; exits with 0 whatever they hold
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    verdicts: Verdicts,
    #[arg(long, default_value = "human")]
    format: Format,
    /// Where to write; without it the report is printed
    #[arg(long)]
    out: Option<PathBuf>,
    /// Exit with 1 if a finding is denied
    #[arg(long)]
    fail: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let levels = self.verdicts.levels()?;
        let verdicts = self.verdicts.read(&levels)?;
        let subjects = self.verdicts.subjects(&verdicts, &levels);
        let text = match self.format {
            Format::Human if self.out.is_none() => COLOURED.report(&subjects),
            Format::Human => human::report(&subjects),
            Format::Json => json::report(&subjects),
            Format::Sarif => sarif::report(&subjects),
        };
        match &self.out {
            Some(path) => files::write(path, text.as_bytes())?,
            None => print!("{text}"),
        }
        let denied = self.fail && subjects.iter().any(Subject::is_denied);
        Ok(if denied { Outcome::Denied } else { Outcome::Clean })
    }
}
