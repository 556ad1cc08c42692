//! `incomplete-contract`: a contract does not tell what every contract has to tell.

pub(crate) mod event;
pub(crate) mod placement;
pub(crate) mod texts;
pub(crate) mod versions;

use super::{Check, Run};
use crate::model::contract::Contract;
use crate::model::fields::CONTRACT;
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "incomplete-contract",
        summary: "A contract does not tell what every contract has to tell.",
        page: include_str!("../../../docs/codes/incomplete-contract.md"),
    },
    run: Run::Several(&[Run::Contract(capability), Run::Event(event::event)]),
};

fn capability(contract: &Contract<'_>) -> Vec<Finding> {
    let Some(document) = contract.document else { return vec![] };
    [
        texts::lengths(document, "description"),
        texts::boundary(document, &texts::CAPABILITY),
        texts::blanks(document, &CONTRACT, texts::TOLD),
        versions::exact(document, &CONTRACT, versions::EXACT),
        versions::ranges(document),
        placement::empty_lists(document, placement::FILLED),
        placement::service_type(document),
    ]
    .concat()
}

fn finding(message: impl Into<String>) -> Finding {
    Finding::new(&CHECK.code, message)
}
