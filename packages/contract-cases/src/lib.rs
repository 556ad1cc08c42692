//! Holds a decision to its contract and its cases, natively: `NAME.test` does the same with the core
//! module, and this answers while the code is written.
#![allow(clippy::unwrap_used, reason = "only tests call this; what they read is their own")]

mod world;

use std::collections::BTreeSet;

use serde_json::Value;

pub use world::World;

/// A package's decision, and what it is held to.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The text of `contract.json`.
    pub contract: &'a str,
    /// The texts of `cases/*.json`.
    pub cases: &'a [&'a str],
    /// The decision of a use case that counts as happy.
    pub happy: &'a str,
    /// From the bytes of an input to the answer.
    pub decide: fn(&[u8], &mut World) -> Value,
}

impl Subject<'_> {
    pub fn gives_every_output_example(&self) {
        let mocked = self.cases();
        for use_case in self.use_cases() {
            let scenario = &use_case["scenario"];
            let case = mocked.iter().find(|case| case["use_case"] == *scenario);
            let (output, _) = self.run(&use_case["input_example"], case.unwrap_or(&Value::Null));
            assert_eq!(output, use_case["output_example"], "{scenario}");
            assert_eq!(use_case["happy"], output["decision"] == self.happy, "{scenario}");
        }
    }

    pub fn gives_what_every_case_expects(&self) {
        let use_cases = self.use_cases();
        assert!(!self.cases.is_empty());
        for case in self.cases() {
            let name = &case["name"];
            let used = use_cases.iter().find(|other| other["scenario"] == case["use_case"]);
            assert_eq!(used.is_some(), case.get("use_case").is_some(), "{name}");
            let input = used.map_or(&case["input"], |used| &used["input_example"]);
            let (output, events) = self.run(input, &case);
            let expected = case.get("events").and_then(Value::as_array).cloned();
            assert_eq!(events, expected.unwrap_or_default(), "{name}");
            if used.is_none() {
                meets(&output, &case["expect"], name);
            }
        }
    }

    /// `known` are the codes that the code knows.
    pub fn has_the_reason_codes_of_its_contract(&self, known: &[Value]) {
        let codes = |values: &[Value]| BTreeSet::from_iter(values.iter().map(Value::to_string));
        let contract = self.contract();
        let outputs = &contract["outputs"]["schema"]["properties"];
        assert_eq!(codes(known), codes(outputs["reason_code"]["enum"].as_array().unwrap()));
        let use_cases = self.use_cases();
        let shown = use_cases.iter().map(|case| case["output_example"]["reason_code"].clone());
        assert_eq!(codes(known), codes(&shown.collect::<Vec<_>>()));
    }

    /// `near` looks like a request and is none. The answer to no request names nothing: `id` is null.
    pub fn calls_malformed_whatever_is_no_request(&self, near: &str, id: &str) {
        let too_long = " ".repeat(1 << 16);
        for input in ["", "{", "{} {}", "null", "[]", "\u{0}", near, &too_long] {
            let output = (self.decide)(input.as_bytes(), &mut World::default());
            assert_eq!(output["reason_code"], "malformed_request", "{input:?}");
            assert_ne!(output["decision"], self.happy, "{input:?}");
            assert_eq!(output[id], Value::Null, "{input:?}");
        }
    }

    /// `extra` are entries, `"key":value`, each too many in the input of the first use case.
    pub fn calls_malformed_what_has_an_entry_too_many(&self, extra: [&str; 2]) {
        let text = self.use_cases()[0]["input_example"].to_string();
        for extra in extra {
            let input = text.replacen('{', &format!("{{{extra},"), 1);
            let output = (self.decide)(input.as_bytes(), &mut World::default());
            assert_eq!(output["reason"], "The request does not match the input schema.", "{extra}");
        }
    }

    fn run(&self, input: &Value, case: &Value) -> (Value, Vec<Value>) {
        let mut world = World::of(case);
        let output = (self.decide)(input.to_string().as_bytes(), &mut world);
        (output, world.into_events())
    }

    fn contract(&self) -> Value {
        serde_json::from_str(self.contract).unwrap()
    }

    fn use_cases(&self) -> Vec<Value> {
        self.contract()["use_cases"].as_array().unwrap().clone()
    }

    fn cases(&self) -> Vec<Value> {
        self.cases.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
    }
}

fn meets(output: &Value, expect: &Value, name: &Value) {
    if let Some(expected) = expect.get("output") {
        assert_eq!(output, expected, "{name}");
    } else if let Some(pointers) = expect.get("pointers") {
        for (pointer, expected) in pointers.as_object().unwrap() {
            assert_eq!(output.pointer(pointer), Some(expected), "{name}: {pointer}");
        }
    } else {
        // Hosts refuse what the schema does not take before they start a guest; one that does not
        // is answered all the same.
        assert_eq!(expect["failure"], "input-violates-schema", "{name}");
        assert_eq!(output["reason_code"], "malformed_request", "{name}");
    }
}
