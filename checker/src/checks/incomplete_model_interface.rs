//! `incomplete-model-interface`: a model interface does not tell what packages need to know.

use super::incomplete_contract::{texts, versions};
use super::inconsistent_identity::malformed;
use super::{Check, Run};
use crate::model::fields::MODEL_INTERFACE;
use crate::model::interface::ModelInterface;
use crate::{Code, Finding, Lists};

pub static CHECK: Check = Check {
    code: Code {
        name: "incomplete-model-interface",
        summary: "A model interface does not tell what packages need to know of it.",
        page: include_str!("../../../docs/codes/incomplete-model-interface.md"),
    },
    run: Run::Model(run),
};

fn run(model: &ModelInterface<'_>, _: &Lists) -> Vec<Finding> {
    let document = model.document;
    let mut findings = texts::lengths(document, "purpose");
    // An interface has no namespace of its own that its id would have to agree with.
    findings.extend(model.id.and_then(|id| malformed("id", id, '.')));
    findings.extend(versions::exact(document, &MODEL_INTERFACE, &["version"]));
    if let Some(purpose) = document.text(&["purpose"])
        && purpose.value.trim().len() < 20
    {
        findings.push(
            Finding::new(&CHECK.code, "the purpose tells too little")
                .label(purpose.place, "a purpose has at least 20 bytes")
                .help("say what packages use such a model for, and what they do with the answer"),
        );
    }
    findings.into_iter().map(|finding| Finding { code: &CHECK.code, ..finding }).collect()
}
