//! The policy, split in two so that a change of a level reaches no verdict.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use globset::{Glob, GlobSet};
use serde::{Deserialize, Serialize};

use super::phrases::Phrases;
use crate::vendors::Names;

/// What verdicts depend on. It holds no positions: moving lines of the policy re-runs nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    pub kind: String,
    pub schema: u64,
    pub imports: Imports,
    pub access: Access,
    pub boundary: Boundary,
    pub budgets: Budgets,
    pub models: Models,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// The constraints that an approved exception may open.
    pub by_exception: Sourced<Vec<String>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boundary {
    /// Globs over runs of words that speak of what only some hosts have.
    pub host_bound: Sourced<Vec<String>>,
    /// What `host_bound` finds: one policy judges many packages.
    #[serde(skip)]
    phrases: OnceLock<Option<Phrases>>,
}

impl Boundary {
    pub fn new(host_bound: Sourced<Vec<String>>) -> Self {
        Self { host_bound, phrases: OnceLock::new() }
    }

    /// None if the policy lists nothing.
    pub fn phrases(&self) -> Option<&Phrases> {
        self.phrases.get_or_init(|| Phrases::of(&self.host_bound.value)).as_ref()
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imports {
    pub allowed: Sourced<Vec<String>>,
    pub granted: Sourced<Vec<String>>,
    /// The globs of both, compiled: one policy judges many imports.
    #[serde(skip)]
    sets: [OnceLock<GlobSet>; 2],
}

impl Imports {
    pub fn new(allowed: Sourced<Vec<String>>, granted: Sourced<Vec<String>>) -> Self {
        Self { allowed, granted, sets: [OnceLock::new(), OnceLock::new()] }
    }

    /// Whether the workspace wants `module::name` at all.
    pub fn allows(&self, name: &str) -> bool {
        self.sets[0].get_or_init(|| globs(&self.allowed.value)).is_match(name)
    }

    /// Whether every package is granted `module::name`.
    pub fn grants(&self, name: &str) -> bool {
        self.sets[1].get_or_init(|| globs(&self.granted.value)).is_match(name)
    }
}

/// A policy's globs were checked when it was read.
fn globs(list: &[String]) -> GlobSet {
    GlobSet::new(list.iter().filter_map(|glob| Glob::new(glob).ok())).unwrap_or_default()
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    pub memory_pages: Sourced<u64>,
    pub module_bytes: Sourced<u64>,
    pub table_elements: Sourced<u64>,
    // What follows bounds calls: verdicts carry it to whoever runs the module.
    pub fuel: Sourced<u64>,
    pub stdout_bytes: Sourced<u64>,
    pub wall_seconds: Sourced<u64>,
    pub proc_exit_ok: Sourced<bool>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Models {
    pub vendors: Sourced<Vec<String>>,
    /// What `vendors` finds.
    #[serde(skip)]
    pub(crate) names: OnceLock<Names>,
}

impl Models {
    pub fn new(vendors: Sourced<Vec<String>>) -> Self {
        Self { vendors, names: OnceLock::new() }
    }
}

/// A value and the file that set it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    pub source: String,
    pub value: T,
}

/// What gates depend on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    pub kind: String,
    pub schema: u64,
    /// For every code that the checker knows.
    pub levels: BTreeMap<String, Level>,
    pub exceptions: Vec<Exception>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Allow,
    Warn,
    Deny,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The policy that it stands in.
    pub source: String,
    pub code: String,
    pub package: String,
    pub reason: String,
    pub until: String,
}

pub const LISTS_KIND: &str = "governance_lists";
pub const LEVELS_KIND: &str = "governance_levels";
pub const SCHEMA: u64 = 1;

impl Level {
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warn),
            "deny" => Some(Self::Deny),
            _ => None,
        }
    }
}
