//! What the state holds in the end, against what the workflow promises to put out.

mod surplus;

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashSet};

use super::fit::Fits;
use super::{CHECK, misfit_of, unsure};
use crate::Finding;
use crate::checks::edge_type_mismatch::absent::unwritten;
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::Flow;
use crate::model::workflow::Workflow;

pub(super) fn misfits<'a>(
    workflow: &Workflow<'a>,
    flow: &Flow<'a>,
    fits: &mut Fits<'a>,
    findings: &mut Flood,
) {
    let Some(outputs) = &flow.outputs else { return };
    let projection: HashSet<_> = workflow.projection.iter().map(|text| text.value).collect();
    let projected = |name: &str| projection.is_empty() || projection.contains(name);
    let unwritten = LazyCell::new(|| unwritten(workflow, flow));
    let unmade = surplus::unmade(workflow, flow);
    for name in &outputs.required {
        let left = flow.end.get(name.value).filter(|_| projected(name.value));
        match left {
            // What puts it there never runs, and is told as that.
            Some(left) if !left.absent || left.is_never() => {}
            Some(left) => findings.push(|| {
                let message =
                    format!("the workflow may end without `{name}`, which its outputs require");
                unsure(workflow, flow, &message, left, *name)
            }),
            // What it is given may have it.
            None if !flow.is_described() && projected(name.value) => {}
            // It may be what a name was meant for that no capability writes, or that nothing makes.
            None if *unwritten || !unmade.is_empty() => {}
            None => findings.push(|| never(flow, workflow, *name)),
        }
    }
    if !*unwritten {
        surplus::told(workflow, flow, outputs, &unmade, findings);
    }
    let left = flow.end.iter().filter(|(name, _)| projected(name));
    let left: BTreeSet<_> = left.map(|(name, _)| *name).collect();
    let more = outputs.part.more();
    for name in left {
        let Some(wanted) = outputs.property(name).or_else(|| more.clone()) else { continue };
        let receiver = || "the workflow puts it out".to_owned();
        let named = (name, &flow.end[name]);
        misfit_of(workflow, flow, named, &wanted, (fits, findings), &receiver);
    }
}

fn never(flow: &Flow<'_>, workflow: &Workflow<'_>, name: Text<'_>) -> Finding {
    let finding = Finding::new(
        &CHECK.code,
        format!("the workflow never puts out `{name}`, which its outputs require"),
    )
    .label(name.place, "required here");
    match workflow.document.entry(&["output_projection"]) {
        Some(entry) if flow.end.contains_key(name.value) => finding
            .label(workflow.document.place(entry.key_span), "not among what is put out")
            .help(format!("add `{name}` to `output_projection`")),
        _ => finding.help(format!(
            "add `{name}` to `to_workflow_state` of the node that makes it, or use `publish_to_state_as`"
        )),
    }
}
