//! A contract's use cases are cases too.

use checker::model::Document;
use checker::model::document::Node;
use serde_json::Value;

use super::{At, Case, Expect};

/// All use cases that have an input.
pub fn all<'a>(contract: &'a Document<'a>) -> Vec<Case<'a>> {
    let at = |index: usize, key: &str| format!("/use_cases/{index}/{key}");
    let nodes = nodes(contract).iter().enumerate();
    let case = |(index, node): (usize, &'a Node)| {
        Some(Case {
            name: format!("use case: {}", scenario(node)),
            document: contract,
            input: At {
                value: node.get("input_example")?.to_json(),
                pointer: at(index, "input_example"),
            },
            expect: At { value: expect(node), pointer: at(index, "output_example") },
            mocks: [].into(),
            mocks_at: String::new(),
            events: None,
            unstable: vec![],
            use_case: Some(index),
        })
    };
    nodes.filter_map(case).collect()
}

/// The use case of a scenario: its index, its input and what is expected.
pub(super) fn find(contract: &Document<'_>, scenario: &str) -> Option<(usize, Value, Expect)> {
    let (index, node) =
        nodes(contract).iter().enumerate().find(|(_, node)| self::scenario(node) == scenario)?;
    Some((index, node.get("input_example")?.to_json(), expect(node)))
}

pub(super) fn scenarios<'a>(contract: &'a Document<'_>) -> Vec<&'a str> {
    nodes(contract).iter().map(scenario).collect()
}

fn nodes<'a>(contract: &'a Document<'_>) -> &'a [Node] {
    contract.get(&["use_cases"]).map_or(&[], Node::items)
}

fn scenario(node: &Node) -> &str {
    node.get("scenario").and_then(Node::as_str).unwrap_or("without a scenario")
}

fn expect(node: &Node) -> Expect {
    node.get("output_example").map_or(Expect::Anything, |node| Expect::Output(node.to_json()))
}
