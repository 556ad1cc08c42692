//! `runner accept`: writes what the microservice answers into its cases, after showing the change.
#![expect(clippy::disallowed_macros, reason = "commands print")]

use std::path::PathBuf;

use checker::model::Document;
use checker::report::human::{self, Severity};
use checker::verdict::Finding;
use checker::{Content, Input, Role};
use clap::Args;
use regex::Regex;
use runner::accept::accepted;
use runner::case;
use runner::judge::{self, Judge};
use runner::probes;
use runner::schema::Schemas;
use similar::TextDiff;

use super::given::{self, CaseFile, Loaded, Subject};
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
        let target = |file: &CaseFile| replace::target(&self.workspace, &file.name);
        let targets = files.iter().map(target).collect::<Result<Vec<_>, _>>()?;
        replace::clear(&targets)?;
        let accept = Accept { loaded: &loaded, judge: &judge, contract: &contract, filter };
        let (mut written, mut refused) = (0, 0);
        for (file, target) in files.iter().zip(&targets) {
            match accept.change(file)? {
                Change::To { old, new } => {
                    print!("{}", difference(&file.name, old, &new));
                    replace::write(target, old.as_bytes(), &new)?;
                    written += 1;
                }
                Change::None => {}
                Change::Refused(findings) => {
                    for finding in findings {
                        println!("{}", human::finding(&finding, Severity::Error));
                    }
                    refused += 1;
                }
            }
        }
        println!("{}: {written} written, {refused} refused", loaded.title);
        Ok(if refused > 0 { Outcome::Failed } else { Outcome::Passed })
    }
}

enum Change<'a> {
    None,
    To {
        old: &'a str,
        new: String,
    },
    /// The case is at fault, or the microservice is: there is nothing to accept.
    Refused(Vec<Finding>),
}

struct Accept<'a> {
    loaded: &'a Loaded,
    judge: &'a Judge<'a>,
    contract: &'a Document<'a>,
    filter: Option<Regex>,
}

impl Accept<'_> {
    fn change<'f>(&self, file: &'f CaseFile) -> Result<Change<'f>, Trouble> {
        let document = match file.parse() {
            Ok(document) => document,
            Err(findings) => return Ok(Change::Refused(findings)),
        };
        let asked = given::with_expectation(&document);
        let Some((findings, new)) = self.judged(&file.name, &asked)? else {
            return Ok(Change::None);
        };
        // A case that passes as it is needs nothing but the expectation that it may have lacked.
        let new = if findings.is_empty() { Some(asked) } else { new };
        let Some(new) = new else { return Ok(Change::Refused(findings)) };
        if new == document.text {
            return Ok(if findings.is_empty() { Change::None } else { Change::Refused(findings) });
        }
        // What would fail all the same is for a person to correct.
        match self.judged(&file.name, &new)? {
            Some((findings, _)) if !findings.is_empty() => Ok(Change::Refused(findings)),
            _ => Ok(Change::To { old: document.text, new }),
        }
    }

    /// What is wrong with a case, and its text with what the microservice does; none if the filter
    /// leaves it out.
    fn judged(&self, name: &str, text: &str) -> Result<Option<Judged>, Trouble> {
        let content = Content::Bytes(text.as_bytes());
        let document = match checker::parse(&Input { role: Role::Source, name, content }) {
            Ok(document) => document,
            Err(findings) => return Ok(Some((findings, None))),
        };
        let case = match case::read(&document, self.contract) {
            Ok(case) => case,
            Err(findings) => return Ok(Some((findings, None))),
        };
        if self.filter.as_ref().is_some_and(|filter| !filter.is_match(&case.name)) {
            return Ok(None);
        }
        let (execution, answer) = match self.judge.input(&case) {
            Some(finding) => (None, Err(finding)),
            None => {
                let execution = self.loaded.machine.run(probes::stimulus(&case, 0))?;
                let answer = self.judge.answer(&case, &execution);
                (Some(execution), answer)
            }
        };
        let finding = self.judge.case(&case, execution.as_ref(), answer.as_ref());
        let published = judge::published(execution.as_ref(), answer.as_ref());
        let new = accepted(&case, answer.as_ref().ok(), &published);
        Ok(Some((Vec::from_iter(finding), new)))
    }
}

/// What is wrong with a case, and its text with what the microservice does, where it does anything.
type Judged = (Vec<Finding>, Option<String>);

/// Safe to show: an output may hold what moves a cursor.
fn difference(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new).unified_diff().header(name, name).to_string();
    let line =
        |line: &str| line.split('\t').map(human::escape).collect::<Vec<_>>().join("\t") + "\n";
    diff.lines().map(line).collect()
}
