//! What every package is tried with, whatever its cases: the same input again, its keys in another
//! order, and input that is none.

use std::fmt::Write as _;

use bytes::Bytes;
use checker::Code;
use checker::verdict::Finding;
use serde_json::Value;

use crate::case::Case;
use crate::codes;
use crate::compare::{Difference, differences};
use crate::ending;
use crate::execute::{Ending, Execution, Machine, Stimulus};
use crate::finding;
use crate::judge::emitted;

/// Input that no contract takes.
#[derive(Debug)]
pub struct Probe {
    pub name: &'static str,
    pub stdin: fn() -> Bytes,
    /// Whether reading it may well cost more than the budgets allow.
    pub large: bool,
}

pub const PROBES: &[Probe] = &[
    Probe { name: "empty stdin", stdin: Bytes::new, large: false },
    Probe {
        name: "stdin is no JSON",
        stdin: || Bytes::from_static(b"{\"a\": \xff\0"),
        large: false,
    },
    Probe { name: "1 MiB of input", stdin: mebibyte, large: true },
    Probe { name: "deep nesting", stdin: deep, large: true },
];

fn mebibyte() -> Bytes {
    let text = "a".repeat((1 << 20) - r#"{"padding":""}"#.len());
    format!(r#"{{"padding":"{text}"}}"#).into()
}

fn deep() -> Bytes {
    ("[".repeat(10_000) + &"]".repeat(10_000)).into()
}

impl Probe {
    /// The microservice may answer or fail, but by itself. What is large may cost it its fuel,
    /// memory or stdout, as those are the limits that are there for it, but never the clock.
    pub fn judge(
        &self,
        contract: &str,
        execution: &Execution,
        machine: &Machine,
    ) -> Option<Finding> {
        let ended = match &execution.ending {
            Ending::Returned | Ending::Exit(_) | Ending::Trap(_) => true,
            Ending::WallClock => false,
            _ => self.large,
        };
        let fault = ending::fault(&execution.ending, machine.limits()).filter(|_| !ended);
        let (code, message, mut labels, mut help) = fault?;
        let message = format!("probe \"{}\": {message}", self.name);
        labels.insert(0, finding::note(contract, "of the microservice that has this contract"));
        labels.extend(ending::stderr(execution));
        help.push("answer with an error or trap; end, whatever stands on stdin".into());
        Some(finding::new(code, message, labels, help))
    }
}

/// The same input again, with everything else moved: seeds, clocks, the execution's id.
pub fn again(
    case: &Case<'_>,
    first: &Value,
    execution: &Execution,
    second: &Outcome,
) -> Option<Finding> {
    let what = "a second run with the same input gives";
    let help = "let the answer depend on nothing but the input; or name what may differ in the case's `unstable`";
    compare(&codes::NONDETERMINISTIC_OUTPUT, what, help, case, (first, execution), second)
}

/// The same value, its keys in reverse order.
pub fn reordered(
    case: &Case<'_>,
    first: &Value,
    execution: &Execution,
    second: &Outcome,
) -> Option<Finding> {
    let what = "with the keys of the input in another order the microservice gives";
    let help =
        "read the input as JSON before using it: hash or compare values, not the bytes of stdin";
    compare(&codes::KEY_ORDER_DEPENDENT, what, help, case, (first, execution), second)
}

/// A run of a probe, and its output or what is wrong with it.
pub type Outcome = (Execution, Result<Value, Finding>);

/// What a probe's output is held against.
const FIRST: &str = "the first time";

fn compare(
    code: &'static Code,
    what: &str,
    help: &str,
    case: &Case<'_>,
    (first, execution): (&Value, &Execution),
    (second_execution, second): &Outcome,
) -> Option<Finding> {
    let label = case.label(&case.input.pointer, "with this input");
    let report = |message, further| {
        let labels = [vec![label], further].concat();
        Some(finding::new(code, message, labels, vec![help.into()]))
    };
    let second = match second {
        Ok(second) => second,
        // Its first label is the input too.
        Err(fault) => {
            return report(
                format!("{what} no answer: {}", fault.message),
                fault.labels[1..].to_vec(),
            );
        }
    };
    let stable = |difference: &Difference<'_>| {
        !case.unstable.iter().any(|pointer| {
            difference
                .pointer
                .strip_prefix(&**pointer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    if let Some(found) = differences(first, second).into_iter().find(stable) {
        let phrase = found.phrase(FIRST);
        return report(format!("{what} another output: what stands {phrase}"), vec![]);
    }
    let (first, second) = (emitted(execution), emitted(second_execution));
    let found = differences(&first, &second).into_iter().next()?;
    report(format!("{what} other events: what stands {}", found.phrase(FIRST)), vec![])
}

/// What a run is given: compact JSON in UTF-8, keys sorted, no line break.
pub fn stimulus(case: &Case<'_>, run: u32) -> Stimulus {
    Stimulus { stdin: case.input.value.to_string().into(), mocks: case.mocks.clone(), run }
}

/// The same with keys in reverse order; none if there is no order to reverse.
pub fn reversed(case: &Case<'_>) -> Option<Stimulus> {
    let mut text = String::new();
    reverse(&case.input.value, &mut text);
    let sorted = stimulus(case, 0);
    (text.as_bytes() != sorted.stdin).then(|| Stimulus { stdin: text.into(), ..sorted })
}

fn reverse(value: &Value, text: &mut String) {
    match value {
        Value::Object(entries) => {
            text.push('{');
            for (index, (key, value)) in entries.iter().rev().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                // Writing to a string cannot fail.
                let _ = write!(text, "{}:", Value::from(&**key));
                reverse(value, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, value) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                reverse(value, text);
            }
            text.push(']');
        }
        scalar => {
            let _ = write!(text, "{scalar}");
        }
    }
}
