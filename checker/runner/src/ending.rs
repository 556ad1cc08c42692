//! What an ending and the bytes on stdout come to: one JSON value, or a fault.

use checker::Code;
use checker::verdict::Label;
use serde_json::Value;

use crate::codes;
use crate::engine::MAX_TABLES;
use crate::execute::{Ending, Execution};
use crate::finding::note;
use crate::host::{MESSAGES, MESSAGES_BYTES};
use crate::limits::{Limits, PAGE};
use crate::shown;

/// A code, what is wrong, where (beside the case), and what to do.
pub(crate) type Fault = (&'static Code, String, Vec<Label>, Vec<String>);

/// The answer of a run that ended as it should.
pub(crate) fn value(execution: &Execution, limits: &Limits) -> Result<Value, Fault> {
    match fault(&execution.ending, limits) {
        Some(fault) => Err(fault),
        None => json(&execution.stdout),
    }
}

/// What is wrong with an ending.
pub(crate) fn fault(ending: &Ending, limits: &Limits) -> Option<Fault> {
    let own_maximum = || {
        vec!["declare a larger maximum, or none: Traverse's runtime ends the run where others answer -1".into()]
    };
    let budget =
        |key: &str, value: u64| note(limits.source(key), format!("budgets.{key} = {value}"));
    let fault = match ending {
        Ending::Returned => return None,
        Ending::Exit(0) if limits.proc_exit_ok => return None,
        Ending::Exit(0) => (
            &codes::NONZERO_EXIT,
            "the microservice ended with `proc_exit(0)` instead of returning from `_start`; Traverse's runtime takes any `proc_exit` for a failure".into(),
            vec![],
            vec![
                "return from `_start`: let `main` return, without `std::process::exit`".into(),
                "or, if no such host runs it, set `budgets.proc_exit_ok = true` in the policy".into(),
            ],
        ),
        Ending::Exit(code) => (
            &codes::NONZERO_EXIT,
            format!("the microservice ended with `proc_exit({code})`"),
            vec![],
            vec!["tell a failure in the output: hosts drop the exit code".into()],
        ),
        Ending::Trap(trap) => (
            &codes::TRAP,
            format!("the microservice trapped: {trap}"),
            vec![],
            vec!["answer with an error instead: hosts tell a trap from no other failure".into()],
        ),
        Ending::Fuel => (
            &codes::FUEL_EXHAUSTED,
            format!("the microservice used up its fuel of {} before it ended", limits.fuel),
            vec![budget("fuel", limits.fuel)],
            vec!["end sooner on this input, or raise `budgets.fuel` in the policy".into()],
        ),
        Ending::WallClock => (
            &codes::FUEL_EXHAUSTED,
            format!("the microservice did not end within {} s of wall time", limits.wall_seconds),
            vec![budget("wall_seconds", limits.wall_seconds)],
            vec!["ask less of the host: reading and writing take time and hardly any fuel".into()],
        ),
        Ending::Memory(pages) => (
            &codes::MEMORY_EXHAUSTED,
            format!(
                "the microservice asked for {pages} pages of memory ({}), more than the {} ({}) that it may have",
                size(pages * PAGE),
                limits.memory_pages,
                size(limits.memory_pages * PAGE)
            ),
            vec![budget("memory_pages", limits.memory_pages)],
            vec!["reserve less, or raise `budgets.memory_pages` in the policy".into()],
        ),
        Ending::OwnMemory { pages, maximum } => (
            &codes::MEMORY_EXHAUSTED,
            format!(
                "the microservice asked for {pages} pages of memory ({}), more than the {maximum} ({}) that its core module declares",
                size(pages * PAGE),
                size(maximum * PAGE)
            ),
            vec![],
            own_maximum(),
        ),
        Ending::OwnTable { elements, maximum } => (
            &codes::MEMORY_EXHAUSTED,
            format!(
                "the microservice asked for a table of {elements} elements, more than the {maximum} that its core module declares"
            ),
            vec![],
            own_maximum(),
        ),
        Ending::Table(elements) => (
            &codes::MEMORY_EXHAUSTED,
            format!(
                "the microservice asked for a table of {elements} elements, more than the {} that it may have",
                limits.table_elements
            ),
            vec![budget("table_elements", limits.table_elements)],
            vec!["use a smaller table, or raise `budgets.table_elements` in the policy".into()],
        ),
        Ending::Tables(tables) => (
            &codes::MEMORY_EXHAUSTED,
            format!("the module has {tables} tables; runtimes give it {MAX_TABLES} at most"),
            vec![],
            vec!["use fewer tables: compilers need one".into()],
        ),
        Ending::Stdout => (
            &codes::OUTPUT_TOO_LARGE,
            format!("the microservice wrote more than {} bytes to stdout", limits.stdout_bytes),
            vec![budget("stdout_bytes", limits.stdout_bytes)],
            vec!["answer with less, or raise `budgets.stdout_bytes` in the policy".into()],
        ),
        Ending::Messages => (
            &codes::OUTPUT_TOO_LARGE,
            format!(
                "the microservice sent more than {MESSAGES} events and requests to the host, or more than {} of them",
                size(MESSAGES_BYTES as u64)
            ),
            vec![],
            vec!["send fewer and shorter ones: what grows with the input belongs in the output".into()],
        ),
    };
    Some(fault)
}

/// JSON's own. What other texts take for white space, a form feed or a wide blank, hosts refuse.
const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Exactly one JSON value, white space around it allowed.
fn json(stdout: &[u8]) -> Result<Value, Fault> {
    let fault = |message: String, at: usize| {
        let shown = match stdout {
            [] => "0 bytes".into(),
            _ => format!("{} bytes: {}", stdout.len(), shown::around(stdout, at)),
        };
        let help =
            "write one JSON value in UTF-8 to stdout, and nothing else; stderr is free".into();
        (&codes::OUTPUT_NOT_JSON, message, vec![note("stdout", shown)], vec![help])
    };
    let text = std::str::from_utf8(stdout).map_err(|error| {
        let at = error.valid_up_to();
        fault(format!("stdout is no UTF-8 from byte {at} on"), at)
    })?;
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let value = match values.next() {
        Some(Ok(value)) => value,
        Some(Err(error)) => {
            return Err(fault(format!("stdout is no JSON: {error}"), position(text, &error)));
        }
        None => return Err(fault("stdout is empty, where one JSON value is asked for".into(), 0)),
    };
    let end = values.byte_offset();
    let rest = text[end..].trim_start_matches(WHITE_SPACE);
    if rest.is_empty() {
        return Ok(value);
    }
    let at = text.len() - rest.len();
    let what = match serde_json::from_str::<Value>(rest) {
        Ok(_) => "a second JSON value",
        Err(_) => "more text",
    };
    Err(fault(format!("stdout holds {what} after the JSON value, from byte {at} on"), at))
}

/// The byte at which reading stopped.
fn position(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}

/// What the guest had to say, if anything.
pub(crate) fn stderr(execution: &Execution) -> Option<Label> {
    let text = shown::text(&execution.stderr);
    // A panic takes two lines: where, and why.
    let lines: Vec<_> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).collect();
    let shown: String = lines.join(" | ").chars().filter(|c| !c.is_control()).take(240).collect();
    (!shown.is_empty()).then(|| note("stderr", shown))
}

fn size(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{} KiB", bytes >> 10)
    }
}
