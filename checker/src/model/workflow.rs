//! A workflow's nodes and edges, and where they stand; what lacks a name is left out: then there is
//! a finding about that already.

use std::collections::{HashMap, HashSet};

use super::document::{Document, Node, Text, Value};
use super::placeholder::is_placeholder;

#[derive(Debug)]
pub struct Workflow<'a> {
    pub document: &'a Document<'a>,
    pub id: Option<Text<'a>>,
    pub version: Option<Text<'a>>,
    pub nodes: Vec<WorkflowNode<'a>>,
    pub edges: Vec<Edge<'a>>,
    pub start: Option<Text<'a>>,
    pub terminals: Vec<Text<'a>>,
    /// What of the state the workflow's output is; none if it is all of it.
    pub projection: Vec<Text<'a>>,
    /// Whether all that tells what runs and flows after what has its type. What has not is told as that.
    pub is_whole: bool,
}

#[derive(Debug)]
pub struct WorkflowNode<'a> {
    pub id: Text<'a>,
    /// What the capability gets of the state, and of its output puts into it.
    pub inputs: Option<Names<'a>>,
    pub outputs: Option<Names<'a>>,
    /// The name in the state under which all of its output goes.
    pub publishes: Option<Text<'a>>,
    pub capability: Option<Exact<'a>>,
}

/// A list of names.
#[derive(Debug)]
pub struct Names<'a> {
    pub list: &'a Node,
    pub names: Vec<Text<'a>>,
}

/// Something at one version.
#[derive(Clone, Copy, Debug)]
pub struct Exact<'a> {
    pub id: Text<'a>,
    pub version: Text<'a>,
}

#[derive(Debug)]
pub struct Edge<'a> {
    pub id: Text<'a>,
    pub node: &'a Node,
    pub from: Text<'a>,
    pub to: Text<'a>,
    pub trigger: &'a str,
    pub event: Option<Exact<'a>>,
}

impl<'a> Workflow<'a> {
    pub fn of(document: &'a Document<'a>) -> Self {
        let list = |name: &str| document.get(&[name]).map_or(&[][..], Node::items);
        let nodes: Vec<_> = list("nodes").iter().filter_map(|item| node(document, item)).collect();
        let edges: Vec<_> = list("edges").iter().filter_map(|item| edge(document, item)).collect();
        Self {
            document,
            id: document.text(&["id"]),
            version: document.text(&["version"]),
            is_whole: nodes.len() == list("nodes").len()
                && edges.len() == list("edges").len()
                && nodes.iter().all(WorkflowNode::is_whole)
                && ["nodes", "edges"].iter().all(|key| document.get(&[key]).is_some_and(is_list))
                && ["terminal_nodes", "output_projection"]
                    .iter()
                    .all(|key| document.get(&[key]).is_none_or(is_list_of_texts)),
            nodes,
            edges,
            start: document.text(&["start_node"]),
            terminals: texts(document, list("terminal_nodes")),
            projection: texts(document, list("output_projection")),
        }
    }

