//! The manifest as TOML, with the additions that Traverse's has no fields for.

use checker::model::digest::{fnv1a64, is_zero, sha256};
use checker::model::document::{Node, Value};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use super::boundary::{ADAPTER, surface};
use super::{Notes, Package};

const OLD: &str = "workflow_refs";
const NEW: &str = "known_compositions";

pub(super) fn toml(package: &Package<'_>, notes: &mut Notes) -> String {
    let root = &package.manifest.root;
    let mut document = DocumentMut::new();
    for entry in root.entries() {
        let key = match &*entry.key {
            OLD if root.get(NEW).is_some() => continue,
            OLD => NEW,
            key => key,
        };
        // An empty list says what no list says.
        if !matches!(&entry.node.value, Value::List(items) if items.is_empty()) {
            let item =
                if key == "model_dependencies" { models(&entry.node) } else { item(&entry.node) };
            document.extend(item.map(|item| (key, item)));
        }
    }
    if let (Some(old), Some(new)) = (root.get(OLD), root.get(NEW))
        && old.to_json() != new.to_json()
    {
        notes.todo.push(format!(
            "manifest.toml: `{OLD}` and `{NEW}` differed, which Traverse refuses; `{OLD}` was left out: see that `{NEW}` holds"
        ));
    }
    set(&mut document, "capability_ref", "contract_path", value("contract.json"));
    if !package.traverse.entry.is_empty() {
        set(&mut document, "source", "path", value(&*package.traverse.entry));
    }
    set(&mut document, "binary", "path", value(format!("{}.wasm", package.name)));
    let recorded = package.text(&["binary", "expected_digest"]);
    let elsewhere = package.is_built_here() && !recorded.is_empty();
    if is_zero(recorded) || elsewhere {
        let binary = document.get_mut("binary").and_then(Item::as_table_mut);
        binary.map(|binary| binary.remove("expected_digest"));
        notes.left_out.push(match elsewhere && !is_zero(recorded) {
            true => format!("manifest.json: `{recorded}`, of a module that another build made"),
            false => format!("manifest.json: `{recorded}`, the digest of nothing that exists"),
        });
    }
    if let Some(module) = &package.traverse.module {
        // Bytes that are not those that were recorded are nothing to record.
        let digest = sha256(module);
        if [&fnv1a64(module), &digest].iter().any(|known| **known == recorded) {
            let mut digests = Table::new();
            digests.insert(package.builder, value(digest));
            set(&mut document, "binary", "digests", Item::Table(digests));
        }
    }
    let mut boundary = Table::new();
    boundary.insert("surface", value(surface(package)));
    boundary.insert("document", value("BOUNDARY.md"));
    boundary.insert("adapters", value(Array::from_iter([ADAPTER])));
    let mut governance = Table::new();
    governance.insert("schema", value(1));
    governance.insert("boundary", Item::Table(boundary));
    document.insert("governance", Item::Table(governance));
    document.to_string()
}

/// In a table that is there: what is missing, or no table, is told as that.
fn set(document: &mut DocumentMut, table: &str, key: &str, item: Item) {
    if let Some(table) = document.get_mut(table).and_then(Item::as_table_mut) {
        table.insert(key, item);
    }
}

/// Traverse's guide shows names alone; its loader takes none but tables.
fn models(node: &Node) -> Option<Item> {
    let tables = node.items().iter().map(|model| match model.as_str() {
        Some(name) => {
            let mut table = Table::new();
            table.insert("interface", value(name));
            table.insert("purpose", value("replace-me: what the package uses the model for"));
            table
        }
        None => table(model),
    });
    Some(Item::ArrayOfTables(ArrayOfTables::from_iter(tables)))
}

/// With headers, as people write it. TOML has no null.
fn item(node: &Node) -> Option<Item> {
    let is_object = |node: &Node| matches!(node.value, Value::Object(_));
    Some(match &node.value {
        Value::Object(_) => Item::Table(table(node)),
        Value::List(items) if items.iter().all(is_object) => {
            Item::ArrayOfTables(ArrayOfTables::from_iter(items.iter().map(table)))
        }
        _ => Item::Value(plain(node)?),
    })
}

fn table(node: &Node) -> Table {
    let entries = node.entries().iter();
    entries.filter_map(|entry| Some((entry.key.clone(), item(&entry.node)?))).collect()
}

fn plain(node: &Node) -> Option<toml_edit::Value> {
    Some(match &node.value {
        Value::Null => return None,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => match number.as_i64() {
            Some(number) => number.into(),
            None => number.as_f64()?.into(),
        },
        Value::Text(text) | Value::Date(text) => text.into(),
        Value::List(items) => Array::from_iter(items.iter().filter_map(plain)).into(),
        Value::Object(entries) => {
            let entries =
                entries.iter().filter_map(|entry| Some((&*entry.key, plain(&entry.node)?)));
            InlineTable::from_iter(entries).into()
        }
    })
}
