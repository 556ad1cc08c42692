//! Holds what a run did against what its case expects: at most one finding, the first that applies.

use checker::Code;
use checker::verdict::{Finding, Label};
use serde_json::Value;

use crate::case::{Case, Expect};
use crate::codes::{self, OUTPUT_DIFFERS};
use crate::compare::{Difference, differences, place, show};
use crate::ending;
use crate::execute::{Call, Execution, Machine};
use crate::finding;
use crate::schema::{Schemas, Violation};

/// Of many differences or calls the first few are shown.
const SHOWN: usize = 4;

/// What cases are judged with.
#[derive(Debug)]
pub struct Judge<'a> {
    pub machine: &'a Machine,
    pub schemas: &'a Schemas<'a>,
    /// What to run to accept outputs.
    pub accept_command: &'a str,
}

impl Judge<'_> {
    /// An input that the contract does not take.
    pub fn input(&self, case: &Case<'_>) -> Option<Finding> {
        let violations = self.schemas.input(&case.input.value);
        let first = violations.first()?;
        let message = violated("input", &violations, first);
        let labels = vec![
            case.label(&format!("{}{}", case.input.pointer, first.pointer), "this value"),
            first.label.clone(),
        ];
        let help = "correct the input, or expect the failure `input-violates-schema`: hosts refuse such input before the microservice sees it".into();
        Some(finding::new(&codes::INPUT_VIOLATES_SCHEMA, message, labels, vec![help]))
    }

    /// A run that gave no output, or one that nobody may rely on; else its output.
    pub fn answer(&self, case: &Case<'_>, execution: &Execution) -> Result<Value, Finding> {
        let with = |(code, message, mut labels, help): ending::Fault| {
            labels.insert(0, case.label(&case.input.pointer, "with this input"));
            labels.extend(ending::stderr(execution));
            finding::new(code, message, labels, help)
        };
        let value = ending::value(execution, self.machine.limits()).map_err(with)?;
        let violations = self.schemas.output(&value);
        let Some(first) = violations.first() else { return Ok(value) };
        let message = violated("output", &violations, first);
        let labels = vec![
            case.label(&case.input.pointer, "with this input"),
            first.label.clone(),
            finding::note("stdout", show(Some(&value))),
        ];
        let help = "correct the microservice, or promise in the contract what it answers, as a new version of it".into();
        Err(finding::new(&codes::OUTPUT_VIOLATES_SCHEMA, message, labels, vec![help]))
    }

    /// The case's verdict on what the run came to; there was none if the input was refused.
    pub fn case(
        &self,
        case: &Case<'_>,
        execution: Option<&Execution>,
        answer: Result<&Value, &Finding>,
    ) -> Option<Finding> {
        let beside = || {
            let calls = execution.map_or(&[][..], |execution| &execution.calls);
            self.events(case, &published(execution, answer)).or_else(|| self.mocks(case, calls))
        };
        match (&case.expect.value, answer) {
            (Expect::Failure(_), Err(finding)) if self.expects(case, finding) => beside(),
            (Expect::Failure(code), answer) => Some(self.no_failure(case, code, answer)),
            (_, Err(finding)) => Some(finding.clone()),
            (expect, Ok(output)) => self.output(case, expect, output).or_else(beside),
        }
    }

    /// Whether a case expects the failure that a finding tells.
    pub fn expects(&self, case: &Case<'_>, finding: &Finding) -> bool {
        matches!(case.expect.value, Expect::Failure(code) if code.name == finding.code)
    }

    fn no_failure(
        &self,
        case: &Case<'_>,
        code: &Code,
        answer: Result<&Value, &Finding>,
    ) -> Finding {
        let name = code.name;
        let label = |message| case.label(&format!("{}/failure", case.expect.pointer), message);
        match answer {
            Ok(output) => {
                let help = "expect this output, or let the microservice fail on this input";
                let message = format!(
                    "the case expects the failure `{name}`, but the microservice answers {}",
                    show(Some(output))
                );
                finding::new(
                    &OUTPUT_DIFFERS,
                    message,
                    vec![label("expected here")],
                    vec![help.into()],
                )
            }
            Err(other) => {
                let mut other = other.clone();
                other.labels.push(label("the case expects another failure"));
                other
            }
        }
    }

    fn output(&self, case: &Case<'_>, expect: &Expect, output: &Value) -> Option<Finding> {
        let base = &case.expect.pointer;
        // Each difference, and where the case or contract expects otherwise.
        let mut found = vec![];
        match expect {
            Expect::Output(expected) => {
                for difference in differences(expected, output) {
                    // A use case's example is the expectation itself.
                    let output = if case.use_case.is_some() { "" } else { "/output" };
                    found.push((format!("{base}{output}{}", difference.pointer), difference));
                }
            }
            Expect::Pointers(values) => {
                for (pointer, expected) in values {
                    let actual = output.pointer(pointer);
                    if actual != Some(expected) {
                        let at = format!("{base}/pointers/{}", finding::token(pointer));
                        let expected = Some(expected);
                        found.push((at, Difference { pointer: pointer.clone(), expected, actual }));
                    }
                }
            }
            Expect::Failure(_) | Expect::Anything => {}
        }
        let (_, first) = found.first()?;
        let message = format!("the output {}{}", first.phrase("expected"), more(found.len()));
        let label = |(at, difference): &(String, Difference<'_>)| {
            let (pointer, (_, actual)) = (place(&difference.pointer), difference.sides());
            case.label(at, format!("the microservice answers {actual} at {pointer}"))
        };
        let labels = found.iter().take(SHOWN).map(label).collect();
        let gone = found.iter().any(|(_, difference)| difference.actual.is_none());
        let help = if case.use_case.is_some() {
            "correct the microservice, or the contract's use case".to_owned()
        } else if gone && matches!(expect, Expect::Pointers(_)) {
            "correct the microservice, or remove the pointers to what it no longer answers"
                .to_owned()
        } else {
            format!("if the new output is right, run `{}`", self.accept_command)
        };
        Some(finding::new(&OUTPUT_DIFFERS, message, labels, vec![help]))
    }

    fn events(&self, case: &Case<'_>, published: &Value) -> Option<Finding> {
        let expected = case.events.as_ref()?;
        let expected_value = Value::Array(expected.value.clone());
        let found = differences(&expected_value, published);
        let first = found.first()?;
        let (phrase, more) = (first.phrase("expected"), more(found.len()));
        let message = format!("in the list of events, what stands {phrase}{more}");
        let at = format!("{}{}", expected.pointer, first.pointer);
        let labels = vec![
            case.label(&at, "the case expects other events"),
            finding::note("emitted", show(Some(published))),
        ];
        let help = format!("if these events are right, run `{}`", self.accept_command);
        Some(finding::new(&OUTPUT_DIFFERS, message, labels, vec![help]))
    }

    /// A mock that nobody asks is a test of nothing.
    fn mocks(&self, case: &Case<'_>, calls: &[Call]) -> Option<Finding> {
        let asked = |index: usize| calls.iter().any(|call| call.mock == Some(index));
        let index = (0..case.mocks.len()).find(|index| !asked(*index))?;
        let mock = &case.mocks[index];
        let message = format!(
            "the microservice never asks the connector `{}` for `{}` as this mock wants it",
            mock.connector_id, mock.operation
        );
        let mut labels = vec![case.label(&format!("{}/{index}", case.mocks_at), "not asked")];
        labels.extend(unanswered(calls));
        Some(finding::new(
            &OUTPUT_DIFFERS,
            message,
            labels,
            vec!["remove the mock, or correct it".into()],
        ))
    }
}

