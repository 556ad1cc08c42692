//! The verdict's schema, and canonical JSON.

use serde::{Deserialize, Serialize};

use crate::model::module::ModuleFacts;

pub const KIND: &str = "governance_verdict";
pub const SCHEMA: u64 = 1;
/// A verdict is good for the checker that wrote it and no other.
pub const CHECKER: &str = env!("CARGO_PKG_VERSION");

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    pub kind: String,
    pub schema: u64,
    pub checker: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub builder: Option<String>,
    pub subject: Subject,
    pub inputs: Vec<InputRecord>,
    pub findings: Vec<Finding>,
    pub facts: Facts,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// `package`, `contract`, `workflow`, `event` or `model`.
    pub kind: String,
    pub id: Option<String>,
    pub version: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputRecord {
    pub role: String,
    pub name: String,
    /// None for a directory: it has no bytes.
    pub sha256: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub code: String,
    pub message: String,
    pub labels: Vec<Label>,
    pub help: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub file: String,
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Excerpt>,
}

/// A range of bytes with the lines to show it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    pub start: usize,
    pub end: usize,
    pub line: usize,
    pub column: usize,
    pub excerpt: String,
    pub excerpt_start: usize,
    pub excerpt_line: usize,
}

/// What the sealed manifest and later checks need.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<ModuleFacts>,
    /// The module's own sources (package only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<SourceRecord>>,
    /// The crates that the module links from elsewhere, as `name@version` (package only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crates: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    pub name: String,
    /// None for a directory: it has no bytes.
    pub sha256: Option<String>,
}

/// Sorted keys, two spaces, one newline at the end. `serde_json`'s map is sorted by itself.
pub fn canonical_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_value(value)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .expect("our own types serialize");
    text.push('\n');
    text
}
