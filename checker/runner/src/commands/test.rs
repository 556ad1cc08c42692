//! `runner test`: all cases, a line each, and the findings of those that failed.
#![expect(clippy::disallowed_macros, reason = "commands print")]

use std::path::PathBuf;

use checker::model::Document;
use checker::report::human::{self, Severity};
use checker::verdict::Finding;
use clap::{Args, ValueEnum};
use regex::Regex;
use runner::case::{self, Case};
use runner::judge::Judge;
use runner::schema::Schemas;
use runner::suite::{self, Suite};
use runner::{evidence, junit};

use super::given::{self, CaseFile, Loaded, Subject};
use super::{Outcome, Trouble, files};

/// Runs all cases, the contract's use cases and the probes
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    subject: Subject,
    /// A case: what findings call its file, where it lies
    #[arg(long, num_args = 2, value_names = ["NAME", "PATH"])]
    case: Vec<String>,
    /// Run only cases and probes whose names match
    #[arg(long, env = "TESTBRIDGE_TEST_ONLY", value_name = "REGEX")]
    filter: Option<String>,
    /// Where to write JUnit XML
    #[arg(long, env = "XML_OUTPUT_FILE", value_name = "PATH")]
    xml: Option<PathBuf>,
    /// A folder for what is kept of each run
    #[arg(long, env = "TEST_UNDECLARED_OUTPUTS_DIR", value_name = "DIR")]
    evidence: Option<PathBuf>,
    /// Whether to try what no case holds: second runs, other orders of keys, input that is none
    #[arg(long, default_value = "on")]
    probes: Switch,
    /// The command that accepts outputs, for findings to show
    #[arg(long, default_value = "runner accept", value_name = "TEXT")]
    accept_command: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let filter = self.filter.as_deref().map(Regex::new).transpose();
        let filter = filter.map_err(|error| format!("--filter: {error}"))?;
        let loaded = self.subject.load()?;
        let files = given::cases(&self.case)?;
        let contract = given::document(&loaded.contract)?;
        let (documents, mut faults) = parse(&files);
        let cases = read(&documents, &contract, &mut faults);
        print!("{}", loaded.notice());
        if !faults.is_empty() {
            let outcome = report_faults(&faults);
            self.keep(&loaded, &[suite::Outcome::unread(faults)])?;
            return Ok(outcome);
        }
        let schemas = Schemas::of(&contract)?;
        let judge = Judge {
            machine: &loaded.machine,
            schemas: &schemas,
            accept_command: &self.accept_command,
        };
        let contract = contract.name;
        let suite = Suite { judge, contract, cases, filter, probes: self.probes == Switch::On };
        let outcomes = suite.run()?;
        self.keep(&loaded, &outcomes)?;
        Ok(print(&loaded.title, &outcomes))
    }

    fn keep(&self, loaded: &Loaded, outcomes: &[suite::Outcome]) -> Result<(), Trouble> {
        if let Some(path) = &self.xml {
            files::write(path, junit::report(&loaded.title, outcomes)?.as_bytes())?;
        }
        if let Some(folder) = &self.evidence {
            files::make_folder(folder)?;
            for (index, outcome) in outcomes.iter().enumerate() {
                if let Some((name, text)) = evidence::of(index, outcome) {
                    files::write(&folder.join(name), text.as_bytes())?;
                }
            }
        }
        Ok(())
    }
}

fn parse(files: &[CaseFile]) -> (Vec<Document<'_>>, Vec<Finding>) {
    let (mut documents, mut faults) = (vec![], vec![]);
    for file in files {
        match file.parse() {
            Ok(document) => documents.push(document),
            Err(found) => faults.extend(found),
        }
    }
    (documents, faults)
}

/// The cases of the files, and every use case that none of them takes on.
fn read<'a>(
    documents: &'a [Document<'a>],
    contract: &'a Document<'a>,
    faults: &mut Vec<Finding>,
) -> Vec<Case<'a>> {
    let mut cases = vec![];
    for document in documents {
        match case::read(document, contract) {
            Ok(case) => cases.push(case),
            Err(found) => faults.extend(found),
        }
    }
    faults.extend(case::same_names(&cases));
    let taken: Vec<_> = cases.iter().filter_map(|case: &Case<'_>| case.use_case).collect();
    let bare = case::use_cases(contract);
    cases.extend(
        bare.into_iter().filter(|case| !case.use_case.is_some_and(|index| taken.contains(&index))),
    );
    cases
}

fn report_faults(faults: &[Finding]) -> Outcome {
    for fault in faults {
        println!("{}", human::finding(fault, Severity::Error));
    }
    println!("no case was run: not every case can be read");
    Outcome::Failed
}

fn print(title: &str, outcomes: &[suite::Outcome]) -> Outcome {
    // One text, one write: a line each would be a system call each.
    let mut text = String::new();
    let (mut passed, mut failed) = (0, 0);
    for outcome in outcomes {
        let cost = outcome.execution.as_ref().map_or(String::new(), |execution| {
            let fuel = execution.fuel.map_or("?".into(), |fuel| fuel.to_string());
            format!(" (fuel {fuel}, {} KiB)", execution.memory_bytes >> 10)
        });
        let name = human::escape(&outcome.name);
        match outcome.findings.as_deref() {
            None => {}
            Some([]) => {
                passed += 1;
                text += &format!("ok     {name}{cost}\n");
            }
            Some(_) => {
                failed += 1;
                text += &format!("FAILED {name}{cost}\n");
            }
        }
    }
    for finding in outcomes.iter().filter_map(|outcome| outcome.findings.as_ref()).flatten() {
        text += &format!("\n{}", human::finding(finding, Severity::Error));
    }
    text += &format!("\n{title}: {passed} passed, {failed} failed");
    for reason in [suite::FILTERED, suite::CASE_FAILED] {
        let count = outcomes.iter().filter(|outcome| outcome.skipped == Some(reason)).count();
        if count > 0 {
            text += &format!(", {count} {reason}");
        }
    }
    println!("{text}");
    if failed > 0 { Outcome::Failed } else { Outcome::Passed }
}
