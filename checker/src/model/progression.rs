//! What changed from one version of a contract to another, as semantic versions count it.

mod schema;

use std::collections::BTreeMap;
use std::fmt;

use semver::Version;

use super::approval::differences;
use super::defaults::names_left_out;
use super::document::{Document, Node};
use super::trail::Trail;
use crate::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    Patch,
    Minor,
    Major,
}

#[derive(Debug)]
pub struct Change<'a> {
    pub bump: Bump,
    pub what: What<'a>,
    /// Where it stands in the old version and in the new one; none where it is missing.
    pub old: Option<Span>,
    pub new: Option<Span>,
}

/// What changed: written out only where it is told.
#[derive(Debug)]
pub enum What<'a> {
    /// What became of what stands there.
    Place(Trail<'a>, &'static str),
    Gone(&'static str, String),
    New(&'static str, String),
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(trail, what) => write!(f, "`{trail}` {what}"),
            Self::Gone(field, value) => write!(f, "`{field}` has no {value} any more"),
            Self::New(field, value) => write!(f, "`{field}` has {value} as well"),
        }
    }
}

/// Whoever relies on one of these has to look again, whatever was changed in it.
const BREAKING: &[&str] = &[
    "event_trigger",
    "execution",
    "id",
    "postconditions",
    "preconditions",
    "service_type",
    "side_effects",
    "state_schema",
];
/// Of these lists callers rely on each entry; another one more is no harm.
const SETS: &[&str] = &[
    "connector_requirements",
    "consumes",
    "dependencies",
    "emits",
    "permissions",
    "permitted_targets",
    "policies",
];

/// The changes that callers have to know of. Others are a patch.
pub fn changes<'a>(old: &'a Document<'_>, new: &'a Document<'_>) -> Vec<Change<'a>> {
    let mut changes = vec![];
    // One change a field is enough to tell.
    let mut told = vec![];
    for difference in differences(new, old) {
        let Some(field) = difference.field() else { continue };
        if BREAKING.contains(&field) && !told.contains(&field) {
            changes.push(Change {
                bump: Bump::Major,
                what: What::Place(difference.trail, "is another"),
                old: difference.right,
                new: difference.left,
            });
            told.push(field);
        }
    }
    for field in SETS {
        set(field, old, new, &mut changes);
    }
    for side in [schema::Side::Inputs, schema::Side::Outputs] {
        if let (Some(old), Some(new)) = (old.entry(&side.path()), new.entry(&side.path())) {
            schema::compare(side, old, new, &Trail::to(side.path()), &mut changes);
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.bump));
    changes
}

fn set(field: &'static str, old: &Document<'_>, new: &Document<'_>, changes: &mut Vec<Change<'_>>) {
    let (mut gone, mut added) = (by_value(field, old), by_value(field, new));
    let both: Vec<_> = gone.keys().filter(|value| added.contains_key(*value)).cloned().collect();
    for value in both {
        gone.remove(&value);
        added.remove(&value);
    }
    let span = |document: &Document<'_>| document.get(&[field]).map(|list| list.span);
    changes.extend(told(gone).into_iter().map(|(value, place)| Change {
        bump: Bump::Major,
        what: What::Gone(field, value),
        old: place,
        // What was not written down is told where something else is now.
        new: if place.is_none() { span(new) } else { None },
    }));
    changes.extend(told(added).into_iter().map(|(value, place)| Change {
        bump: Bump::Minor,
        what: What::New(field, value),
        old: if place.is_none() { span(old) } else { None },
        new: place,
    }));
}

/// The entries of a list, and where each stands; nowhere if the list is left out and has them so.
fn by_value(field: &str, document: &Document<'_>) -> BTreeMap<String, Option<Span>> {
    let items = document.get(&[field]).map_or(&[][..], Node::items);
    let written = items.iter().map(|item| (item.to_json().to_string(), Some(item.span)));
    let left_out = names_left_out(document, field).iter().map(|name| (format!("\"{name}\""), None));
    written.chain(left_out).collect()
}

/// Each that stands somewhere; the others together, as there is one place for all of them.
fn told(entries: BTreeMap<String, Option<Span>>) -> Vec<(String, Option<Span>)> {
    let (mut told, nowhere): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|(_, place)| place.is_some());
    let values: Vec<_> = nowhere.into_iter().map(|(value, _)| value).collect();
    if let Some((last, others)) = values.split_last() {
        let before = if others.is_empty() { "" } else { " and " };
        told.push((format!("{}{before}{last}", others.join(", ")), None));
    }
    told
}

/// The least version that may follow on `version` with such a change. Before 1.0.0, the second
/// number says what the first one says later.
pub fn least(version: &Version, bump: Bump) -> Version {
    let Version { major, minor, patch, .. } = *version;
    match bump {
        Bump::Major if major > 0 => Version::new(major + 1, 0, 0),
        Bump::Minor if major > 0 => Version::new(major, minor + 1, 0),
        Bump::Major => Version::new(0, minor + 1, 0),
        Bump::Minor | Bump::Patch => Version::new(major, minor, patch + 1),
    }
}
