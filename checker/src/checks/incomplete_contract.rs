//! `incomplete-contract`: a contract does not tell what every contract has to tell.

mod placement;
mod texts;
mod versions;

use super::{Check, Run};
use crate::model::contract::Contract;
use crate::model::document::Document;
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "incomplete-contract",
        summary: "A contract does not tell what every contract has to tell.",
        page: include_str!("../../../docs/codes/incomplete-contract.md"),
    },
    run: Run::Contract(run),
};

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let Some(document) = contract.document else { return vec![] };
    let rules: &[fn(&Document<'_>) -> Vec<Finding>] = &[
        texts::lengths,
        texts::boundary,
        texts::blanks,
        versions::exact,
        versions::ranges,
        placement::empty_lists,
        placement::service_type,
    ];
    rules.iter().flat_map(|rule| rule(document)).collect()
}

fn finding(message: impl Into<String>) -> Finding {
    Finding::new(&CHECK.code, message)
}
