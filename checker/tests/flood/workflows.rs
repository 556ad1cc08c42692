//! Workflows and a contract beside them, each of which has very much of what the other names.

use super::documents::{VALUES, changed, repeated};
use super::{Flood, SCALE};

pub fn all(contract: &str) -> Vec<Flood> {
    let flood = |name, code, text: String| Flood::new(name, code, "workflow", text);
    let nowhere = repeated(5, |n| {
        format!("{{\"edge_id\":\"x{n}\",\"from\":\"n1\",\"to\":\"y{n}\",\"trigger\":\"direct\"}},")
    });
    let edges = format!("\"edges\":[{nowhere},");
    let alone = vec![
        flood("a cycle of 1,000 nodes", "cyclic-workflow", workflow(1000, true)),
        flood("a cycle of many nodes", "cyclic-workflow", workflow(VALUES / 15, true)),
        flood("a line of many nodes", "unknown-capability", workflow(VALUES / 15, false)),
        flood(
            "edges to nowhere",
            "dangling-edge",
            changed(&workflow(10, false), "\"edges\":[", &edges),
        ),
        flood("long names that are near", "dangling-edge", near()),
    ];
    alone.into_iter().chain(beside_contracts(contract)).collect()
}

/// Each of many nodes has to do with each of the many things that its capability's contract names.
fn beside_contracts(contract: &str) -> Vec<Flood> {
    let nodes = VALUES / 15;
    let texts = |number: usize| {
        let all: Vec<_> = (0..number).map(|number| format!("\"v{number}\"")).collect();
        all.join(",")
    };
    let names = texts(VALUES / 2);
    let same = |schema: &str, name: &str| {
        let old = format!("\"properties\": {{ \"{name}\": {{ \"type\": \"string\" }} }}");
        changed(contract, &old, &format!("\"properties\": {{ \"v0\": {schema} }}"))
    };
    let deep = |ty: &str| {
        let properties = repeated(4, |n| format!("\"p{n:05}\":{{\"type\":\"{ty}\"}},"));
        // The last alone is another.
        format!("{{\"properties\":{{{properties},\"z\":{{\"type\":\"{ty}\"}}}}}}")
    };
    let (has, reads) = (
        deep("string"),
        deep("string").replace("\"z\":{\"type\":\"string", "\"z\":{\"type\":\"number"),
    );
    let both = changed(
        &same(&reads, "name"),
        "\"properties\": { \"greeting\": { \"type\": \"string\" } }",
        &format!("\"properties\": {{ \"v0\": {has} }}"),
    );
    let emits = repeated(3, |n| format!("{{\"event_id\":\"e{n}\",\"version\":\"1.0.0\"}},"));
    let waits = |number| {
        format!("\"event\",\"event\":{{\"event_id\":\"x{number}\",\"version\":\"1.0.0\"}}")
    };
    vec![
        Flood::new(
            "names that nodes lack",
            "incompatible-flow",
            "workflow",
            line(nodes, "", "", |_| "\"direct\"".into()),
        )
        .and(
            "contract",
            changed(contract, "\"required\": [\"name\"]", &format!("\"required\": [{names}]")),
        ),
        Flood::new(
            "names that no capability reads",
            "edge-type-mismatch",
            "workflow",
            line(1, &texts(VALUES / 4), &texts(VALUES / 4), |_| String::new()),
        ),
        Flood::new(
            "names from nowhere",
            "edge-type-mismatch",
            "workflow",
            line(1, &texts(VALUES / 2), "\"greeting\"", |_| String::new()),
        ),
        Flood::new(
            "schemas that differ",
            "incompatible-flow",
            "workflow",
            line(nodes, "\"v0\"", "\"v0\"", |_| "\"direct\"".into()),
        )
        .and("contract", both),
        Flood::new(
            "names on very many branches",
            "incompatible-flow",
            "workflow",
            branches(VALUES / 40, 8),
        ),
        Flood::new(
            "maps of large objects",
            "incompatible-flow",
            "workflow",
            line(nodes, "\"v0\"", "\"v0\"", |_| "\"direct\"".into()),
        )
        .and("contract", maps(contract)),
        Flood::new(
            "events that are not emitted",
            "event-not-emitted",
            "workflow",
            line(VALUES / 20, "\"name\"", "", waits),
        )
        .and("contract", changed(contract, "\"emits\": []", &format!("\"emits\": [{emits}]"))),
    ]
}

const HEAD: &str = r#"{"kind":"workflow_definition","schema_version":"1.0.0","id":"demo.long","name":"long","version":"1.0.0","lifecycle":"active","owner":{"team":"t","contact":"c"},"summary":"One after the other.","inputs":{"schema":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}},"additionalProperties":false}},"outputs":{"schema":{"type":"object","properties":{},"additionalProperties":false}},"nodes":["#;

