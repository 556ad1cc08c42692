//! `deprecated-capability`: the capability still runs, but has no future.

use super::{Check, Run};
use crate::model::contract::Contract;
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "deprecated-capability",
        summary: "The capability is deprecated: it still runs, but has no future.",
        page: include_str!("../../../docs/codes/deprecated-capability.md"),
    },
    run: Run::Contract(run),
};

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let lifecycle = contract.document.and_then(|document| document.text(&["lifecycle"]));
    let Some(lifecycle) = lifecycle.filter(|text| text.value == "deprecated") else {
        return vec![];
    };
    vec![
        Finding::new(&CHECK.code, "the capability is deprecated")
            .label(lifecycle.place, "it still runs, but should get no new callers")
            .help("move its callers to what replaces it, then write `\"lifecycle\": \"retired\"` in a new version"),
    ]
}
