//! What a verdict tells of a core module.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleFacts {
    pub bytes: u64,
    pub custom_sections: Vec<CustomSection>,
    pub digests: Digests,
    pub exports: Vec<Export>,
    pub imports: Vec<Import>,
    pub memories: Vec<Memory>,
    /// The index of the function that runs at instantiation, before any export.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    #[serde(default)]
    pub tables: Vec<Table>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digests {
    pub fnv1a64: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    pub kind: Kind,
    pub module: String,
    pub name: String,
    /// Of a function: `(i32, i32) -> (i32)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    pub kind: Kind,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Function,
    Global,
    Memory,
    Table,
    Tag,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Global => "global",
            Self::Memory => "memory",
            Self::Table => "table",
            Self::Tag => "tag",
        }
    }
}

/// Sizes are in pages of 64 KiB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    pub initial_pages: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_pages: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub initial_elements: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_elements: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomSection {
    pub bytes: u64,
    pub name: String,
}
