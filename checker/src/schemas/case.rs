//! The schema of cases. The runner reads them and the checker doesn't link it, so that what is said
//! here is held against the runner's own cases and messages by a test.

use serde_json::{Value, json};

/// How one run may end that a case can expect.
const FAILURES: &[&str] = &[
    "fuel-exhausted",
    "input-violates-schema",
    "memory-exhausted",
    "nonzero-exit",
    "output-not-json",
    "output-too-large",
    "output-violates-schema",
    "trap",
];

const MOCK_FAILURES: &[&str] = &["unbound", "unauthorized", "failed"];

pub(super) fn schema() -> Value {
    json!({
        "title": "case",
        "description": "One run of a microservice: an input, and what is expected of it. JSON.",
        "type": "object",
        "properties": {
            "name": text("what reports call the case"),
            "input": { "description": "the input, any JSON value" },
            "expect": expect(),
            "use_case": text("instead of `input` and `expect`: the scenario of one of the contract's use cases"),
            "mocks": {
                "type": "object",
                "description": "what the world answers meanwhile",
                "properties": { "connectors": { "type": "array", "items": mock() } },
                "additionalProperties": false,
            },
            "events": { "type": "array", "items": event(), "description": "the events that must be emitted, in this order; without it there must be none" },
            "unstable": { "type": "array", "items": pointer(), "description": "JSON pointers into the output at which two runs may differ" },
        },
        "required": ["name"],
        "additionalProperties": false,
        "if": { "required": ["use_case"] },
        "then": { "properties": { "input": false, "expect": false } },
        "else": { "required": ["input", "expect"] },
    })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "pattern": "\\S", "description": description })
}

fn pointer() -> Value {
    json!({ "type": "string", "pattern": "^(/|$)" })
}

fn expect() -> Value {
    json!({
        "type": "object",
        "description": "one of `output`, `pointers` and `failure`",
        "properties": {
            "output": { "description": "the whole output: this value and no other" },
            "pointers": {
                "type": "object",
                "propertyNames": pointer(),
                "description": "values at JSON pointers into the output, such as `/totals/net`",
            },
            "failure": { "enum": FAILURES, "description": "the code that this input has to end in" },
        },
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

fn mock() -> Value {
    json!({
        "type": "object",
        "properties": {
            "connector_id": text("the connector that is asked"),
            "operation": text("the operation that it is asked for"),
            "payload": { "description": "the payload of the request; any fits if it is left out" },
            "response": {
                "type": "object",
                "description": "what the connector answers",
                "properties": {
                    "result_class": text("the class of the result, such as `ok`"),
                    "payload": { "description": "what it answers with" },
                },
                "required": ["result_class", "payload"],
                "additionalProperties": false,
            },
            "failure": { "enum": MOCK_FAILURES, "description": "how asking it fails" },
        },
        "required": ["connector_id", "operation"],
        "oneOf": [{ "required": ["response"] }, { "required": ["failure"] }],
        "additionalProperties": false,
    })
}

fn event() -> Value {
    json!({
        "type": "object",
        "properties": {
            "event_id": text("the event's id"),
            "version": text("its exact semantic version"),
            "payload": { "description": "what it says" },
        },
        "required": ["event_id", "version"],
        "additionalProperties": false,
    })
}
