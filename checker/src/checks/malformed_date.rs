//! `malformed-date`: when a contract was written is told in a form that nothing sorts or compares.

use toml_edit::Datetime;

use super::{Check, Run};
use crate::model::document::Document;
use crate::model::placeholder::is_placeholder;
use crate::{Code, Finding};

pub static CHECK: Check = Check {
    code: Code {
        name: "malformed-date",
        summary: "The time at which a contract was written is not in the form of RFC 3339.",
        page: include_str!("../../../docs/codes/malformed-date.md"),
    },
    run: Run::Several(&[
        Run::Contract(|contract| contract.document.map(run).unwrap_or_default()),
        Run::Event(|event| run(event.document)),
    ]),
};

fn run(document: &Document<'_>) -> Vec<Finding> {
    let told = document.text(&["provenance", "created_at"]);
    // What is blank, or still the template's, is told as that.
    let told = told.filter(|text| !text.value.trim().is_empty() && !is_placeholder(text.value));
    let Some(text) = told.filter(|text| !is_time(text.value)) else { return vec![] };
    let day = format!("{}T00:00:00Z", text.value.trim());
    let meant = if is_time(&day) { day } else { "2026-01-31T09:00:00Z".into() };
    vec![
        Finding::new(&CHECK.code, "`provenance.created_at` is no time in the form of RFC 3339")
            .label(text.place, "this has to be a day, a time and its offset from UTC")
            .help(format!("write for example `{meant}`")),
    ]
}

/// TOML has its dates of RFC 3339, and also lets parts of them be left out.
fn is_time(text: &str) -> bool {
    let Ok(Datetime { date: Some(_), time: Some(time), offset: Some(_) }) = text.parse() else {
        return false;
    };
    time.second.is_some()
}
