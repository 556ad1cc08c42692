//! The judgement of one event contract.

use super::{Input, empty_verdict, record, take};
use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::event::Event;
use crate::model::fields::EVENT;
use crate::reading;
use crate::verdict::{Facts, Subject, Verdict};

pub(super) fn judge(input: &Input<'_>) -> Verdict {
    let mut findings = vec![];
    let document = take(reading::document(input), &mut findings);
    let event = document.as_ref().map(Event::of);
    if let Some(event) = &event {
        findings.extend(reading::fields(event.document, &EVENT));
        for run in runs() {
            match run {
                Run::Event(run) => findings.extend(run(event)),
                Run::Schemas(run) => findings.extend(run(event.document)),
                _ => {}
            }
        }
    }
    let text = |text: Option<crate::model::document::Text<'_>>| text.map(|text| text.to_string());
    Verdict {
        subject: Subject {
            kind: "event".into(),
            id: event.as_ref().and_then(|event| text(event.id)),
            version: event.as_ref().and_then(|event| text(event.version)),
        },
        inputs: vec![record(input, None)],
        findings: locate(findings, &texts([input])),
        facts: Facts {
            event: document.as_ref().map(|document| document.root.to_json()),
            ..Facts::default()
        },
        ..empty_verdict()
    }
}
