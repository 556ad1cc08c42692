//! `loose-schema`: a schema lets through what it does not describe.

use std::collections::BTreeSet;

use super::{Check, Run, places};
use crate::model::document::{Document, Node, Value};
use crate::model::schema::{Schema, schemas};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "loose-schema",
        summary: "A schema lets through what it does not describe.",
        page: include_str!("../../../docs/codes/loose-schema.md"),
    },
    run: Run::Several(&[
        Run::Contract(|contract| contract.document.map(run).unwrap_or_default()),
        Run::Workflow(|composition| run(composition.workflow.document)),
        Run::Event(|event| run(event.document)),
        Run::Model(|model, _| run(model.document)),
    ]),
};

fn run(document: &Document<'_>) -> Vec<Finding> {
    schemas(document).iter().filter_map(|tree| finding(document, tree)).collect()
}

/// One finding a schema: tightening it is one piece of work.
fn finding(document: &Document<'_>, tree: &[Schema<'_>]) -> Option<Finding> {
    let loose: Vec<_> = tree.iter().flat_map(|schema| looseness(document, schema)).collect();
    let root = tree.first().filter(|_| !loose.is_empty())?;
    let number =
        if loose.len() == 1 { "one place".into() } else { format!("{} places", loose.len()) };
    let finding = Finding::new(
        &CHECK.code,
        format!("`{}` lets through what it does not describe, in {number}", root.pointer),
    );
    let mut helps: Vec<_> = loose.iter().map(|(_, _, help)| *help).collect();
    helps.sort_unstable();
    helps.dedup();
    let loose = loose.into_iter().map(|(place, why, _)| (place, why)).collect();
    Some(helps.into_iter().fold(places::labelled(finding, loose), Finding::help))
}

const CLOSE: &str = "close an object: `\"additionalProperties\": false`";
const DESCRIBE: &str =
    "describe each value: `\"type\"`, an object's `\"properties\"`, an array's `\"items\"`";

fn looseness<'a>(
    document: &'a Document<'_>,
    schema: &Schema<'a>,
) -> Vec<(Place<'a>, String, &'static str)> {
    let Schema { path, key, node, .. } = schema;
    let what = if path.is_empty() { "it".to_owned() } else { format!("`{path}`") };
    let mut loose = vec![];
    if !matches!(node.value, Value::Object(_)) {
        return loose;
    }
    let types = schema.types();
    let has = |keyword: &str| node.get(keyword).is_some();
    let more = node.get("additionalProperties").map(|node| &node.value);
    let object = types.contains(&"object") || has("properties");
    if object && !has("properties") && !matches!(more, Some(Value::Object(_))) {
        loose.push((*key, format!("{what} is an object of anything"), DESCRIBE));
    } else if object && !matches!(more, Some(Value::Bool(false) | Value::Object(_))) {
        loose.push((*key, format!("{what} may have more keys than its properties"), CLOSE));
    }
    if types.contains(&"array") && !has("items") {
        loose.push((*key, format!("{what} is a list of anything"), DESCRIBE));
    }
    if !has("type") && !has("enum") && !object {
        loose.push((*key, format!("{what} may be anything"), DESCRIBE));
    }
    // A property that is asked for and not described may hold anything.
    let properties = node.get("properties").map_or(&[][..], Node::entries);
    let described: BTreeSet<_> = properties.iter().map(|property| &*property.key).collect();
    for item in node.get("required").map_or(&[][..], Node::items) {
        let Some(name) = item.as_str() else { continue };
        if object && has("properties") && !described.contains(name) {
            let place = document.place(item.span);
            loose.push((
                place,
                format!("{what} requires `{name}`, which it does not describe"),
                DESCRIBE,
            ));
        }
    }
    loose
}
