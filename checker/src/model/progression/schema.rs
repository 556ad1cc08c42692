//! What changed between two schemas: which values are allowed now that were not, and the other way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bump, Change, What};
use crate::model::document::{Entry, Value};
use crate::model::keywords;
use crate::model::trail::Trail;

#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Inputs,
    Outputs,
}

impl Side {
    pub(super) fn path(self) -> [&'static str; 2] {
        match self {
            Self::Inputs => ["inputs", "schema"],
            Self::Outputs => ["outputs", "schema"],
        }
    }

    /// Callers send inputs and have to be allowed what they were; they read outputs and may not
    /// meet what was not promised.
    fn wider(self) -> Bump {
        match self {
            Self::Inputs => Bump::Minor,
            Self::Outputs => Bump::Major,
        }
    }

    fn narrower(self) -> Bump {
        match self {
            Self::Inputs => Bump::Major,
            Self::Outputs => Bump::Minor,
        }
    }
}

pub(super) fn compare<'a>(
    side: Side,
    old: &'a Entry,
    new: &'a Entry,
    trail: &Trail<'a>,
    changes: &mut Vec<Change<'a>>,
) {
    let (old, new) = (by_key(Some(old)), by_key(Some(new)));
    let all: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    for keyword in all {
        if keywords::WORDS.contains(&keyword) {
            continue;
        }
        let trail = trail.key(keyword);
        let (before, after) = (old.get(keyword).copied(), new.get(keyword).copied());
        match (keyword, before, after) {
            ("properties", before, after) => properties(side, before, after, &trail, changes),
            ("items" | "additionalProperties", Some(before), Some(after))
                if is_object(before) && is_object(after) =>
            {
                compare(side, before, after, &trail, changes);
            }
            _ => {
                let (wider, narrower) = keywords::change(
                    keyword,
                    before.map(|entry| &entry.node),
                    after.map(|entry| &entry.node),
                );
                let mut change = |bump, what: &'static str| {
                    changes.push(Change {
                        bump,
                        what: What::Place(trail.clone(), what),
                        old: before.map(|entry| entry.key_span),
                        new: after.map(|entry| entry.key_span),
                    });
                };
                let (more, less) = match keyword {
                    "required" => ("asks for less", "asks for more"),
                    _ => ("allows what it did not", "no longer allows all that it did"),
                };
                if wider {
                    change(side.wider(), more);
                }
                if narrower {
                    change(side.narrower(), less);
                }
            }
        }
    }
}

fn properties<'a>(
    side: Side,
    old: Option<&'a Entry>,
    new: Option<&'a Entry>,
    trail: &Trail<'a>,
    changes: &mut Vec<Change<'a>>,
) {
    let (old, new) = (by_key(old), by_key(new));
    for (name, before) in &old {
        let trail = trail.key(name);
        match new.get(name) {
            Some(after) => compare(side, before, after, &trail, changes),
            None => changes.push(Change {
                bump: Bump::Major,
                what: What::Place(trail, "is gone"),
                old: Some(before.key_span),
                new: None,
            }),
        }
    }
    for (name, after) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        changes.push(Change {
            bump: Bump::Minor,
            what: What::Place(trail.key(name), "is new"),
            old: None,
            new: Some(after.key_span),
        });
    }
}

fn by_key(object: Option<&Entry>) -> BTreeMap<&str, &Entry> {
    let entries = object.map_or(&[][..], |object| object.node.entries());
    entries.iter().map(|entry| (&*entry.key, entry)).collect()
}

fn is_object(entry: &Entry) -> bool {
    matches!(entry.node.value, Value::Object(_))
}
