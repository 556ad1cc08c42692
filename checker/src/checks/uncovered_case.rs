//! `uncovered-case`: a contract's use cases show not all of what it promises.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use super::unknown_field::listed;
use super::{Check, Run};
use crate::model::at::At;
use crate::model::contract::Contract;
use crate::model::document::{Document, Entry, Node, Value};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "uncovered-case",
        summary: "A contract's use cases show not all of the values that it promises to handle.",
        page: include_str!("../../../docs/codes/uncovered-case.md"),
    },
    run: Run::Contract(run),
};

/// More values than these are counted.
const NAMED: usize = 8;

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let Some(document) = contract.document else { return vec![] };
    let told = document.get(&["use_cases"]);
    // A document that is no object has nothing at all, and what is no list is told as that.
    if !matches!(document.root.value, Value::Object(_)) {
        return vec![];
    }
    if told.is_some_and(|told| !matches!(told.value, Value::List(_))) {
        return vec![];
    }
    let cases = told.map_or(&[][..], Node::items);
    if cases.is_empty() {
        return vec![no_cases(document)];
    }
    let examples = |key: &str| cases.iter().filter_map(|case| case.get(key)).collect::<Vec<_>>();
    // What is asked for and what is chosen from has to be shown; of the answers, what callers
    // decide by.
    let inputs = Cover { document, wanted: |_| true, required: true, missing: Places::default() };
    let outputs = Cover {
        document,
        wanted: |key| matches!(key, "reason_code" | "status"),
        required: false,
        missing: Places::default(),
    };
    [
        inputs.finding("inputs", "input_example", &examples("input_example")),
        outputs.finding("outputs", "output_example", &examples("output_example")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn no_cases(document: &Document<'_>) -> Finding {
    let entry = document.entry(&["use_cases"]).or_else(|| document.entry(&["outputs"]));
    let place = entry.map_or(Place::file(document.name), |entry| document.place(entry.key_span));
    Finding::new(&CHECK.code, "the contract has no use case")
        .label(place, "no example shows what the capability is for")
        .help("add an input with its output: `\"use_cases\": [{ \"scenario\": \"A clerk asks for a price.\", \"input_example\": {}, \"output_example\": {}, \"happy\": true }]`")
}

struct Cover<'a> {
    document: &'a Document<'a>,
    /// Whether the values of a property have to be shown, by the property's name.
    wanted: fn(&str) -> bool,
    /// Whether required properties have to be shown.
    required: bool,
    missing: Places<'a>,
}

impl<'a> Cover<'a> {
    fn finding(mut self, side: &str, examples_key: &str, examples: &[&Node]) -> Option<Finding> {
        let schema = self.document.entry(&[side, "schema"])?;
        self.schema(schema, &At::Root, "", examples);
        let places = match self.missing.len() {
            0 => return None,
            1 => "one place".to_owned(),
            number => format!("{number} places"),
        };
        let finding = Finding::new(
            &CHECK.code,
            format!("the use cases don't show all that `{side}` allows, in {places}"),
        );
        let help = format!("add use cases whose `{examples_key}` has them");
        Some(self.missing.label(finding).help(help))
    }

    /// `path` is where the examples stand in the whole value, `key` the last property on the way.
    fn schema(&mut self, entry: &'a Entry, path: &At<'_>, key: &str, examples: &[&Node]) {
        let node = &entry.node;
        if (self.wanted)(key) {
            self.values(entry, path, examples);
        }
        let required: BTreeSet<_> = texts(node.get("required")).collect();
        // Of every example the values by key: long examples of long schemas are searched once.
        let mut by_key: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
        for entry in examples.iter().flat_map(|example| example.entries()) {
            by_key.entry(&entry.key).or_default().push(&entry.node);
        }
        for property in node.get("properties").map_or(&[][..], Node::entries) {
            let key = &*property.key;
            let path = At::Key(path, key);
            let inner = by_key.remove(key).unwrap_or_default();
            if self.required && inner.is_empty() && !examples.is_empty() && required.contains(key) {
                let place = self.document.place(property.key_span);
                let missing = || format!("no example has `{path}`, which is required");
                self.missing.push(place, missing);
            }
            self.schema(property, &path, key, &inner);
        }
        if let Some(items) = node.entry("items") {
            let inner: Vec<_> = examples.iter().flat_map(|example| example.items()).collect();
            self.schema(items, &At::Items(path), key, &inner);
        }
    }

    fn values(&mut self, entry: &'a Entry, path: &At<'_>, examples: &[&Node]) {
        let Some(choices) = entry.node.get("enum") else { return };
        let shown: BTreeSet<_> = examples.iter().filter_map(|example| example.as_str()).collect();
        let missing: Vec<_> =
            texts(Some(choices)).filter(|choice| !shown.contains(choice)).collect();
        if missing.is_empty() {
            return;
        }
        let place = self.document.place(choices.span);
        self.missing.push(place, || {
            let what = match path {
                At::Root => String::new(),
                path => format!("`{path}` "),
            };
            let named = match &missing[..] {
                _ if shown.is_empty() => "any of its values".to_owned(),
                [first @ .., _, _] if first.len() > NAMED => {
                    format!("{} and {} others", listed(&missing[..NAMED]), missing.len() - NAMED)
                }
                missing => listed(missing),
            };
            format!("no example shows {what}as {named}")
        });
    }
}

fn texts(list: Option<&Node>) -> impl Iterator<Item = &str> {
    list.map_or(&[][..], Node::items).iter().filter_map(Node::as_str)
}
