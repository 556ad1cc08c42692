//! The judgement of one contract, with the versions of it that were approved.

use super::{Input, empty_verdict, record, take};
use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::approval::{Approved, version_of};
use crate::model::contract::Contract;
use crate::model::fields::CONTRACT;
use crate::reading;
use crate::verdict::{self, Facts, Verdict};

pub(super) fn judge(input: &Input<'_>, approved: &[Input<'_>], approve_command: &str) -> Verdict {
    let mut findings = vec![];
    let document = take(reading::document(input), &mut findings);
    let approved_documents: Vec<_> = approved
        .iter()
        .map(|input| Approved {
            name: input.name,
            version: version_of(input.name),
            document: take(reading::document(input), &mut findings),
        })
        .collect();
    let contract = Contract {
        approved: &approved_documents,
        approve_command,
        ..document.as_ref().map(Contract::of).unwrap_or_default()
    };
    if let Some(document) = &document {
        findings.extend(reading::fields(document, &CONTRACT));
        for run in runs() {
            match run {
                Run::Contract(run) => findings.extend(run(&contract)),
                Run::Schemas(run) => findings.extend(run(document)),
                _ => {}
            }
        }
    }
    let mut inputs: Vec<_> =
        approved.iter().chain([input]).map(|input| record(input, None)).collect();
    inputs.sort_by(|a, b| (&a.role, &a.name).cmp(&(&b.role, &b.name)));
    Verdict {
        builder: None,
        subject: verdict::Subject {
            kind: "contract".into(),
            id: contract.id.map(|id| id.to_string()),
            version: contract.version.map(|version| version.to_string()),
        },
        inputs,
        findings: locate(findings, &texts(approved.iter().chain([input]))),
        facts: Facts {
            contract: document.as_ref().map(|document| document.root.to_json()),
            ..Facts::default()
        },
        ..empty_verdict()
    }
}
