//! `incompatible-flow`: what flows in a workflow may not fit the schema that receives it.

mod fit;
mod inputs;
mod outputs;

use self::fit::{Fits, Misfit};
use super::edge_type_mismatch::{giver, mismatches};
use super::{Check, Run};
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::Value;
use crate::model::workflow::Workflow;
use crate::{Code, Composition, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "incompatible-flow",
        summary: "What flows in a workflow may not fit the schema that receives it.",
        page: include_str!("../../../docs/codes/incompatible-flow.md"),
    },
    run: Run::Workflow(run),
};

const SHOWN: usize = 4;

fn run(composition: &Composition<'_>) -> Vec<Finding> {
    let workflow = &composition.workflow;
    let Some(flow) = &composition.flow else { return vec![] };
    let mut findings = Flood::default();
    // No loader compares the types of a workflow that does not describe its inputs.
    if !flow.is_described() {
        mismatches(&CHECK.code, workflow, flow, &mut findings);
    }
    let mut fits = Fits::default();
    for number in 0..workflow.nodes.len() {
        inputs::misfits(workflow, flow, number, &mut fits, &mut findings);
    }
    outputs::misfits(workflow, flow, &mut fits, &mut findings);
    findings.into_findings()
}

fn unsure(workflow: &Workflow<'_>, message: &str, value: &Value<'_>, name: Text<'_>) -> Finding {
    let finding = Finding::new(&CHECK.code, message).label(name.place, "required here");
    match &value.schema {
        Some(given) => finding.label(
            given.key,
            format!("{}: `{}` is not required", giver(workflow, value), given.pointer),
        ),
        None => finding,
    }
    .help(format!("where `{name}` comes from, add it to `required`; or do not require it"))
}

/// The values differ deeper inside, or by more than the name of a type.
fn misfit(
    workflow: &Workflow<'_>,
    name: &str,
    value: &Value<'_>,
    misfits: &[Misfit<'_>],
    receiver: &str,
) -> Finding {
    let [first, more @ ..] = misfits else { unreachable!("there is one") };
    let message = format!("`{name}` may not fit: {}", first.what);
    let finding = Finding::new(&CHECK.code, message)
        .label(first.given, format!("{}: `{}`", giver(workflow, value), first.given_pointer))
        .label(first.wanted, format!("{receiver}: `{}`", first.wanted_pointer));
    let finding = match more {
        [] => finding,
        more => {
            let more: Vec<_> = more.iter().map(|misfit| &*misfit.what).collect();
            finding.help(format!("likewise: {}", more.join("; ")))
        }
    };
    finding.help("change one of the two schemas, in a new version of its contract")
}
