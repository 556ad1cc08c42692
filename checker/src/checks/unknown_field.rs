//! `unknown-field`: a document has a field that its format doesn't know.

use super::{Check, Run};
use crate::model::document::{Entry, Node};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "unknown-field",
        summary: "A document has a field that its format does not know.",
        page: include_str!("../../../docs/codes/unknown-field.md"),
    },
    run: Run::Reading,
};

pub fn finding(place: Place<'_>, key: &str, inside: &str, known: &[&str]) -> Finding {
    let finding = Finding::new(&CHECK.code, format!("`{inside}` has no field `{key}`"));
    match nearest(key, known) {
        Some(name) => finding
            .label(place, format!("did you mean `{name}`?"))
            .help(format!("rename `{key}` to `{name}`")),
        None => {
            let finding = finding.label(place, "nothing reads this");
            // A long list is no help.
            if known.len() > 10 {
                finding.help(format!("remove `{key}`, or correct its name"))
            } else {
                finding.help(format!("remove `{key}`; the fields here are {}", listed(known)))
            }
        }
    }
}

/// The most keys of an object that are taken for slips.
const SLIPS: usize = 100;

/// Longer names are no slip of a known one, and take long to compare.
const LONGEST: usize = 200;

/// The known name that was probably meant.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let close = |known: &str| strsim::normalized_damerau_levenshtein(name, known);
    let best = known.iter().copied().max_by(|a, b| close(a).total_cmp(&close(b)))?;
    // Of a short name one slip is a large part.
    (close(best) >= 0.7 || strsim::damerau_levenshtein(name, best) == 1).then_some(best)
}

/// A key that was probably meant for one of these, none of which is there.
pub fn slip<'a>(node: &'a Node, names: &[&str]) -> Option<&'a Entry> {
    let absent = names.iter().all(|name| node.get(name).is_none());
    let mut entries = node.entries().iter().take(SLIPS);
    entries.find(|entry| absent && nearest(&entry.key, names).is_some())
}

pub fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A policy names a code that there isn't.
pub fn code(place: Place<'_>, name: &str, codes: &[&str]) -> Finding {
    let finding = Finding::new(&CHECK.code, format!("there is no code `{name}`"));
    match nearest(name, codes) {
        Some(code) => finding
            .label(place, format!("did you mean `{code}`?"))
            .help(format!("rename `{name}` to `{code}`")),
        None => finding
            .label(place, "nothing reports this")
            .help("remove it; `docs/codes` has a page for each code there is"),
    }
}
