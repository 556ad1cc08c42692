//! What flows through a workflow's state: of each name that a node gets, where its value comes from.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use super::contract::Contract;
use super::document::Text;
use super::object::{Object, Part};
use super::workflow::Workflow;

/// What each node got of the state, and the state after every node.
#[derive(Debug)]
pub struct Flow<'a> {
    /// By the node's number.
    pub deliveries: Vec<Vec<Delivery<'a>>>,
    pub end: HashMap<&'a str, Value<'a>>,
    /// Of the workflow.
    pub inputs: Option<Object<'a>>,
    pub outputs: Option<Object<'a>>,
    /// Of each node's capability, by the node's number.
    pub nodes: Vec<Ends<'a>>,
}

/// What a capability reads and writes; none where its contract does not tell.
#[derive(Clone, Debug, Default)]
pub struct Ends<'a> {
    pub inputs: Option<Rc<Object<'a>>>,
    pub outputs: Option<Rc<Object<'a>>>,
}

/// A name that a node asks for.
#[derive(Debug)]
pub struct Delivery<'a> {
    pub name: Text<'a>,
    /// None if nothing before the node has it.
    pub value: Option<Value<'a>>,
}

#[derive(Clone, Debug)]
pub struct Value<'a> {
    /// The node that it comes from; none for the workflow's inputs.
    pub from: Option<usize>,
    /// What describes it, if anything does.
    pub schema: Option<Part<'a>>,
    /// Whether it is there in every run.
    pub always: bool,
}

impl<'a> Flow<'a> {
    /// None for a cycle: then nothing is before anything else. `contracts` are those of the nodes.
    pub fn of(workflow: &Workflow<'a>, contracts: &[Option<&Contract<'a>>]) -> Option<Self> {
        let order = order(workflow)?;
        let inputs = Object::at(workflow.document, "inputs");
        let nodes = ends(contracts);
        let mut state = HashMap::new();
        if let Some(inputs) = &inputs {
            state.extend(inputs.names().map(|name| (name, value(inputs, name, None))));
        }
        let mut deliveries: Vec<_> = workflow.nodes.iter().map(|_| vec![]).collect();
        for number in order {
            let node = &workflow.nodes[number];
            for name in node.inputs.iter().flat_map(|inputs| &inputs.names) {
                let value = state.get(name.value).cloned();
                deliveries[number].push(Delivery { name: *name, value });
            }
            let outputs = nodes[number].outputs.as_deref();
            for name in node.outputs.iter().flat_map(|outputs| &outputs.names) {
                let unknown = Value { from: Some(number), schema: None, always: true };
                let mut new =
                    outputs.map_or(unknown, |outputs| value(outputs, name.value, Some(number)));
                new.always |= state.get(name.value).is_some_and(|old: &Value<'_>| old.always);
                state.insert(name.value, new);
            }
            if let Some(name) = node.publishes {
                let schema = outputs.map(|outputs| outputs.part.clone());
                state.insert(name.value, Value { from: Some(number), schema, always: true });
            }
        }
        let outputs = Object::at(workflow.document, "outputs");
        Some(Self { deliveries, end: state, inputs, outputs, nodes })
    }

    /// Whether the workflow says which inputs it has: if not, anything may be in the state.
    pub fn is_described(&self) -> bool {
        self.inputs.as_ref().is_some_and(Object::describes)
    }
}

fn value<'a>(object: &Object<'a>, name: &str, from: Option<usize>) -> Value<'a> {
    Value { from, schema: object.property(name), always: object.requires(name) }
}

/// Read once for each capability, however many nodes run it.
fn ends<'a>(contracts: &[Option<&Contract<'a>>]) -> Vec<Ends<'a>> {
    let mut known: HashMap<*const Contract<'a>, Ends<'a>> = HashMap::new();
    let ends = |contract: &Option<&Contract<'a>>| {
        let Some(contract) = contract else { return Ends::default() };
        let read = |name| Object::at(contract.document?, name).map(Rc::new);
        let new = || Ends { inputs: read("inputs"), outputs: read("outputs") };
        known.entry(std::ptr::from_ref(*contract)).or_insert_with(new).clone()
    };
    contracts.iter().map(ends).collect()
}

/// The numbers of the nodes, each after all that lead to it; of several that are ready, first the
/// one whose id comes first.
fn order(workflow: &Workflow<'_>) -> Option<Vec<usize>> {
    let ways = workflow.ways();
    let mut incoming = vec![0; ways.len()];
    for (_, next) in ways.iter().flatten() {
        incoming[*next] += 1;
    }
    let id = |number: usize| Reverse((workflow.nodes[number].id.value, number));
    let mut ready: BinaryHeap<_> =
        (0..ways.len()).filter(|number| incoming[*number] == 0).map(id).collect();
    let mut order = vec![];
    while let Some(Reverse((_, number))) = ready.pop() {
        order.push(number);
        for &(_, next) in &ways[number] {
            incoming[next] -= 1;
            if incoming[next] == 0 {
                ready.push(id(next));
            }
        }
    }
    (order.len() == ways.len()).then_some(order)
}
