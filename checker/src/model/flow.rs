//! What flows through a workflow's state: of each name that a node gets, where its value comes from.

mod order;
pub mod paths;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use self::paths::{Arrival, Paths};
use super::contract::Contract;
use super::document::Text;
use super::object::{Object, Part};
use super::workflow::Workflow;
use crate::Place;

/// What each node gets of the state, and what the state holds where the workflow is done.
#[derive(Debug)]
pub struct Flow<'a> {
    /// By the node's number.
    pub deliveries: Vec<Vec<Delivery<'a>>>,
    /// Of every name that is ever in the state, what of it the ways to the end leave there.
    pub end: HashMap<&'a str, Arrival>,
    /// All that is put into the state.
    pub values: Vec<Value<'a>>,
    /// Of the workflow.
    pub inputs: Option<Object<'a>>,
    pub outputs: Option<Object<'a>>,
    /// Of each node's capability, by the node's number.
    pub nodes: Vec<Ends<'a>>,
    /// What a node puts there that can never run.
    unreached: HashSet<&'a str>,
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
    /// The number of the value that is there if all nodes run one after the other, as Traverse looks at
    /// it; none if nothing before the node has it.
    pub value: Option<usize>,
    /// What is there by the ways that a run may take.
    pub arrival: Arrival,
}

#[derive(Clone, Debug)]
pub struct Value<'a> {
    /// The node that it comes from; none for the workflow's inputs.
    pub from: Option<usize>,
    /// Where it is named as what is put into the state.
    pub place: Place<'a>,
    /// What describes it, if anything does.
    pub schema: Option<Part<'a>>,
    /// The schema around it, where Traverse reads no properties of that: then it takes all that comes
    /// from there for objects.
    pub open: Option<Part<'a>>,
    /// Whether it is put there whenever its node runs.
    pub always: bool,
}

impl<'a> Flow<'a> {
    /// None for a cycle: then nothing is before anything else. `contracts` are those of the nodes.
    pub fn of(workflow: &Workflow<'a>, contracts: &[Option<&Contract<'a>>]) -> Option<Self> {
        let ways = workflow.ways();
        let order = order::of(workflow, &ways)?;
        let inputs = Object::at(workflow.document, "inputs");
        let nodes = ends(contracts);
        let mut values = vec![];
        let mut state = HashMap::new();
        for name in inputs.iter().flat_map(Object::names) {
            state.insert(name, values.len());
            values.extend(inputs.as_ref().map(|inputs| input(inputs, name)));
        }
        let given = state.clone();
        let mut deliveries: Vec<_> = workflow.nodes.iter().map(|_| vec![]).collect();
        let mut writes = vec![];
        for &number in &order {
            let node = &workflow.nodes[number];
            for name in node.inputs.iter().flat_map(|inputs| &inputs.names) {
                let value = state.get(name.value).copied();
                deliveries[number].push(Delivery {
                    name: *name,
                    value,
                    arrival: Arrival::default(),
                });
            }
            let outputs = nodes[number].outputs.as_deref();
            for (name, value) in written(workflow, number, outputs) {
                state.insert(name, values.len());
                writes.push((name, number, values.len()));
                values.push(value);
            }
        }
        let reached = workflow.reached(&ways).unwrap_or_else(|| vec![false; ways.len()]);
        let is_described = inputs.as_ref().is_some_and(Object::describes);
        let paths = Paths::of(workflow, &ways, order, &reached, &values);
        let end = paths.follow(&given, &writes, is_described, &mut deliveries);
        let made = writes.iter().filter(|(_, node, _)| !reached[*node]);
        let unreached = made.map(|(name, _, _)| *name).collect();
        let outputs = Object::at(workflow.document, "outputs");
        Some(Self { deliveries, end, values, inputs, outputs, nodes, unreached })
    }

    /// Whether the workflow says which inputs it has: if not, anything may be in the state.
    pub fn is_described(&self) -> bool {
        self.inputs.as_ref().is_some_and(Object::describes)
    }

    /// Whether Traverse compares at all what flows.
    pub fn is_compared(&self) -> bool {
        self.inputs.as_ref().is_some_and(Object::declares)
    }

    /// What a delivery brings if all nodes run one after the other.
    pub fn value(&self, delivery: &Delivery<'_>) -> Option<&Value<'a>> {
        Some(&self.values[delivery.value?])
    }

    /// Whether all that put a name into the state can run: if not, it is told as that.
    pub fn is_made(&self, name: &str) -> bool {
        !self.unreached.contains(name)
    }

    /// What a delivery may bring: the first of very many.
    pub fn arriving(&self, arrival: &Arrival) -> impl Iterator<Item = &Value<'a>> {
        arrival.values().map(|number| &self.values[number])
    }
}

fn input<'a>(inputs: &Object<'a>, name: &str) -> Value<'a> {
    let schema = inputs.property(name);
    let required = inputs.required.iter().find(|text| text.value == name);
    let place = schema.as_ref().map(|part| part.key).or(required.map(|text| text.place));
    let place = place.unwrap_or(inputs.part.key);
    Value { from: None, place, schema, open: None, always: inputs.requires(name) }
}

/// What a node puts into the state.
fn written<'a>(
    workflow: &Workflow<'a>,
    number: usize,
    outputs: Option<&Object<'a>>,
) -> Vec<(&'a str, Value<'a>)> {
    let node = &workflow.nodes[number];
    let open = outputs.filter(|outputs| !outputs.declares()).map(|outputs| outputs.part.clone());
    let value = |name: &Text<'a>, schema, always| {
        let open = open.clone();
        (name.value, Value { from: Some(number), place: name.place, schema, open, always })
    };
    let names = node.outputs.iter().flat_map(|outputs| &outputs.names);
    let mut written: Vec<_> = names
        .map(|name| {
            let schema = outputs.and_then(|outputs| outputs.property(name.value));
            // Of what tells nothing it is taken that it keeps to what the workflow expects.
            let always =
                outputs.is_none_or(|outputs| !outputs.describes() || outputs.requires(name.value));
            value(name, schema, always)
        })
        .collect();
    if let Some(name) = &node.publishes {
        written.push(value(name, outputs.map(|outputs| outputs.part.clone()), true));
    }
    written
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
