//! What an ending and the bytes on stdout come to: one JSON value, or a fault.

use checker::Code;
use checker::verdict::Label;
use serde_json::Value;

use crate::codes;
use crate::engine::MAX_TABLES;
use crate::execute::{Ending, Execution};
use crate::finding::note;
use crate::limits::{Limits, PAGE};

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
            vec![],
        ),
        Ending::Stdout => (
            &codes::OUTPUT_TOO_LARGE,
            format!("the microservice wrote more than {} bytes to stdout", limits.stdout_bytes),
            vec![budget("stdout_bytes", limits.stdout_bytes)],
            vec!["answer with less, or raise `budgets.stdout_bytes` in the policy".into()],
        ),
    };
    Some(fault)
}

/// Exactly one JSON value, white space around it allowed.
fn json(stdout: &[u8]) -> Result<Value, Fault> {
    let fault = |message: String| {
        let shown = String::from_utf8_lossy(&stdout[..stdout.len().min(80)]).into_owned();
        let more = if stdout.len() > 80 { "…" } else { "" };
        let label = note("stdout", format!("{} bytes: {shown}{more}", stdout.len()));
        let help =
            "write one JSON value in UTF-8 to stdout, and nothing else; stderr is free".into();
        (&codes::OUTPUT_NOT_JSON, message, vec![label], vec![help])
    };
    let text = std::str::from_utf8(stdout).map_err(|error| {
        fault(format!("stdout is no UTF-8 from byte {} on", error.valid_up_to()))
    })?;
    if text.trim().is_empty() {
        return Err(fault("stdout is empty, where one JSON value is asked for".into()));
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let value = match values.next() {
        Some(Ok(value)) => value,
        Some(Err(error)) => return Err(fault(format!("stdout is no JSON: {error}"))),
        None => return Err(fault("stdout is empty, where one JSON value is asked for".into())),
    };
    let end = values.byte_offset();
    let rest = text[end..].trim_start();
    if rest.is_empty() {
        return Ok(value);
    }
    let at = text.len() - rest.len();
    let what = match serde_json::from_str::<Value>(rest) {
        Ok(_) => "a second JSON value",
        Err(_) => "more text",
    };
    Err(fault(format!("stdout holds {what} after the JSON value, from byte {at} on")))
}

/// What the guest had to say, if anything.
pub(crate) fn stderr(execution: &Execution) -> Option<Label> {
    let text = String::from_utf8_lossy(&execution.stderr);
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
