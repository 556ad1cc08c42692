//! What flows in a workflow, in the profile `strict`: each line is one or more changes of the base, and the
//! codes that are found, each as often as it is. One mistake is one finding.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use std::fs;
use std::path::Path;

use checker::{Content, Input, Request, Role, judge};
use serde_json::{Value, json};

const FILES: [&str; 4] = ["workflow.json", "contract.json", "shout.json", "event.json"];

fn base() -> [Value; 4] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base");
    FILES.map(|name| {
        serde_json::from_str(&fs::read_to_string(folder.join(name)).expect("the base"))
            .expect("JSON")
    })
}

/// What the verdict finds of the codes that speak of what flows, and of those given besides.
fn found([workflow, contract, shout, event]: &[Value; 4], besides: &[&str]) -> Vec<String> {
    let texts = [workflow, contract, shout, event].map(Value::to_string);
    let input = |role, number: usize| Input {
        role,
        name: FILES[number],
        content: Content::Bytes(texts[number].as_bytes()),
    };
    let verdict = judge(&Request::Workflow {
        workflow: input(Role::Workflow, 0),
        contracts: vec![input(Role::Contract, 1), input(Role::Contract, 2)],
        events: vec![input(Role::Event, 3)],
    });
    let codes = verdict.findings.into_iter().map(|finding| finding.code);
    let known = ["edge-type-mismatch", "incompatible-flow", "dead-end", "unreachable-node"];
    codes.filter(|code| known.iter().chain(besides).any(|known| known == code)).collect()
}

/// What `demo.greet` gives, and what `demo.shout` reads.
fn between(given: &Value, wanted: &Value) -> Vec<String> {
    let mut files = base();
    files[1]["outputs"]["schema"]["properties"]["greeting"] = given.clone();
    files[2]["inputs"]["schema"]["properties"]["greeting"] = wanted.clone();
    found(&files, &[])
}

fn inside(schema: &Value) -> Value {
    json!({ "type": "object", "required": ["a"], "properties": { "a": schema }, "additionalProperties": false })
}

#[test]
fn what_a_schema_allows_and_another_does_not() {
    let fits = [
        (json!({ "type": "integer" }), json!({ "type": "number" })),
        (json!({ "type": "string" }), json!({ "type": ["string", "null"] })),
        (json!({ "enum": [1.0] }), json!({ "enum": [1] })),
        (json!({ "enum": [1, 2.0] }), json!({ "type": "integer", "maximum": 2 })),
        (json!({ "type": "string" }), json!({ "type": "string", "enum": ["x"] })),
        (json!({ "type": "string" }), json!({ "type": "string", "minLength": 0 })),
        (json!({ "type": "null" }), json!({ "type": ["string", "null"], "minLength": 1 })),
        (
            json!({ "type": "integer", "exclusiveMinimum": 0 }),
            json!({ "type": "integer", "minimum": 1 }),
        ),
        (
            json!({ "type": "integer", "minimum": 1 }),
            json!({ "type": "integer", "exclusiveMinimum": 0 }),
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
            json!({ "type": "object", "additionalProperties": { "type": "number" } }),
        ),
        (json!({ "type": "object" }), inside(&json!({ "type": "string" }))),
    ];
    for (given, wanted) in fits {
        let found = between(&inside(&given), &inside(&wanted));
        assert!(found.is_empty(), "{given} -> {wanted}: {found:?}");
    }
    let misfits = [
        (json!({ "type": "number" }), json!({ "type": "integer" })),
        (json!({ "type": ["string", "null"] }), json!({ "type": "string" })),
        (json!({ "enum": [1.5] }), json!({ "type": "integer" })),
        (json!({ "enum": ["long"] }), json!({ "type": "string", "maxLength": 3 })),
        (json!({ "type": "integer" }), json!({ "type": "integer", "maximum": 10 })),
        (
            json!({ "type": "number", "minimum": 0 }),
            json!({ "type": "number", "exclusiveMinimum": 0 }),
        ),
        (
            json!({ "type": "number", "exclusiveMinimum": 0 }),
            json!({ "type": "number", "minimum": 1 }),
        ),
        (
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 0 }),
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            json!({ "type": "object", "additionalProperties": false }),
        ),
    ];
    for (given, wanted) in misfits {
        let found = between(&inside(&given), &inside(&wanted));
        assert_eq!(found, ["incompatible-flow"], "{given} -> {wanted}");
    }
}

/// Where Traverse compares nothing, only what cannot fit is told.
#[test]
fn inputs_that_are_not_described() {
    for inputs in [
        json!({ "type": "object" }),
        json!({ "required": ["name"], "properties": { "name": { "type": "string" } } }),
    ] {
        for (given, wanted, codes) in [
            (json!("integer"), json!("number"), &[][..]),
            (json!("string"), json!(["string", "null"]), &[]),
            (json!("string"), json!("integer"), &["incompatible-flow"]),
        ] {
            let mut files = base();
            files[0]["inputs"]["schema"] = inputs.clone();
            files[1]["outputs"]["schema"]["properties"]["greeting"] = json!({ "type": given });
            files[2]["inputs"]["schema"]["properties"]["greeting"] = json!({ "type": wanted });
            assert_eq!(found(&files, &[]), codes, "{inputs}: {given} -> {wanted}");
        }
    }
    let mut files = base();
    files[0]["inputs"]["schema"] =
        json!({ "required": ["name"], "properties": { "name": { "type": "integer" } } });
    assert_eq!(found(&files, &[]), ["incompatible-flow"]);
}

