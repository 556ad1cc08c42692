//! `missing-exception-ref`: a contract asks for host access and names no approved exception.

use super::{Check, Run};
use crate::model::contract::Contract;
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "missing-exception-ref",
        summary: "A contract asks for host access and refers to no approved exception.",
        page: include_str!("../../../docs/codes/missing-exception-ref.md"),
    },
    run: Run::Contract(run),
};

fn run(contract: &Contract<'_>) -> Vec<Finding> {
    let Some(document) = contract.document else { return vec![] };
    let asked = document.text(&["execution", "constraints", "host_api_access"]);
    let Some(asked) = asked.filter(|text| text.value == "exception_required") else {
        return vec![];
    };
    if contract.has_exceptions {
        return vec![];
    }
    let finding = Finding::new(
        &CHECK.code,
        "the contract asks for host access that needs an exception, and refers to none",
    )
    .label(asked.place, "asked for here");
    let refs = document.entry(&["provenance", "exception_refs"]);
    let finding = match refs.or_else(|| document.entry(&["provenance"])) {
        Some(entry) => finding.label(document.place(entry.key_span), "no exception is named here"),
        None => finding,
    };
    vec![
        finding
            .help("name the approved exception in `provenance`: `\"exception_refs\": [\"EXC-1\"]`")
            .help("if the capability does without, write `\"host_api_access\": \"none\"`"),
    ]
}
