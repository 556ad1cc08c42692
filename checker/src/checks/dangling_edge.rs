//! `dangling-edge`: a workflow names a node that it doesn't have.

use std::collections::BTreeMap;

use super::unknown_field::{listed, nearest};
use super::{Check, Run};
use crate::finding::first_of;
use crate::model::document::Text;
use crate::model::workflow::Workflow;
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "dangling-edge",
        summary: "A workflow's edge, start or end names a node that the workflow does not have.",
        page: include_str!("../../../docs/codes/dangling-edge.md"),
    },
    run: Run::Workflow(run),
};

/// More places, or names to choose from, than these help nobody.
const SHOWN: usize = 4;
const CHOICES: usize = 8;

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    let numbers = workflow.numbers();
    // A workflow without nodes is told as that, and so is a node without a name.
    if numbers.is_empty() || !workflow.is_whole {
        return vec![];
    }
    // One name that is wrong in several places is one mistake.
    let mut dangling: BTreeMap<&str, Vec<(Text<'_>, Use<'_>)>> = BTreeMap::new();
    for (name, use_) in uses(workflow) {
        if !numbers.contains_key(name.value) {
            dangling.entry(name.value).or_default().push((name, use_));
        }
    }
    let names: Vec<_> = workflow.nodes.iter().map(|node| node.id.value).collect();
    let many = dangling.len() > 100 || names.len() > 1000;
    let near = |name: &str| nearest(name, if many { &[] } else { &names });
    let finding = |(name, uses): (&str, Vec<(Text<'_>, Use<'_>)>)| {
        let finding = Finding::new(&CHECK.code, format!("the workflow has no node `{name}`"));
        let shown = uses.iter().take(SHOWN);
        let finding =
            shown.fold(finding, |finding, (name, use_)| finding.label(name.place, use_.told()));
        let finding = match uses.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            Some(more) => finding.help(format!("it is named in {more} more places")),
            None => finding,
        };
        finding.help(match near(name) {
            Some(meant) => format!("write `{meant}`, or add a node with the `node_id` `{name}`"),
            None if names.len() <= CHOICES => format!("the nodes are {}", listed(&names)),
            None => format!("add a node with the `node_id` `{name}`, or name another"),
        })
    };
    first_of(dangling, finding)
}

/// Every name of a node, and what it stands for.
fn uses<'a>(workflow: &Workflow<'a>) -> impl Iterator<Item = (Text<'a>, Use<'a>)> {
    let start = workflow.start.into_iter().map(|name| (name, Use::Start));
    let terminals = workflow.terminals.iter().map(|name| (*name, Use::Terminal));
    let edges = workflow
        .edges
        .iter()
        .flat_map(|edge| [(edge.from, Use::From(edge.id)), (edge.to, Use::To(edge.id))]);
    // What is blank is told as that, but for the ends.
    let told = start.chain(edges).filter(|(name, _)| !name.value.trim().is_empty());
    told.chain(terminals)
}

enum Use<'a> {
    Start,
    Terminal,
    From(Text<'a>),
    To(Text<'a>),
}

impl Use<'_> {
    fn told(&self) -> String {
        match self {
            Self::Start => "the workflow starts here".into(),
            Self::Terminal => "the workflow ends here".into(),
            Self::From(edge) => format!("the edge `{edge}` leads away from it"),
            Self::To(edge) => format!("the edge `{edge}` leads to it"),
        }
    }
}
