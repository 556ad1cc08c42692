//! A finding that many places of one document lead to.

use std::fmt::Display;

use super::unknown_field::listed;
use crate::model::at::clipped;
use crate::{Finding, Place};

/// More places than these are only told, not shown.
const SHOWN: usize = 4;
pub(super) const TOLD: usize = 12;

/// The first names, and how many there are besides.
pub(super) fn told(names: &[&str]) -> String {
    told_of(names, names.len())
}

/// The first names, and how many there are besides if these are not all.
pub(super) fn told_of(names: &[&str], all: usize) -> String {
    let first = &names[..TOLD.min(names.len())];
    let first: Vec<_> = first.iter().map(|name| clipped(name)).collect();
    let first: Vec<_> = first.iter().map(|name| &**name).collect();
    let more = all - first.len();
    listed(&first) + &if more == 0 { String::new() } else { format!(" and {more} more") }
}

/// Labels the first places, tells of some more, and counts the rest, which are not written out.
pub(super) fn labelled<'a, T: Display>(
    finding: Finding,
    places: impl IntoIterator<Item = (Place<'a>, T)>,
) -> Finding {
    let mut told = Places::default();
    places.into_iter().for_each(|(place, message)| told.push(place, || message.to_string()));
    told.label(finding)
}

/// The first of very many places: of the others nothing is written out.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    first: Vec<(Place<'a>, String)>,
    more: usize,
}

impl<'a> Places<'a> {
    pub(super) fn push(&mut self, place: Place<'a>, message: impl FnOnce() -> String) {
        if self.first.len() < SHOWN + TOLD {
            self.first.push((place, message()));
        } else {
            self.more += 1;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.first.len() + self.more
    }

    pub(super) fn label(self, finding: Finding) -> Finding {
        let mut first = self.first.into_iter();
        let finding = first
            .by_ref()
            .take(SHOWN)
            .fold(finding, |finding, (place, message)| finding.label(place, message));
        let mut told: Vec<_> = first.map(|(_, message)| message).collect();
        if self.more > 0 {
            told.push(format!("and {} more", self.more));
        }
        if told.is_empty() {
            finding
        } else {
            finding.help(format!("likewise: {}", told.join("; ")))
        }
    }
}