#[test]
fn one_mistake_is_one_finding() {
    let changed = |change: &dyn Fn(&mut [Value; 4])| {
        let mut files = base();
        change(&mut files);
        found(&files, &["ambiguous-edge", "duplicate-item", "event-not-emitted", "unknown-event"])
    };
    let codes = changed(&|files| files[2]["inputs"]["schema"]["properties"] = json!([]));
    assert!(codes.is_empty(), "{codes:?}");
    let codes = changed(&|files| {
        let edge = files[0]["edges"][0].clone();
        files[0]["edges"].as_array_mut().expect("edges").push(edge);
    });
    assert_eq!(codes, ["duplicate-item"]);
    assert_eq!(changed(&|files| files[0]["edges"] = json!([])), ["unreachable-node"]);
    let codes = changed(&|files| files[0]["output_projection"] = json!(["lod"]));
    assert_eq!(codes, ["incompatible-flow"]);
    let codes = changed(&|files| {
        files[0]["nodes"][0]["output"]["to_workflow_state"] = json!(["greting"]);
        files[0]["output_projection"] = json!([]);
    });
    assert_eq!(codes, ["edge-type-mismatch"]);
    let codes = changed(&|files| {
        files[1]["outputs"]["schema"]["properties"]["greeting"] =
            json!({ "type": ["string", "null"] });
    });
    assert_eq!(codes, ["edge-type-mismatch"]);
    let codes = changed(&|files| files[0]["terminal_nodes"] = json!(["greet"]));
    assert_eq!(codes, ["dead-end"]);
}

/// A node that can never run makes nothing, and is told as that.
#[test]
fn what_a_node_makes_that_never_runs() {
    let mut files = base();
    let mut again = files[0]["nodes"][0].clone();
    again["node_id"] = json!("again");
    files[0]["nodes"].as_array_mut().expect("nodes").push(again);
    files[0]["nodes"][0]["output"]["to_workflow_state"] = json!([]);
    let edge = json!({ "edge_id": "e", "from": "again", "to": "shout", "trigger": "direct" });
    files[0]["edges"].as_array_mut().expect("edges").push(edge);
    assert_eq!(found(&files, &[]), ["unreachable-node"]);
}

/// All values that may come are compared, not the last in some order alone.
#[test]
fn values_of_several_branches() {
    let mut files = base();
    let text = inside(&json!({ "type": "string" }));
    files[1]["emits"] = json!([{ "event_id": "demo.greeted", "version": "1.0.0" }]);
    files[0]["inputs"]["schema"]["required"] = json!(["name", "greeting"]);
    files[0]["inputs"]["schema"]["properties"]["greeting"] = inside(&json!({ "type": "integer" }));
    files[1]["outputs"]["schema"]["properties"]["greeting"] = text.clone();
    files[2]["inputs"]["schema"]["properties"]["greeting"] = text;
    // Every run goes through `greet`, whose value replaces the input.
    assert!(found(&files, &[]).is_empty());
    // One way goes past the node that replaces it.
    let mut start = files[0]["nodes"][0].clone();
    start["node_id"] = json!("a-start");
    start["output"]["to_workflow_state"] = json!([]);
    files[0]["nodes"].as_array_mut().expect("nodes").push(start);
    files[0]["start_node"] = json!("a-start");
    let event = json!({ "event_id": "demo.greeted", "version": "1.0.0" });
    let edges = files[0]["edges"].as_array_mut().expect("edges");
    edges.push(json!({ "edge_id": "on", "from": "a-start", "to": "greet", "trigger": "direct" }));
    edges.push(json!({ "edge_id": "past", "from": "a-start", "to": "shout", "trigger": "event", "event": event }));
    assert_eq!(found(&files, &[]), ["incompatible-flow"]);
}

#[test]
fn predicates() {
    for (field, equals, codes) in [
        ("name", json!("Ada"), &[][..]),
        ("payload.name", json!("Ada"), &[]),
        ("payload", json!({ "name": "Ada" }), &[]),
        ("size.wide", json!(1.0), &[]),
        ("free.anything", json!(5), &[]),
        ("map.key", json!(true), &[]),
        ("map.key", json!(5), &["incompatible-flow"]),
        ("size.wide", json!(2), &["incompatible-flow"]),
        ("size.high", json!(2), &["incompatible-flow"]),
        ("name.first", json!("Ada"), &["incompatible-flow"]),
        ("payload", json!(5), &["incompatible-flow"]),
    ] {
        let mut files = base();
        let event = json!({ "event_id": "demo.greeted", "version": "1.0.0" });
        files[1]["emits"] = json!([event.clone()]);
        files[0]["edges"][0]["trigger"] = json!("event");
        files[0]["edges"][0]["event"] = event;
        files[0]["edges"][0]["predicate"] = json!({ "field": field, "equals": equals.clone() });
        let properties = &mut files[3]["payload"]["schema"]["properties"];
        properties["size"] = json!({ "type": "object", "properties": { "wide": { "enum": [1] } }, "additionalProperties": false });
        properties["map"] =
            json!({ "type": "object", "additionalProperties": { "type": "boolean" } });
        properties["free"] = json!({ "type": "object" });
        assert_eq!(found(&files, &[]), codes, "{field} = {equals}");
    }
}
