//! `runner accept`: writes what the microservice answers into its cases, after showing the change.
#![expect(clippy::disallowed_macros, reason = "commands print")]

use std::path::PathBuf;

use checker::model::Document;
use checker::report::human::{self, Severity};
use clap::Args;
use regex::Regex;
use runner::accept::accepted;
use runner::case::{self, Case};
use runner::judge::Judge;
use runner::probes;
use runner::schema::Schemas;
use similar::TextDiff;

use super::given::{self, Loaded, Named, Subject};
use super::{Outcome, Trouble, replace};

/// Shows how expected outputs differ and writes them into the cases
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    subject: Subject,
    /// A case: its path in the workspace, where it lies
    #[arg(long, num_args = 2, value_names = ["NAME", "PATH"], required = true)]
    case: Vec<String>,
    /// Accept only cases whose names match
    #[arg(long, value_name = "REGEX")]
    filter: Option<String>,
    /// The workspace whose cases are written; none outside of it is
    #[arg(long, env = "BUILD_WORKSPACE_DIRECTORY", value_name = "DIR")]
    workspace: PathBuf,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let filter = self.filter.as_deref().map(Regex::new).transpose();
        let filter = filter.map_err(|error| format!("--filter: {error}"))?;
        let loaded = self.subject.load()?;
        let contract = given::document(&loaded.contract)?;
        let schemas = Schemas::of(&contract)?;
        let judge = Judge { machine: &loaded.machine, schemas: &schemas, accept_command: "" };
        let files = given::cases(&self.case)?;
        print!("{}", loaded.notice());
        // All of them first: a case that may not be written keeps the others from being written too.
        let target = |file: &Named| replace::target(&self.workspace, &file.name);
        let targets = files.iter().map(target).collect::<Result<Vec<_>, _>>()?;
        let (mut written, mut refused) = (0, 0);
        for (file, target) in files.iter().zip(&targets) {
            let wanted =
                |case: &Case<'_>| filter.as_ref().is_none_or(|filter| filter.is_match(&case.name));
            match new_text(&loaded, &judge, &contract, file, wanted)? {
                Change::To(text) => {
                    let diff = TextDiff::from_lines(&file.text, &text);
                    print!("{}", diff.unified_diff().header(&file.name, &file.name));
                    replace::write(target, &file.text, &text)?;
                    written += 1;
                }
                Change::None => {}
                Change::Refused(shown) => {
                    println!("{shown}");
                    refused += 1;
                }
            }
        }
        println!("{}: {written} written, {refused} refused", loaded.title);
        Ok(if refused > 0 { Outcome::Failed } else { Outcome::Passed })
    }
}

enum Change {
    None,
    To(String),
    /// The case is at fault, or the microservice is: there is nothing to accept.
    Refused(String),
}

fn new_text(
    loaded: &Loaded,
    judge: &Judge<'_>,
    contract: &Document<'_>,
    file: &Named,
    wanted: impl Fn(&Case<'_>) -> bool,
) -> Result<Change, Trouble> {
    let show = |finding| human::finding(finding, Severity::Error);
    let text = given::with_expectation(file);
    let document = match Document::parse(&file.name, &text) {
        Ok(document) => document,
        Err(faults) => {
            let findings = runner::unreadable::findings(&file.name, &text, faults);
            return Ok(Change::Refused(findings.iter().map(show).collect()));
        }
    };
    let case = match case::read(&document, contract) {
        Ok(case) => case,
        Err(findings) => return Ok(Change::Refused(findings.iter().map(show).collect())),
    };
    if !wanted(&case) {
        return Ok(Change::None);
    }
    if let Some(finding) = judge.input(&case) {
        let expected = judge.expects(&case, &finding);
        return Ok(if expected { Change::None } else { Change::Refused(show(&finding)) });
    }
    let execution = loaded.machine.run(probes::stimulus(&case, 0))?;
    match judge.answer(&case, &execution) {
        Ok(output) => Ok(accepted(&case, &output, &execution)
            .filter(|text| *text != file.text)
            .map_or(Change::None, Change::To)),
        Err(finding) if judge.expects(&case, &finding) => Ok(Change::None),
        Err(finding) => Ok(Change::Refused(show(&finding))),
    }
}
