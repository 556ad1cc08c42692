//! The judgement of one workflow, with the contracts that its nodes and edges refer to.

use super::{Input, empty_verdict, record, take};
use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::contract::Contract;
use crate::model::document::Document;
use crate::model::event::Event;
use crate::model::fields::WORKFLOW;
use crate::model::workflow::Workflow;
use crate::verdict::{Facts, Subject, Verdict};
use crate::{Composition, reading};

pub(super) fn judge(input: &Input<'_>, contracts: &[Input<'_>], events: &[Input<'_>]) -> Verdict {
    let mut findings = vec![];
    let document = take(reading::document(input), &mut findings);
    let contract_documents = readable(contracts);
    let event_documents = readable(events);
    let mut subject = Subject { kind: "workflow".into(), id: None, version: None };
    if let Some(document) = &document {
        findings.extend(reading::fields(document, &WORKFLOW));
        let complete =
            contract_documents.len() == contracts.len() && event_documents.len() == events.len();
        let composition = Composition::of(
            Workflow::of(document),
            contract_documents.iter().map(Contract::of).collect(),
            event_documents.iter().map(Event::of).collect(),
            complete,
        );
        for run in runs() {
            match run {
                Run::Workflow(run) => findings.extend(run(&composition)),
                Run::Schemas(run) => findings.extend(run(document)),
                _ => {}
            }
        }
        subject.id = composition.workflow.id.map(|id| id.to_string());
        subject.version = composition.workflow.version.map(|version| version.to_string());
    }
    let all = || contracts.iter().chain(events).chain([input]);
    let mut inputs: Vec<_> = all().map(|input| record(input, None)).collect();
    inputs.sort_by(|a, b| (&a.role, &a.name).cmp(&(&b.role, &b.name)));
    Verdict {
        subject,
        inputs,
        findings: locate(findings, &texts(all())),
        facts: Facts {
            workflow: document.as_ref().map(|document| document.root.to_json()),
            ..Facts::default()
        },
        ..empty_verdict()
    }
}

/// The documents that can be read; what is wrong with the others is told in their own verdicts.
pub(super) fn readable<'a>(inputs: &[Input<'a>]) -> Vec<Document<'a>> {
    inputs.iter().filter_map(|input| reading::document(input).ok()).collect()
}
