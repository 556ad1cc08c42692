//! `incompatible-flow`: what flows in a workflow may not fit the schema that receives it.

mod fit;
mod inputs;
mod outputs;
mod predicates;

use self::fit::{Fits, Misfit};
use super::edge_type_mismatch::{giver, names};
use super::{Check, Run};
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::paths::Arrival;
use crate::model::flow::{Flow, Value};
use crate::model::object::{Object, Part};
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
    let mut findings = Flood::default();
    if let Some(flow) = &composition.flow {
        // What Traverse compares is told as `edge-type-mismatch`.
        let tells =
            |object: &Object<'_>| object.describes() && !(flow.is_compared() && object.declares());
        names(&CHECK.code, workflow, flow, &tells, &mut findings);
        let mut fits = Fits::default();
        for number in 0..workflow.nodes.len() {
            inputs::misfits(workflow, flow, number, &mut fits, &mut findings);
        }
        outputs::misfits(workflow, flow, &mut fits, &mut findings);
    }
    predicates::misfits(composition, &mut findings);
    findings.into_findings()
}

/// Something that is required and may not be there; `name` is where it is required.
fn unsure(
    workflow: &Workflow<'_>,
    flow: &Flow<'_>,
    message: &str,
    arrival: &Arrival,
    name: Text<'_>,
) -> Finding {
    let finding = Finding::new(&CHECK.code, message).label(name.place, "required here");
    let optional = flow.arriving(arrival).find(|value| !value.always);
    if let Some(value) = optional {
        let giver = giver(workflow, value);
        return match &value.schema {
            Some(given) => {
                finding.label(given.key, format!("{giver}: `{}` is not required", given.pointer))
            }
            None => finding,
        }
        .help(format!("where `{name}` comes from, add it to `required`; or do not require it"));
    }
    let values = flow.arriving(arrival);
    let finding = values.fold(finding, |finding, value| {
        finding.label(
            value.place,
            format!("{}, which not every run goes through", giver(workflow, value)),
        )
    });
    finding.help(format!(
        "have every way lead through a node that makes `{name}`, or do not require it"
    ))
}

/// The first of the values that arrive which does not fit: told once.
fn misfit_of<'a>(
    workflow: &Workflow<'a>,
    flow: &Flow<'a>,
    (name, arrival): (&str, &Arrival),
    wanted: &Part<'a>,
    (fits, findings): (&mut Fits<'a>, &mut Flood),
    receiver: &dyn Fn() -> String,
) {
    for value in flow.arriving(arrival) {
        let Some(given) = &value.schema else { continue };
        let misfits = fits.misfits(given, wanted);
        if !misfits.is_empty() {
            return findings.push(|| misfit(workflow, name, value, misfits, &receiver()));
        }
    }
}

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
