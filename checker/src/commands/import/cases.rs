//! Requests as cases: each input once, with the expectation still to be accepted.

use std::collections::BTreeMap;

use checker::model::document::Node;
use checker::model::path::file_name;
use serde_json::{Value, json};

use super::super::folder::RelPath;
use super::{Notes, Package};

pub(super) fn of(package: &Package<'_>, notes: &mut Notes) -> BTreeMap<RelPath, String> {
    let version = package.text(&["capability_ref", "version"]);
    let capability = package.text(&["capability_ref", "id"]);
    let mut inputs = use_cases(package);
    let mut cases = BTreeMap::new();
    let (mut older, mut shown_already) = (vec![], vec![]);
    for given in &package.traverse.requests {
        let shown = &given.name;
        let Ok(request) = checker::parse(&given.input()) else {
            notes.left_out.push(format!("{shown}: it is no JSON"));
            continue;
        };
        let asked = request.text(&["intent", "capability_id"]).map(|text| text.value);
        if let Some(other) = asked.filter(|asked| *asked != capability) {
            notes.left_out.push(format!("{shown}: it asks for `{other}`"));
            continue;
        }
        let Some(input) = request.get(&["input"]) else {
            notes.left_out.push(format!("{shown}: it has no input"));
            continue;
        };
        let value = input.to_json();
        if let Some((_, same)) = inputs.iter().find(|(known, _)| *known == value) {
            match same {
                Some(file) => notes.left_out.push(format!("{shown}: {file} has the same input")),
                None => shown_already.push(shown.as_str()),
            }
            continue;
        }
        let stem = file_name(shown).trim_end_matches(".json");
        let file = (1..)
            .map(|number| match number {
                1 => format!("cases/{stem}.json"),
                _ => format!("cases/{stem}-{number}.json"),
            })
            .find(|file| !cases.contains_key(file))
            .unwrap_or_default();
        let asked = request.text(&["intent", "capability_version"]).map(|text| text.value);
        if let Some(asked) = asked.filter(|asked| *asked != version) {
            older.push(format!("{file} ({asked})"));
        }
        let name = file_name(&file).trim_end_matches(".json");
        // As it is written, numbers too: it is indented here as it is there.
        let text = &request.text[input.span.start..input.span.end];
        cases.insert(
            file.clone(),
            format!("{{\n  \"name\": {},\n  \"input\": {text}\n}}\n", json!(name)),
        );
        inputs.push((value, Some(file)));
    }
    if !shown_already.is_empty() {
        notes.left_out.push(format!(
            "{}: the contract's use cases have the same inputs, and are run as cases",
            shown_already.join(", ")
        ));
    }
    tell(package, cases.len(), &older, notes);
    cases
}

fn tell(package: &Package<'_>, count: usize, older: &[String], notes: &mut Notes) {
    if !older.is_empty() {
        notes.todo.push(format!(
            "{}: written for another version of the capability; see that they still hold",
            older.join(", ")
        ));
    }
    let accept = package.label(&format!("{}.accept", package.name));
    match count {
        0 => {}
        1 => notes.todo.push(format!(
            "cases/: what the one request has to be answered with is not known; `bazel run {accept}` writes what the microservice answers, for you to review"
        )),
        count => notes.todo.push(format!(
            "cases/: what {count} requests have to be answered with is not known; `bazel run {accept}` writes what the microservice answers, for you to review"
        )),
    }
}

/// The inputs of the contract's use cases: these are cases already.
fn use_cases(package: &Package<'_>) -> Vec<(Value, Option<RelPath>)> {
    let nodes = package.contract.and_then(|contract| contract.get(&["use_cases"]));
    let nodes = nodes.map_or(&[][..], Node::items).iter();
    nodes.filter_map(|node| Some((node.get("input_example")?.to_json(), None))).collect()
}