/// The events that were accepted, as a case writes them.
pub fn emitted(execution: &Execution) -> Value {
    let accepted = execution.events.iter().filter(|event| event.status == 0);
    let event = |event: &crate::execute::Event| {
        serde_json::json!({
            "event_id": event.event_id,
            "version": event.version,
            "payload": event.payload,
        })
    };
    accepted.map(event).collect()
}

/// The events that hosts publish: none of a run that fails.
pub fn published(execution: Option<&Execution>, answer: Result<&Value, &Finding>) -> Value {
    match (execution, answer) {
        (Some(execution), Ok(_)) => emitted(execution),
        _ => Value::Array(vec![]),
    }
}

/// The first calls that no mock answered.
fn unanswered(calls: &[Call]) -> Vec<Label> {
    let label = |call: &Call| {
        let message = format!("`{}` with {}", call.operation, show(Some(&call.payload)));
        finding::note(format!("asked {}", call.connector_id), message)
    };
    calls.iter().filter(|call| call.mock.is_none()).take(SHOWN).map(label).collect()
}

fn violated(what: &str, violations: &[Violation], first: &Violation) -> String {
    let more = more(violations.len());
    format!(
        "the {what} at {} violates the contract: {}{more}",
        place(&first.pointer),
        first.message
    )
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => " (and at one more place)".into(),
        _ => format!(" (and at {} more places)", count - 1),
    }
}
