//! The verdict's schema, and canonical JSON.

use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::to_raw_value;

use crate::model::module::ModuleFacts;
use crate::report::human::is_unseen;

pub const KIND: &str = "governance_verdict";
pub const SCHEMA: u64 = 1;
/// A verdict is good for the checker that wrote it and no other.
pub const CHECKER: &str = env!("CARGO_PKG_VERSION");

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub builder: Option<String>,
    pub checker: String,
    pub facts: Facts,
    pub findings: Vec<Finding>,
    pub inputs: Vec<InputRecord>,
    pub kind: String,
    pub schema: u64,
    pub subject: Subject,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub id: Option<String>,
    /// `package`, `contract`, `workflow`, `event` or `model`.
    pub kind: String,
    pub version: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputRecord {
    pub name: String,
    pub role: String,
    /// None for a directory: it has no bytes.
    pub sha256: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub code: String,
    pub help: Vec<String>,
    pub labels: Vec<Label>,
    pub message: String,
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
    pub column: usize,
    pub end: usize,
    pub excerpt: String,
    pub excerpt_line: usize,
    pub excerpt_start: usize,
    pub line: usize,
    pub start: usize,
}

/// What the sealed manifest and later checks need.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "on_one_line")]
    pub contract: Option<serde_json::Value>,
    /// The crates that the module links from elsewhere, as `name@version` (package only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crates: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "on_one_line")]
    pub event: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "on_one_line")]
    pub manifest: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "on_one_line")]
    pub model: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<ModuleFacts>,
    /// The module's own sources (package only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<SourceRecord>>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "on_one_line")]
    pub workflow: Option<serde_json::Value>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    pub name: String,
    /// None for a directory: it has no bytes.
    pub sha256: Option<String>,
}

/// A document's values are for the gate to read, and deep ones would be mostly indentation.
fn on_one_line<S: Serializer>(value: &impl Serialize, serializer: S) -> Result<S::Ok, S::Error> {
    to_raw_value(value).map_err(S::Error::custom)?.serialize(serializer)
}

impl Verdict {
    /// Canonical JSON, in which each document's values stand on one line. The fields of a verdict's own types are declared in the order of their names, so
    /// that no sorted copy of it has to be made: it may hold megabytes of documents.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("our own types serialize");
        text.push('\n');
        text
    }
}

/// Sorted keys, two spaces, one newline at the end; characters that nobody sees are written as
/// escapes. `serde_json`'s map is sorted by itself.
pub fn canonical_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_value(value)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .expect("our own types serialize");
    text.push('\n');
    if text.is_ascii() || !text.contains(is_unseen) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        // Only texts have such characters, and those of ASCII are escaped in them already.
        match is_unseen(c) {
            true => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                shown.push_str(&format!("\\u{unit:04x}"));
            }),
            false => shown.push(c),
        }
    }
    shown
}
