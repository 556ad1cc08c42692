//! Holds the code to `contract.json`: its examples, its codes, and the files under `requests/`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{answer::ReasonCode, decide};

/// Each file under `requests/`, and what is decided about it.
const REQUESTS: [(&str, &str); 3] = [
    (include_str!("../requests/competitor-match-by-representative.json"), "escalate"),
    (include_str!("../requests/late-delivery-by-team-lead.json"), "allow"),
    (include_str!("../requests/representative-buys-for-himself.json"), "deny"),
];

fn contract() -> Value {
    serde_json::from_str(include_str!("../contract.json")).unwrap()
}

fn answer(input: &[u8]) -> Value {
    serde_json::to_value(decide::answer(input)).unwrap()
}

#[test]
fn every_use_case_gives_its_output_example() {
    let contract = contract();
    for case in contract["use_cases"].as_array().unwrap() {
        let output = answer(case["input_example"].to_string().as_bytes());
        assert_eq!(output, case["output_example"], "{}", case["scenario"]);
        assert_eq!(case["happy"], json!(output["decision"] == "allow"), "{}", case["scenario"]);
    }
}

#[test]
fn reason_codes_are_those_of_the_contract_and_each_has_a_use_case() {
    let contract = contract();
    let codes = |values: &[Value]| BTreeSet::from_iter(values.iter().map(Value::to_string));
    let known = codes(&ReasonCode::ALL.map(|code| json!(code)));
    let outputs = &contract["outputs"]["schema"]["properties"];
    assert_eq!(known, codes(outputs["reason_code"]["enum"].as_array().unwrap()));
    let cases = contract["use_cases"].as_array().unwrap();
    let shown: Vec<Value> =
        cases.iter().map(|case| case["output_example"]["reason_code"].clone()).collect();
    assert_eq!(known, codes(&shown));
}

#[test]
fn every_request_file_is_decided_as_stated() {
    for (request, decision) in REQUESTS {
        let output = answer(request.as_bytes());
        assert_eq!(output["decision"], decision, "{request}");
        assert_ne!(output["reason_code"], "malformed_request", "{request}");
    }
}

#[test]
fn whatever_is_no_request_is_denied_as_malformed() {
    let too_long = " ".repeat(16_385);
    for input in ["", "{", "{} {}", "null", "[]", "{\"request_id\": 1}", "\u{0}", &too_long] {
        let output = answer(input.as_bytes());
        assert_eq!(output["decision"], "deny", "{input:?}");
        assert_eq!(output["reason_code"], "malformed_request", "{input:?}");
        assert_eq!(output["request_id"], Value::Null, "{input:?}");
    }
}

#[test]
fn an_unknown_field_or_a_repeated_one_is_malformed() {
    let request: Value = serde_json::from_str(REQUESTS[0].0).unwrap();
    let text = request.to_string();
    for extra in [r#"{"urgent":true,"#, r#"{"request_id":"req-0","#] {
        let output = answer(text.replacen('{', extra, 1).as_bytes());
        assert_eq!(output["reason"], "The request does not match the input schema.", "{extra}");
    }
}
