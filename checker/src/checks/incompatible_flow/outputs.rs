//! What the state holds in the end, against what the workflow promises to put out.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::fit::Fits;
use super::{CHECK, misfit, unsure};
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
    for name in &outputs.required {
        let value = flow.end.get(name.value).filter(|_| projected(name.value));
        match value {
            Some(value) if value.always => {}
            Some(value) => findings.push(|| {
                let message =
                    format!("the workflow may end without `{name}`, which its outputs require");
                unsure(workflow, &message, value, *name)
            }),
            // What it is given may have it.
            None if !flow.is_described() && projected(name.value) => {}
            // It may be what a name was meant for that no capability writes.
            None if *unwritten => {}
            None => findings.push(|| never(flow, workflow, *name)),
        }
    }
    let names = outputs.names().filter(|name| projected(name));
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    for name in names {
        let Some(value) = flow.end.get(name) else { continue };
        let (Some(given), Some(wanted)) = (&value.schema, outputs.property(name)) else { continue };
        let misfits = fits.misfits(given, &wanted);
        if !misfits.is_empty() {
            findings.push(|| misfit(workflow, name, value, misfits, "the workflow puts it out"));
        }
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
