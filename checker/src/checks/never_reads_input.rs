//! `never-reads-input`: the core module cannot read its input, so its output is always the same.

use super::{Check, Run};
use crate::model::authority::WASI;
use crate::model::document::{Node, Value};
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "never-reads-input",
        summary: "The core module imports nothing to read its input with.",
        page: include_str!("../../../docs/codes/never-reads-input.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(module) = package.sound_module() else { return vec![] };
    let reads =
        |import: &&crate::model::module::Import| import.module == WASI && import.name == "fd_read";
    // What does not even start is told as that.
    if module.facts.imports.iter().any(|import| reads(&import)) || module.export("_start").is_none()
    {
        return vec![];
    }
    let schema = package.contract.document.and_then(|document| {
        let entry = document.entry(&["inputs", "schema"])?;
        Some((document.place(entry.key_span), &entry.node))
    });
    if schema.is_some_and(|(_, schema)| takes_nothing(schema)) {
        return vec![];
    }
    let finding = Finding::new(&CHECK.code, "the core module never reads its input")
        .label(Place::file(module.name), format!("it does not import `{WASI}::fd_read`"));
    let finding = match schema {
        Some((place, _)) => finding.label(place, "its capability takes this"),
        None => finding,
    };
    vec![
        finding
            .help("read the input from standard input: in Rust `std::io::read_to_string(std::io::stdin())`")
            .help("if it takes none, say so in the contract: `\"inputs\": { \"schema\": { \"type\": \"object\", \"additionalProperties\": false } }`"),
    ]
}

/// Whether `{}` is the only input there is.
fn takes_nothing(schema: &Node) -> bool {
    let is_object = schema.get("type").and_then(Node::as_str) == Some("object");
    let closed = matches!(
        schema.get("additionalProperties").map(|node| &node.value),
        Some(Value::Bool(false))
    );
    let properties = schema.get("properties").map_or(&[][..], Node::entries);
    is_object && closed && properties.is_empty()
}
