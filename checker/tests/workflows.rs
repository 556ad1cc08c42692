//! Workflows of any size and shape: judged without recursion, in time that grows with their size.
#![expect(clippy::disallowed_methods, reason = "tests measure")]

use std::time::{Duration, Instant};

use checker::verdict::Verdict;
use checker::{Content, Input, Request, Role, judge};
use serde_json::{Value, json};

/// A workflow of so many nodes, `n0` first, with these edges.
fn workflow(nodes: usize, edges: &[(usize, usize)]) -> Value {
    let node = |number| {
        json!({
            "node_id": format!("n{number}"),
            "capability_id": "demo.copy",
            "capability_version": "1.0.0",
            "input": { "from_workflow_input": [format!("v{number}")] },
            "output": { "to_workflow_state": [format!("v{}", number + 1)] },
        })
    };
    let edge = |(number, (from, to)): (usize, &(usize, usize))| {
        json!({
            "edge_id": format!("e{number}"),
            "from": format!("n{from}"),
            "to": format!("n{to}"),
            "trigger": "direct",
        })
    };
    let object = |name: &str| json!({ "schema": { "type": "object", "properties": { name: { "type": "string" } }, "additionalProperties": false } });
    json!({
        "kind": "workflow_definition",
        "schema_version": "1.0.0",
        "id": "demo.line",
        "name": "line",
        "version": "1.0.0",
        "lifecycle": "active",
        "owner": { "team": "demo-team", "contact": "demo-team@example.com" },
        "summary": "Hands one text on from node to node.",
        "inputs": object("v0"),
        "outputs": object("v1"),
        "nodes": (0..nodes).map(node).collect::<Vec<_>>(),
        "edges": edges.iter().enumerate().map(edge).collect::<Vec<_>>(),
        "start_node": "n0",
        "terminal_nodes": [format!("n{}", nodes - 1)],
        "output_projection": ["v1"],
        "tags": [],
        "governing_spec": "007-workflow-registry-traversal",
    })
}

fn judged(workflow: &Value) -> (Verdict, Duration) {
    let text = workflow.to_string();
    let input =
        Input { role: Role::Workflow, name: "w.json", content: Content::Bytes(text.as_bytes()) };
    let start = Instant::now();
    let verdict = judge(&Request::Workflow { workflow: input, contracts: vec![], events: vec![] });
    (verdict, start.elapsed())
}

/// Judges a workflow of 4,000 nodes. It may take ten times as long as one of 1,000, and would take
/// sixteen times as long if time grew with the square: that holds on slow and busy machines too.
fn judged_large(workflow: impl Fn(usize) -> Value) -> Verdict {
    let small = workflow(1_000);
    let small = (0..3).map(|_| judged(&small).1).max().unwrap_or_default();
    // The best of three: one run alone may have been kept waiting.
    let large = workflow(1_000);
    let (verdict, first) = judged(&large);
    let large = (0..2).map(|_| judged(&large).1).fold(first, Duration::min);
    assert!(large < 10 * small, "{large:?} for 4,000 nodes, {small:?} for 1,000");
    verdict
}

fn found<'a>(verdict: &'a Verdict, code: &str) -> Vec<&'a str> {
    let findings = verdict.findings.iter().filter(|finding| finding.code == code);
    findings.map(|finding| &*finding.message).collect()
}

fn line(nodes: usize) -> Vec<(usize, usize)> {
    (1..nodes).map(|node| (node - 1, node)).collect()
}

#[test]
fn a_line_of_1_000_nodes() {
    let verdict = judged_large(|nodes| workflow(nodes, &line(nodes)));
    // No contract was given, so nothing is known of the capability; all else fits.
    let mut codes: Vec<_> = verdict.findings.iter().map(|finding| &*finding.code).collect();
    codes.dedup();
    assert_eq!(codes, ["unknown-capability"], "{:?}", verdict.findings);
}

#[test]
fn a_cycle_of_1_000_nodes() {
    let cycle = |nodes| {
        let mut edges = line(nodes);
        edges.push((nodes - 1, 0));
        workflow(nodes, &edges)
    };
    let shown = |nodes: usize| {
        format!(
            "{nodes} nodes form a cycle: `n0` → `n1` → `n2` → `n3` → `n4` → ({} more) → `n{}` → `n0`",
            nodes - 6,
            nodes - 1
        )
    };
    assert_eq!(found(&judged_large(cycle), "cyclic-workflow"), [shown(1_000)]);
    assert_eq!(found(&judged(&cycle(1_000)).0, "cyclic-workflow"), [shown(1_000)]);
}

#[test]
fn many_small_cycles_are_told_each() {
    let pairs = |nodes: usize| {
        let edges = (0..nodes / 2).map(|pair| (2 * pair, 2 * pair + 1));
        let edges: Vec<_> = edges.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        workflow(nodes, &edges)
    };
    assert_eq!(found(&judged(&pairs(20)).0, "cyclic-workflow").len(), 10);
    assert!(found(&judged_large(pairs), "cyclic-workflow").len() > 10);
}

#[test]
fn a_cycle_is_found_behind_a_tail_and_before_one() {
    let edges = [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4)];
    let (verdict, _) = judged(&workflow(6, &edges));
    assert_eq!(
        found(&verdict, "cyclic-workflow"),
        ["3 nodes form a cycle: `n1` → `n2` → `n3` → `n1`"]
    );
    assert_eq!(found(&verdict, "unreachable-node"), ["no way leads from `n0` to the node `n5`"]);
}

#[test]
fn edges_that_all_lead_nowhere() {
    let verdict = judged_large(|nodes| {
        let edges: Vec<_> = (0..nodes).map(|edge| (edge, edge + 20_000)).collect();
        workflow(nodes, &edges)
    });
    assert!(!found(&verdict, "dangling-edge").is_empty());
}

#[test]
fn inputs_that_all_come_from_nowhere() {
    let verdict = judged_large(|nodes| {
        let mut workflow = workflow(nodes, &line(nodes));
        for node in workflow["nodes"].as_array_mut().expect("nodes") {
            node["output"]["to_workflow_state"] = json!([]);
        }
        workflow
    });
    assert!(found(&verdict, "edge-type-mismatch").len() > 10, "{}", verdict.findings.len());
}
