//! The profile `traverse-1.0` accepts the workflows that Traverse registers, and denies what it refuses:
//! each line below is one change of good documents.

#[path = "case/profile.rs"]
mod profile;

use checker::{Request, Role, judge, policy};
use profile::{base, changed, denied, input};

/// Model interfaces are ours: none of what is said of them is Traverse's.
const MODEL: &[(&str, &str, &[&str])] =
    &[("", "", &[]), ("\"id\": \"text.salute\"", "\"id\": \"Text.Salute\"", &[])];

const OPEN: &str = "\"type\": \"object\"";
const NAMED: &str = "\"type\": \"object\",\n      \"required\": [\"name\"],\n      \"properties\": { \"name\": { \"type\": \"string\" } },\n      \"additionalProperties\": false";
const GREETING: &str = "\"type\": \"object\",\n      \"required\": [\"greeting\"],\n      \"properties\": { \"greeting\": { \"type\": \"string\" } },\n      \"additionalProperties\": false";
const LOUD: &str = "\"type\": \"object\",\n      \"required\": [\"loud\"],\n      \"properties\": { \"loud\": { \"type\": \"string\" } },\n      \"additionalProperties\": false";

/// The file that is changed, what stands there, what is written instead, and what is denied then.
const WORKFLOWS: &[(&str, &str, &str, &[&str])] = &[
    ("workflow.json", "", "", &[]),
    ("workflow.json", "\"tags\": [\"greetings\"]", "\"tags\": [\"a\", \"a\"]", &[]),
    (
        "workflow.json",
        "\"output_projection\": [\"loud\"]",
        "\"output_projection\": [\"loud\", \"loud\"]",
        &[],
    ),
    (
        "workflow.json",
        "\"terminal_nodes\": [\"shout\"]",
        "\"terminal_nodes\": [\"shout\", \"shout\"]",
        &["duplicate-item"],
    ),
    // What flows is compared by names and types, in one order of all nodes.
    ("workflow.json", "[\"greeting\"] },", "[\"greting\"] },", &["edge-type-mismatch"]),
    ("contract.json", "[\"greeting\"]", "[]", &[]),
    (
        "workflow.json",
        "\"loud\": { \"type\": \"string\" }",
        "\"loud\": { \"type\": \"integer\" }",
        &[],
    ),
    ("workflow.json", "\"output_projection\": [\"loud\"],", "", &[]),
    (
        "workflow.json",
        "\"output_projection\": [\"loud\"]",
        "\"output_projection\": [\"bogus\"]",
        &[],
    ),
    ("workflow.json", "\"terminal_nodes\": [\"shout\"]", "\"terminal_nodes\": [\"greet\"]", &[]),
    (
        "shout.json",
        "{ \"greeting\": { \"type\": \"string\" } }",
        "{ \"greeting\": { \"type\": \"integer\" } }",
        &["edge-type-mismatch"],
    ),
    // Nothing is, where the workflow's inputs are not told as an object with properties.
    ("workflow.json", NAMED, OPEN, &[]),
    ("workflow.json", NAMED, "\"properties\": { \"name\": { \"type\": \"integer\" } }", &[]),
    ("workflow.json", NAMED, "\"type\": [\"object\"], \"properties\": {}", &[]),
    ("workflow.json", NAMED, "\"type\": \"object\", \"properties\": {}", &["edge-type-mismatch"]),
    // What is only required is not there, and neither is what has no type or several.
    (
        "workflow.json",
        "\"properties\": { \"name\": { \"type\": \"string\" } }",
        "\"properties\": {}",
        &["edge-type-mismatch"],
    ),
    (
        "workflow.json",
        "{ \"name\": { \"type\": \"string\" } }",
        "{ \"name\": { \"enum\": [\"Ada\"] } }",
        &["edge-type-mismatch"],
    ),
    (
        "shout.json",
        "{ \"loud\": { \"type\": \"string\" } }",
        "{ \"loud\": { \"type\": [\"string\", \"null\"] } }",
        &["edge-type-mismatch"],
    ),
    // All that comes from an open output is taken for objects; open inputs take everything.
    ("contract.json", GREETING, OPEN, &["edge-type-mismatch"]),
    (
        "contract.json",
        GREETING,
        "\"properties\": { \"greeting\": { \"type\": \"string\" } }",
        &["edge-type-mismatch"],
    ),
    ("shout.json", LOUD, OPEN, &[]),
    ("shout.json", GREETING, OPEN, &[]),
];

#[test]
fn workflows() {
    for (name, old, new, wanted) in WORKFLOWS {
        let text = |own: &str| match own {
            own if own == *name => changed(&base(own), (old, new)),
            own => base(own),
        };
        let (workflow, contract, shout) =
            (text("workflow.json"), text("contract.json"), text("shout.json"));
        let verdict = judge(&Request::Workflow {
            workflow: input(Role::Workflow, "p/workflow.json", workflow.as_bytes()),
            contracts: vec![
                input(Role::Contract, "p/contract.json", contract.as_bytes()),
                input(Role::Contract, "p/shout.json", shout.as_bytes()),
            ],
            events: vec![],
        });
        assert_eq!(denied(&verdict), *wanted, "{name}: {old} -> {new}");
    }
}

#[test]
fn models() {
    let lists = policy::builtin("traverse-1.0").0;
    for (old, new, wanted) in MODEL {
        let model = changed(&base("model.json"), (old, new));
        let model = input(Role::Model, "p/model.json", model.as_bytes());
        let verdict = judge(&Request::Model { model, lists: &lists });
        assert_eq!(denied(&verdict), *wanted, "{old} -> {new}");
    }
}
