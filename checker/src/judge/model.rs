//! The judgement of one model interface.

use super::{Input, empty_verdict, record, take};
use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::fields::MODEL_INTERFACE;
use crate::model::interface::ModelInterface;
use crate::verdict::{Facts, Subject, Verdict};
use crate::{Lists, reading};

pub(super) fn judge(input: &Input<'_>, lists: &Lists) -> Verdict {
    let mut findings = vec![];
    let document = take(reading::document(input), &mut findings);
    let model = document.as_ref().map(ModelInterface::of);
    if let Some(model) = &model {
        findings.extend(reading::fields(model.document, &MODEL_INTERFACE));
        for run in runs() {
            match run {
                Run::Model(run) => findings.extend(run(model, lists)),
                Run::Schemas(run) => findings.extend(run(model.document)),
                _ => {}
            }
        }
    }
    let text = |text: Option<crate::model::document::Text<'_>>| text.map(|text| text.to_string());
    Verdict {
        subject: Subject {
            kind: "model".into(),
            id: model.as_ref().and_then(|model| text(model.id)),
            version: model.as_ref().and_then(|model| text(model.version)),
        },
        inputs: vec![record(input, None)],
        findings: locate(findings, &texts([input])),
        facts: Facts {
            model: document.as_ref().map(|document| document.root.to_json()),
            ..Facts::default()
        },
        ..empty_verdict()
    }
}