    /// The nodes' numbers by their ids; of several with one id, the first.
    pub fn numbers(&self) -> HashMap<&'a str, usize> {
        let mut numbers = HashMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            numbers.entry(node.id.value).or_insert(number);
        }
        numbers
    }

    /// The nodes after which the workflow is done.
    pub fn terminal_numbers(&self) -> HashSet<usize> {
        let numbers = self.numbers();
        self.terminals.iter().filter_map(|name| numbers.get(name.value)).copied().collect()
    }

    /// Whether a node is named that isn't there, or something lacks: then what leads where is not known.
    pub fn dangles(&self) -> bool {
        if !self.is_whole {
            return true;
        }
        let numbers = self.numbers();
        let ends = self.edges.iter().flat_map(|edge| [edge.from, edge.to]);
        let mut names = self.start.into_iter().chain(self.terminals.iter().copied()).chain(ends);
        names.any(|name| !numbers.contains_key(name.value))
    }

    /// Where the edges lead from each node: the edge's number and the next node's. What dangles is
    /// left out.
    pub fn ways(&self) -> Vec<Vec<(usize, usize)>> {
        let numbers = self.numbers();
        let mut ways = vec![vec![]; self.nodes.len()];
        for (number, edge) in self.edges.iter().enumerate() {
            let ends = (numbers.get(edge.from.value), numbers.get(edge.to.value));
            if let (Some(&from), Some(&to)) = ends {
                ways[from].push((number, to));
            }
        }
        ways
    }

    /// Which nodes the edges lead to from the start, by their numbers, and the start itself; none where
    /// something dangles: what it should lead to is cut off by that alone.
    pub fn reached(&self, ways: &[Vec<(usize, usize)>]) -> Option<Vec<bool>> {
        let first = *self.numbers().get(self.start?.value).filter(|_| !self.dangles())?;
        let mut reached = vec![false; self.nodes.len()];
        let mut open = vec![first];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                open.extend(ways[node].iter().map(|(_, next)| next));
            }
        }
        Some(reached)
    }
}

impl WorkflowNode<'_> {
    fn is_whole(&self) -> bool {
        let names = |names: &Option<Names<'_>>| {
            names.as_ref().is_some_and(|names| is_list_of_texts(names.list))
        };
        !self.id.value.trim().is_empty() && names(&self.inputs) && names(&self.outputs)
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node.value, Value::List(_))
}

fn is_list_of_texts(node: &Node) -> bool {
    is_list(node) && node.items().iter().all(|item| item.as_str().is_some())
}

impl<'a> Exact<'a> {
    pub fn of(document: &'a Document<'a>, node: &'a Node, id: &str, version: &str) -> Option<Self> {
        let text = |key| document.as_text(node.get(key)?);
        Some(Self { id: text(id)?, version: text(version)? })
    }

    pub fn key(&self) -> (&'a str, &'a str) {
        (self.id.value, self.version.value)
    }
}

/// The workflows that a manifest names, under either name of the field.
pub fn named_in<'a>(manifest: &'a Document<'a>) -> Vec<Exact<'a>> {
    let lists = ["known_compositions", "workflow_refs"].into_iter();
    let items = lists.flat_map(|name| manifest.get(&[name]).map_or(&[][..], Node::items));
    items
        .filter_map(|item| Exact::of(manifest, item, "workflow_id", "workflow_version"))
        .filter(|named| !is_placeholder(named.id.value) && !is_placeholder(named.version.value))
        .collect()
}

fn node<'a>(document: &'a Document<'a>, node: &'a Node) -> Option<WorkflowNode<'a>> {
    let output = node.get("output");
    Some(WorkflowNode {
        id: document.as_text(node.get("node_id")?)?,
        inputs: names(document, node.get("input"), "from_workflow_input"),
        outputs: names(document, output, "to_workflow_state"),
        publishes: output.and_then(|output| document.as_text(output.get("publish_to_state_as")?)),
        capability: Exact::of(document, node, "capability_id", "capability_version"),
    })
}

fn edge<'a>(document: &'a Document<'a>, node: &'a Node) -> Option<Edge<'a>> {
    let text = |key| document.as_text(node.get(key)?);
    Some(Edge {
        id: text("edge_id")?,
        node,
        from: text("from")?,
        to: text("to")?,
        trigger: text("trigger")?.value,
        event: node
            .get("event")
            .and_then(|event| Exact::of(document, event, "event_id", "version")),
    })
}

fn names<'a>(document: &'a Document<'a>, node: Option<&'a Node>, key: &str) -> Option<Names<'a>> {
    let list = node?.get(key)?;
    Some(Names { list, names: texts(document, list.items()) })
}

fn texts<'a>(document: &'a Document<'a>, items: &'a [Node]) -> Vec<Text<'a>> {
    items.iter().filter_map(|item| document.as_text(item)).collect()
}
