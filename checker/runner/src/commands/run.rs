//! `runner run`: one input by hand.
#![expect(clippy::disallowed_macros, reason = "commands print")]

use std::io::Read as _;

use checker::model::Document;
use checker::model::document::{Fault, VALUES};
use checker::report::human::{self, Severity};
use clap::Args;
use runner::case::Case;
use runner::judge::Judge;
use runner::probes;
use runner::schema::Schemas;
use runner::shown;

use super::given::{self, Subject};
use super::{Outcome, Trouble};

/// Runs the microservice on one input and prints its answer
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    subject: Subject,
    /// The input as JSON; `-` reads it from stdin
    #[arg(long, allow_negative_numbers = true)]
    input: String,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let loaded = self.subject.load()?;
        let text = if self.input == "-" { stdin()? } else { self.input };
        let document = Document::parse("input", &text).map_err(|faults| refused(&text, &faults))?;
        let contract = given::document(&loaded.contract)?;
        let schemas = Schemas::of(&contract)?;
        let judge = Judge { machine: &loaded.machine, schemas: &schemas, accept_command: "" };
        let case = Case::by_hand(&document);
        eprint!("{}", loaded.notice());
        if let Some(finding) = judge.input(&case) {
            eprint!("{}", human::finding(&finding, Severity::Error));
            return Ok(Outcome::Failed);
        }
        let execution = loaded.machine.run(probes::stimulus(&case, 0))?;
        eprint!("{}", human_stderr(&execution.stderr));
        for event in &execution.events {
            let status = if event.status == 0 { "event" } else { "refused event" };
            let said = format!("{}@{} {}", event.event_id, event.version, event.payload);
            eprintln!("{status}: {}", human::escape(&said));
        }
        for call in &execution.calls {
            let said = format!("{} {} {}", call.connector_id, call.operation, call.payload);
            eprintln!("asked: {} (told {})", human::escape(&said), call.status);
        }
        let fuel = execution.fuel.map_or("?".into(), |fuel| fuel.to_string());
        let limits = loaded.machine.limits();
        eprintln!(
            "fuel {fuel} of {}, memory {} KiB of {} KiB",
            limits.fuel,
            execution.memory_bytes >> 10,
            limits.memory_pages << 6
        );
        match judge.answer(&case, &execution) {
            Ok(value) => {
                println!(
                    "{}",
                    serde_json::to_string_pretty(&value).map_err(|error| error.to_string())?
                );
                Ok(Outcome::Passed)
            }
            Err(finding) => {
                eprint!("{}", human::finding(&finding, Severity::Error));
                Ok(Outcome::Failed)
            }
        }
    }
}

fn stdin() -> Result<String, Trouble> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| format!("cannot read the input from stdin: {error}"))?;
    Ok(text)
}

fn refused(text: &str, faults: &[Fault]) -> String {
    if faults.iter().any(|fault| matches!(fault, Fault::Crowded)) {
        return format!("the input has more than {VALUES} values: no more are read");
    }
    let why = serde_json::from_str::<serde_json::Value>(text)
        .err()
        .map_or_else(|| "a key stands in it twice".into(), |error| error.to_string());
    format!("the input is no JSON: {why}")
}

/// What the guest wrote to stderr, safe to show, line by line.
fn human_stderr(stderr: &[u8]) -> String {
    let text = shown::text(stderr);
    text.lines().map(|line| format!("stderr: {}\n", human::escape(line))).collect()
}
