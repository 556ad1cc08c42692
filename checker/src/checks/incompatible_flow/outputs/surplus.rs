//! What a workflow puts out although nothing makes it, or its outputs do not have it.

use super::super::SHOWN;
use super::CHECK;
use crate::Finding;
use crate::checks::places;
use crate::checks::unknown_field::nearest_of_few;
use crate::finding::Flood;
use crate::model::document::Text;
use crate::model::flow::Flow;
use crate::model::object::Object;
use crate::model::workflow::Workflow;

/// A longer projection is no help.
const LISTED: usize = 100;

/// Names of the projection that are never in the state. What a workflow is given may have any name if
/// it does not tell.
pub(super) fn unmade<'a>(workflow: &Workflow<'a>, flow: &Flow<'a>) -> Vec<Text<'a>> {
    let names = workflow.projection.iter().filter(|_| flow.is_described());
    names.filter(|name| !flow.end.contains_key(name.value)).copied().collect()
}

pub(super) fn told<'a>(
    workflow: &Workflow<'a>,
    flow: &Flow<'a>,
    outputs: &Object<'a>,
    unmade: &[Text<'a>],
    findings: &mut Flood,
) {
    for name in unmade {
        findings.push(|| nothing_makes(flow, outputs, *name));
    }
    if !outputs.part.is_closed() {
        return;
    }
    let is_surplus = |name: &str| outputs.property(name).is_none();
    if workflow.projection.is_empty() {
        let left = flow.end.iter().filter(|(_, left)| left.values().next().is_some());
        let mut names: Vec<_> =
            left.map(|(name, _)| *name).filter(|name| is_surplus(name)).collect();
        names.sort_unstable();
        if !names.is_empty() {
            findings.push(|| all_of_the_state(workflow, flow, outputs, &names));
        }
        return;
    }
    let is_unmade = |name: &Text<'_>| flow.is_described() && !flow.end.contains_key(name.value);
    let names =
        workflow.projection.iter().filter(|name| is_surplus(name.value) && !is_unmade(name));
    let names: Vec<_> = names.copied().collect();
    if !names.is_empty() {
        findings.push(|| projected(outputs, &names));
    }
}

fn nothing_makes(flow: &Flow<'_>, outputs: &Object<'_>, name: Text<'_>) -> Finding {
    let message = format!("the workflow puts out `{name}`, which nothing makes");
    let finding = Finding::new(&CHECK.code, message).label(
        name.place,
        "neither the workflow's inputs nor any of its nodes puts it into the state",
    );
    finding.help(match nearest_of_few(name.value, flow.end.keys().copied()) {
        Some(meant) => format!("write `{meant}`"),
        None if outputs.property(name.value).is_some() => format!(
            "add `{name}` to `to_workflow_state` of the node that makes it, or remove it from `output_projection`"
        ),
        None => format!("remove `{name}` from `output_projection`"),
    })
}

fn projected(outputs: &Object<'_>, names: &[Text<'_>]) -> Finding {
    let texts: Vec<_> = names.iter().map(|name| name.value).collect();
    let texts = places::told(&texts);
    let message = format!("the workflow puts out {texts}, which its outputs do not have");
    let finding = Finding::new(&CHECK.code, message);
    let finding = names.iter().take(SHOWN).fold(finding, |finding, name| {
        finding.label(name.place, format!("`{name}` is put out here"))
    });
    closed(finding, outputs).help(format!(
        "remove {texts} from `output_projection`, or describe it in `outputs.schema.properties`"
    ))
}

fn all_of_the_state(
    workflow: &Workflow<'_>,
    flow: &Flow<'_>,
    outputs: &Object<'_>,
    names: &[&str],
) -> Finding {
    let texts = places::told(names);
    let message = format!("the workflow puts out {texts}, which its outputs do not have");
    let finding = Finding::new(&CHECK.code, message);
    let values = names.iter().take(SHOWN).filter_map(|name| flow.arriving(&flow.end[name]).next());
    let finding = values.zip(names).fold(finding, |finding, (value, name)| {
        let from = super::super::giver(workflow, value);
        finding.label(value.place, format!("`{name}` {from} is in the state in the end"))
    });
    let mut kept: Vec<_> = outputs.names().filter(|name| flow.end.contains_key(name)).collect();
    kept.sort_unstable();
    let finding = closed(finding, outputs);
    // An empty projection is none.
    if kept.is_empty() || kept.len() > LISTED {
        return finding.help(format!("describe {texts} in `outputs.schema.properties`"));
    }
    let kept: Vec<_> = kept.iter().map(|name| format!("\"{name}\"")).collect();
    finding.help(format!(
        "without a projection all of the state is put out: add `\"output_projection\": [{}]`",
        kept.join(", ")
    ))
}

fn closed(finding: Finding, outputs: &Object<'_>) -> Finding {
    finding.label(
        outputs.part.key,
        format!("`{}` has its own properties and no others", outputs.part.pointer),
    )
}
