//! `checker registry`: judges packages together, reports on all of them and lists the clean ones.

use std::path::PathBuf;

use checker::report::Subject;
use checker::report::human::{self, COLOURED};
use checker::{exceptions, registry};
use clap::Args;

use super::files::{self, Given};
use super::verdicts::Verdicts;
use super::{Outcome, Trouble};

/// Judges packages together; with --out-registry it exits with 1 unless all of them are clean
#[derive(Debug, Args)]
#[group(id = "outputs", required = true, multiple = true, args = ["out_report", "out_registry"])]
pub(crate) struct Options {
    #[command(flatten)]
    verdicts: Verdicts,
    /// What the registry is called in findings
    #[arg(long, default_value = "registry")]
    name: String,
    /// A document that a verdict is of, for findings to show
    #[arg(long, num_args = 3, value_names = ["ROLE", "NAME", "PATH"])]
    input: Vec<String>,
    /// Where to write what is to be said of all subjects, whatever that is
    #[arg(long)]
    out_report: Option<PathBuf>,
    /// Where to write the registry, if nothing is denied
    #[arg(long)]
    out_registry: Option<PathBuf>,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let levels = self.verdicts.levels()?;
        let verdicts = self.verdicts.read(&levels)?;
        let given = files::inputs(&self.input)?;
        let inputs: Vec<_> = given.iter().map(Given::input).collect();
        let mut own = registry::judge(&self.name, &verdicts, &inputs);
        let all = verdicts.iter().chain([&own]);
        let of_exceptions = exceptions::judge_all(all, "the registry", &levels);
        own.findings.extend(of_exceptions);
        let mut subjects = self.verdicts.subjects(&verdicts, &levels);
        subjects.push(Subject { verdict: &own, decided: self.verdicts.decide(&own, &levels) });
        if let Some(path) = &self.out_report {
            files::write(path, human::report(&subjects).as_bytes())?;
        }
        let Some(path) = &self.out_registry else { return Ok(Outcome::Clean) };
        // What is wrong with a package is printed where it is built.
        let decided = self.verdicts.decide(&own, &levels);
        eprint!("{}", COLOURED.decided(&self.name, &decided));
        if subjects.iter().any(Subject::is_denied) {
            eprint!("{}", human::denied(&subjects));
            return Ok(Outcome::Denied);
        }
        let document = registry::document(&verdicts, &levels, !self.verdicts.dev);
        files::write(path, document.as_bytes())?;
        Ok(Outcome::Clean)
    }
}
