//! What a registry holds of one kind, by id and version.

use std::collections::{HashMap, HashSet};

use super::{Entry, Reference};

#[derive(Debug)]
pub struct Held<'a> {
    held: HashSet<(&'a str, &'a str)>,
    by_id: HashMap<&'a str, (&'a Entry<'a>, &'a str)>,
}

impl<'a> Held<'a> {
    pub fn of(entries: &'a [Entry<'a>]) -> Self {
        let mut all = Self { held: HashSet::new(), by_id: HashMap::new() };
        for entry in entries {
            let subject = &entry.verdict.subject;
            if let (Some(id), Some(version)) = (subject.id.as_deref(), subject.version.as_deref()) {
                all.held.insert((id, version));
                all.by_id.entry(id).or_insert((entry, version));
            }
        }
        all
    }

    pub fn has(&self, named: &Reference) -> bool {
        self.held.contains(&(&*named.id, &*named.version))
    }

    /// One with the same id, and its version.
    pub fn other(&self, named: &Reference) -> Option<(&'a Entry<'a>, &'a str)> {
        self.by_id.get(&*named.id).copied()
    }
}
