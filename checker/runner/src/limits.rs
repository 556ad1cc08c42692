//! What a case may use up: budgets of the policy, with the numbers of Traverse's runtime where the
//! policy is silent.

use std::collections::BTreeMap;

use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub fuel: u64,
    /// Pages of 64 KiB, with those that the memory begins with.
    pub memory_pages: u64,
    pub table_elements: u64,
    pub stdout_bytes: u64,
    /// Ends what fuel does not: time spent in the host.
    pub wall_seconds: u64,
    /// Whether `proc_exit(0)` is as good as returning from `_start`.
    pub proc_exit_ok: bool,
    /// Which file set a budget, by its key.
    sources: BTreeMap<String, String>,
}

pub const PAGE: u64 = 64 << 10;

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: 5_000_000,
            memory_pages: 128,
            table_elements: 1024,
            stdout_bytes: 65536,
            wall_seconds: 10,
            proc_exit_ok: false,
            sources: BTreeMap::new(),
        }
    }
}

impl Limits {
    /// From what `checker policy --lists` wrote.
    pub fn of(lists: &Value) -> Result<Self, String> {
        let budgets = &lists["budgets"];
        // A budget knows the file that set it: `{"source": …, "value": …}`.
        let value = |key: &str| match &budgets[key] {
            Value::Object(sourced) => sourced.get("value").cloned(),
            Value::Null => None,
            value => Some(value.clone()),
        };
        let number = |key: &str, default: u64| match value(key) {
            None => Ok(default),
            Some(value) => value
                .as_u64()
                .ok_or_else(|| format!("budgets.{key} of the lists is {value}, no whole number")),
        };
        let own = Self::default();
        Ok(Self {
            fuel: number("fuel", own.fuel)?,
            memory_pages: number("memory_pages", own.memory_pages)?.min(65536),
            table_elements: number("table_elements", own.table_elements)?
                .min(crate::engine::MAX_TABLE_ELEMENTS),
            stdout_bytes: number("stdout_bytes", own.stdout_bytes)?.min(1 << 30),
            wall_seconds: number("wall_seconds", own.wall_seconds)?.clamp(1, 86400),
            sources: budgets
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(key, value)| {
                    Some((key.clone(), value["source"].as_str()?.to_owned()))
                })
                .collect(),
            proc_exit_ok: match value("proc_exit_ok") {
                None => own.proc_exit_ok,
                Some(Value::Bool(value)) => value,
                Some(value) => {
                    return Err(format!(
                        "budgets.proc_exit_ok of the lists is {value}, neither true nor false"
                    ));
                }
            },
        })
    }

    /// The file that set a budget.
    pub fn source(&self, key: &str) -> &str {
        self.sources.get(key).map_or("Traverse's runtime", |source| source)
    }
}
