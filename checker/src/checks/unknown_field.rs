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

/// `node` is what has the key.
pub fn finding(place: Place<'_>, key: &str, inside: &str, node: &Node, known: &[&str]) -> Finding {
    let finding = Finding::new(&CHECK.code, format!("`{inside}` has no field `{key}`"));
    let (there, absent): (Vec<_>, Vec<_>) =
        known.iter().copied().partition(|name| node.get(name).is_some());
    // Renamed to one that is there, it would be that one for the second time.
    match (nearest(key, &absent), nearest(key, &there)) {
        (Some(name), _) => finding
            .label(place, format!("did you mean `{name}`?"))
            .help(format!("rename `{key}` to `{name}`")),
        (None, Some(name)) => finding
            .label(place, format!("`{name}` is there already"))
            .help(format!("remove `{key}`")),
        (None, None) => {
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
/// So many pairs of letters are compared for one name: among more names one is always near.
const PAIRS: usize = 50_000;

/// The known name that was probably meant.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let length = name.chars().count();
    let known = known.iter().filter(|known| known.len() <= LONGEST);
    let lengths = known.map(|known| (*known, known.chars().count()));
    let alike = |(_, other): &(&str, usize)| is_near(length.abs_diff(*other), length.max(*other));
    let known: Vec<_> = lengths.filter(alike).collect();
    if known.iter().map(|(_, other)| length * other).sum::<usize>() > PAIRS {
        return None;
    }
    let close = known
        .into_iter()
        .map(|(known, other)| (known, strsim::osa_distance(name, known), length.max(other).max(1)));
    let share = |(_, slips, length): &(&str, usize, usize)| *slips as f64 / *length as f64;
    // Of several that are as near, the last.
    let best = close.max_by(|a, b| share(b).total_cmp(&share(a)));
    best.filter(|(_, slips, length)| is_near(*slips, *length)).map(|(known, ..)| known)
}

/// Among more names than these one is always near: then none is told.
const FEW: usize = 100;

/// The name that was probably meant of few, in whatever order they come.
pub fn nearest_of_few<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut known: Vec<_> = known.take(FEW + 1).collect();
    known.sort_unstable();
    nearest(name, &known).filter(|_| known.len() <= FEW)
}

/// The only name that may have been meant, if it is at all like this one.
pub fn only_one<'a>(name: &str, only: &'a str) -> Option<&'a str> {
    let length = name.chars().count().max(only.chars().count());
    let is_like = || strsim::osa_distance(name, only) * 3 <= length;
    nearest(name, &[only]).or_else(|| (name.len() <= LONGEST && is_like()).then_some(only))
}

/// Of a short name one slip is a large part.
fn is_near(slips: usize, length: usize) -> bool {
    slips * 10 <= length * 3 || slips == 1
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_one_slip_or_less_than_a_third() {
        assert_eq!(nearest("verison", &["id", "version", "versions"]), Some("version"));
        assert_eq!(nearest("di", &["id"]), Some("id"));
        assert_eq!(nearest("x", &["y"]), Some("y"));
        assert_eq!(nearest("abc", &["xbz", "abcdefg"]), None);
        assert_eq!(nearest("", &[""]), Some(""));
        assert_eq!(nearest("entrie", &["entry"]), None);
        assert_eq!(only_one("entrie", "entry"), Some("entry"));
        assert_eq!(only_one("colour", "entry"), None);
        let known = || ["entry"].into_iter().cycle();
        assert_eq!(nearest_of_few("entri", known().take(FEW)), Some("entry"));
        assert_eq!(nearest_of_few("entri", known()), None);
    }

    #[test]
    fn long_names_and_very_many_are_not_compared() {
        let long = "x".repeat(1 << 20);
        assert_eq!(nearest("version", &[&long, "verison"]), Some("verison"));
        assert_eq!(nearest(&long, &["version", &long]), None);
        let names: Vec<_> = (0..100_000).map(|number| format!("node-{number:06}")).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        assert_eq!(nearest("node-00001", &names), None);
        assert_eq!(nearest("node-00001x", &names[..20]), Some("node-000019"));
    }
}
