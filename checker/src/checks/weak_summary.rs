//! `weak-summary`: the summary tells too little or too much.

use super::{Check, Run};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "weak-summary",
        summary: "The summary has fewer than 10 or more than 200 characters.",
        page: include_str!("../../../docs/codes/weak-summary.md"),
    },
    run: Run::Package(run),
};

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(summary) = package.manifest.summary else { return vec![] };
    let characters = summary.value.trim().chars().count();
    let message = match characters {
        0 => "the summary is blank".to_owned(),
        1 => "the summary has 1 character, too few to tell anything".to_owned(),
        2..10 => format!("the summary has {characters} characters, too few to tell anything"),
        10..=200 => return vec![],
        _ => format!("the summary has {characters} characters, too many for one sentence"),
    };
    vec![
        Finding::new(&CHECK.code, message)
            .label(summary.place, "a summary has 10 to 200 characters")
            .help("say in one sentence what the package does for whoever calls it"),
    ]
}
