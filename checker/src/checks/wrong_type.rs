//! `wrong-type`: a field holds what it cannot hold.

use super::unknown_field::{listed, nearest};
use super::{Check, Run};
use crate::model::document::Text;
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "wrong-type",
        summary: "A field holds a value of another type, or one that is not among its values.",
        page: include_str!("../../../docs/codes/wrong-type.md"),
    },
    run: Run::Reading,
};

/// `instead`: what to write, where that can be told.
pub fn finding(
    place: Place<'_>,
    what: &str,
    found: &str,
    wanted: &str,
    instead: Option<&str>,
) -> Finding {
    let instead = instead.map_or_else(|| wanted.to_owned(), |instead| format!("`{instead}`"));
    Finding::new(&CHECK.code, format!("{what} is {found}"))
        .label(place, format!("this has to be {wanted}"))
        .help(format!("write {instead}"))
}

/// The file is another document than the one that belongs here.
pub fn kind(place: Place<'_>, found: &str, wanted: &str, name: &str) -> Finding {
    Finding::new(&CHECK.code, format!("a {name} is expected here, not a `{found}`"))
        .label(place, format!("the kind of a {name} is `{wanted}`"))
        .help(format!("give the {name} here, or write `{wanted}` if this is one"))
}

pub fn choice(place: Place<'_>, path: &str, found: &str, choices: &[&str]) -> Finding {
    let finding = Finding::new(&CHECK.code, format!("`{path}` cannot be `{found}`"));
    let only = if let [only] = choices { Some(*only) } else { None };
    let (label, help) = match nearest(found, choices).or(only) {
        Some(choice) => (format!("did you mean `{choice}`?"), format!("write `{choice}`")),
        None => ("no such value".to_owned(), format!("write one of {}", listed(choices))),
    };
    finding.label(place, label).help(help)
}

pub fn glob(glob: Text<'_>, why: &str, over: &str, example: &str) -> Finding {
    Finding::new(&CHECK.code, format!("`{glob}` is no glob: {why}"))
        .label(glob.place, format!("this has to be a glob over {over}"))
        .help(format!("write for example `{example}`"))
}

pub fn day(place: Place<'_>, text: &str) -> Finding {
    Finding::new(&CHECK.code, format!("`{text}` is no day"))
        .label(place, "this has to be `YYYY-MM-DD`")
        .help("write for example `2026-12-31`")
}
