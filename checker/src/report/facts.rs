//! What a core module is, imports and exports: as a table for people, as JSON for programs.

use comfy_table::{Table, presets};
use serde_json::{Value, json};

use super::human::escape;
use crate::model::authority;
use crate::model::module::{Import, Module};
use crate::model::sections::Section;
use crate::verdict::canonical_json;

pub const KIND: &str = "module_facts";
pub const SCHEMA: u64 = 1;

/// The group that an import is granted with; none where no host offers it.
fn group(import: &Import) -> Option<&'static str> {
    authority::find(&import.module, &import.name).map(|function| function.group.name())
}

pub fn json(module: &Module<'_>, sections: &[Section]) -> String {
    let facts = &module.facts;
    let import = |import: &Import| {
        let mut value = json!(import);
        value["group"] = group(import).map_or(Value::Null, Value::from);
        value
    };
    canonical_json(&json!({
        "kind": KIND,
        "schema": SCHEMA,
        "name": module.name,
        "bytes": facts.bytes,
        "digests": facts.digests,
        "imports": facts.imports.iter().map(import).collect::<Vec<_>>(),
        "exports": facts.exports,
        "memories": facts.memories,
        "tables": facts.tables,
        "start": facts.start,
        "sections": sections,
    }))
}

pub fn human(module: &Module<'_>, sections: &[Section]) -> String {
    let facts = &module.facts;
    let mut text = format!(
        "{}: {} bytes\n{}\n{}\n",
        escape(module.name),
        facts.bytes,
        facts.digests.sha256,
        facts.digests.fnv1a64
    );
    let imports = facts.imports.iter().map(|import| {
        vec![
            format!("{}::{}", import.module, import.name),
            signature(import.kind.name(), import.signature.as_ref()),
            group(import).unwrap_or("offered by no host").to_owned(),
        ]
    });
    text += &table(["import", "signature", "group"], imports);
    let exports = facts.exports.iter().map(|export| {
        vec![export.name.clone(), signature(export.kind.name(), export.signature.as_ref())]
    });
    text += &table(["export", "signature"], exports);
    let pages = |(index, memory): (usize, &crate::model::module::Memory)| {
        vec![index.to_string(), memory.initial_pages.to_string(), bound(memory.maximum_pages)]
    };
    text += &table(
        ["memory", "pages at start", "at most"],
        facts.memories.iter().enumerate().map(pages),
    );
    let elements = |(index, table): (usize, &crate::model::module::Table)| {
        vec![index.to_string(), table.initial_elements.to_string(), bound(table.maximum_elements)]
    };
    text += &table(
        ["table", "elements at start", "at most"],
        facts.tables.iter().enumerate().map(elements),
    );
    if let Some(start) = facts.start {
        text += &format!("\nfunction {start} runs at instantiation\n");
    }
    let sizes =
        sections.iter().map(|section| vec![section.name.clone(), section.bytes.to_string()]);
    text + &table(["section", "bytes"], sizes)
}

fn signature(kind: &str, signature: Option<&String>) -> String {
    signature.cloned().unwrap_or_else(|| kind.to_owned())
}

fn bound(maximum: Option<u64>) -> String {
    maximum.map_or_else(|| "no bound".to_owned(), |maximum| maximum.to_string())
}

/// Nothing for no rows.
pub(super) fn table<const N: usize>(
    head: [&str; N],
    rows: impl Iterator<Item = Vec<String>>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(head);
    let mut rows =
        rows.map(|row| row.iter().map(|cell| escape(cell)).collect::<Vec<_>>()).peekable();
    if rows.peek().is_none() {
        return String::new();
    }
    table.add_rows(rows);
    let lines = table.to_string();
    let lines: String = lines.lines().map(|line| format!("{}\n", line.trim())).collect();
    format!("\n{lines}")
}
