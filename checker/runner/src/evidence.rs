//! What is kept of a run for those who ask later. It holds no times: the same run, the same bytes.

use checker::verdict::canonical_json;
use serde_json::json;

use crate::shown;
use crate::suite::Outcome;

/// A file's name and its text; none for what was left out.
pub fn of(index: usize, outcome: &Outcome) -> Option<(String, String)> {
    let findings = outcome.findings.as_ref()?;
    let mut evidence = json!({
        "case": outcome.name,
        "input": outcome.input,
        "findings": findings,
    });
    if let Some(execution) = &outcome.execution {
        evidence["run"] = json!({
            "ending": execution.ending,
            "stdout": shown::text(&execution.stdout),
            "stdout_bytes": execution.stdout.len(),
            "stderr": shown::text(&execution.stderr),
            "fuel": execution.fuel,
            "memory_bytes": execution.memory_bytes,
            "events": execution.events,
            "connector_calls": execution.calls,
        });
    }
    Some((format!("{index:03}-{}.json", slug(&outcome.name)), canonical_json(&evidence)))
}

fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = name.chars().map(plain).collect();
    let words: Vec<_> = words.split_whitespace().collect();
    words.join("-").chars().take(60).collect()
}
