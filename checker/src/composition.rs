//! What a check of a workflow is given: the workflow, and the contracts that its nodes and edges
//! may refer to.

use std::collections::HashMap;

use crate::model::contract::Contract;
use crate::model::event::Event;
use crate::model::flow::Flow;
use crate::model::workflow::{Workflow, WorkflowNode};

#[derive(Debug)]
pub struct Composition<'a> {
    pub workflow: Workflow<'a>,
    /// Those that could be read.
    pub contracts: Vec<Contract<'a>>,
    pub events: Vec<Event<'a>>,
    /// None where an edge leads nowhere or back: then what comes before what is not known.
    pub flow: Option<Flow<'a>>,
    /// Whether all that were given could be read: if not, nothing can be called unknown.
    pub complete: bool,
}

impl<'a> Composition<'a> {
    pub fn of(
        workflow: Workflow<'a>,
        contracts: Vec<Contract<'a>>,
        events: Vec<Event<'a>>,
        complete: bool,
    ) -> Self {
        let mut composition = Self { workflow, contracts, events, complete, flow: None };
        if !composition.workflow.dangles() {
            let contracts = composition.contracts_of_nodes();
            composition.flow = Flow::of(&composition.workflow, &contracts);
        }
        composition
    }

    /// The contracts by id and version; of several with the same, the first.
    pub fn capabilities(&self) -> HashMap<(&'a str, &'a str), &Contract<'a>> {
        let mut capabilities = HashMap::new();
        for contract in &self.contracts {
            if let (Some(id), Some(version)) = (contract.id, contract.version) {
                capabilities.entry((id.value, version.value)).or_insert(contract);
            }
        }
        capabilities
    }

    /// The contract of what each node runs, by the node's number.
    pub fn contracts_of_nodes(&self) -> Vec<Option<&Contract<'a>>> {
        let capabilities = self.capabilities();
        let contract =
            |node: &WorkflowNode<'a>| capabilities.get(&node.capability.as_ref()?.key()).copied();
        self.workflow.nodes.iter().map(contract).collect()
    }
}