fn tail(start: &str, end: &str) -> String {
    format!(
        r#"],"start_node":"{start}","terminal_nodes":["{end}"],"tags":["long"],"governing_spec":"007-workflow-registry-traversal"}}"#
    )
}

fn node(id: &str, version: &str, input: &str, output: &str) -> String {
    format!(
        r#"{{"node_id":"{id}","capability_id":"demo.greet","capability_version":"{version}","input":{{"from_workflow_input":[{input}]}},"output":{{"to_workflow_state":[{output}]}}}}"#
    )
}

fn edge(number: usize, to: &str, trigger: &str) -> String {
    format!(r#"{{"edge_id":"e{number}","from":"n{number}","to":"{to}","trigger":{trigger}}}"#)
}

/// Nodes that all run one capability, one after the other.
fn line(nodes: usize, input: &str, output: &str, trigger: impl Fn(usize) -> String) -> String {
    let all = (0..nodes).map(|number| node(&format!("n{number}"), "1.0.0", input, output));
    let edges = (1..nodes).map(|next| edge(next - 1, &format!("n{next}"), &trigger(next)));
    let (all, edges): (Vec<_>, Vec<_>) = (all.collect(), edges.collect());
    let end = tail("n0", &format!("n{}", nodes - 1));
    [HEAD, &all.join(","), "],\"edges\":[", &edges.join(","), &end].concat()
}

/// Of two ways on from each node one goes past the next, and each puts names into the state that those
/// after it read.
fn branches(nodes: usize, names: usize) -> String {
    let texts = |node: usize| {
        let all: Vec<_> = (0..names).map(|name| format!("\"v{node}-{name}\"")).collect();
        all.join(",")
    };
    let all = (0..nodes).map(|number| {
        node(&format!("n{number}"), "1.0.0", &texts(number.saturating_sub(1)), &texts(number))
    });
    let event = "\"event\",\"event\":{\"event_id\":\"x\",\"version\":\"1.0.0\"}";
    let next = (1..nodes).map(|next| edge(next - 1, &format!("n{next}"), "\"direct\""));
    let past = (2..nodes).map(|next| {
        let edge = edge(next - 2, &format!("n{next}"), event);
        edge.replacen("\"e", "\"past", 2).replacen("\"pastdge_id", "\"edge_id", 1)
    });
    let (all, edges): (Vec<_>, Vec<_>) = (all.collect(), next.chain(past).collect());
    let end = tail("n0", &format!("n{}", nodes - 1));
    [HEAD, &all.join(","), "],\"edges\":[", &edges.join(","), &end].concat()
}

/// What stands for every key is as large as what it is compared with, both ways round.
fn maps(contract: &str) -> String {
    let properties = |schema: &str| {
        let all: Vec<_> = (0..VALUES / 12).map(|name| format!("\"p{name}\":{schema}")).collect();
        format!("{{{}}}", all.join(","))
    };
    let large = format!("{{\"properties\":{}}}", properties("{}"));
    let many = properties("{\"additionalProperties\":{}}");
    let given = format!("{{\"properties\":{many},\"additionalProperties\":{large}}}");
    let wanted = given.replacen("\"p", "\"q", VALUES / 12);
    let contract = changed(
        contract,
        "\"properties\": { \"name\": { \"type\": \"string\" } }",
        &format!("\"properties\": {{ \"v0\": {wanted} }}"),
    );
    changed(
        &contract,
        "\"properties\": { \"greeting\": { \"type\": \"string\" } }",
        &format!("\"properties\": {{ \"v0\": {given} }}"),
    )
}

/// Wrong names as long as those of the nodes.
fn near() -> String {
    let name = |start: &str, number: usize| format!("{start}{number:0190}");
    let nodes: Vec<_> =
        (0..800 / SCALE).map(|number| node(&name("node-", number), "1.0.0", "", "")).collect();
    let edges = (0..90).map(|number| edge(number, &name("edon-", number), "\"direct\""));
    let edges: Vec<_> = edges.collect();
    let (start, end) = (name("node-", 0), name("node-", 1));
    [HEAD, &nodes.join(","), "],\"edges\":[", &edges.join(","), &tail(&start, &end)].concat()
}

fn workflow(nodes: usize, cycle: bool) -> String {
    // Two thirds run what is given, the others what is not.
    let version =
        |number: usize| format!("{}.0.0", if number.is_multiple_of(3) { number + 2 } else { 1 });
    let all = (0..nodes).map(|number| {
        let output = format!("\"greeting{number}\"");
        node(&format!("n{number}"), &version(number), "\"name\"", &output)
    });
    let edges = (0..if cycle { nodes } else { nodes - 1 })
        .map(|number| edge(number, &format!("n{}", (number + 1) % nodes), "\"direct\""));
    let (all, edges): (Vec<_>, Vec<_>) = (all.collect(), edges.collect());
    let end = tail("n0", &format!("n{}", nodes - 1));
    [HEAD, &all.join(","), "],\"edges\":[", &edges.join(","), &end].concat()
}
