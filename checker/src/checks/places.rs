//! A finding that many places of one document lead to.

use std::fmt::Display;

use super::unknown_field::listed;
use crate::{Finding, Place};

/// More places than these are only told, not shown.
const SHOWN: usize = 4;
const TOLD: usize = 12;

/// The first names, and how many there are besides.
pub(super) fn told(names: &[&str]) -> String {
    let (first, rest) = names.split_at(TOLD.min(names.len()));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    listed(first) + &more
}

/// Labels the first places, tells of some more, and counts the rest, which are not written out.
pub(super) fn labelled<T: Display>(finding: Finding, mut places: Vec<(Place<'_>, T)>) -> Finding {
    let rest = places.split_off(SHOWN.min(places.len()));
    let finding = places
        .into_iter()
        .fold(finding, |finding, (place, message)| finding.label(place, message.to_string()));
    let counted = rest.len().saturating_sub(TOLD);
    let mut told: Vec<_> =
        rest.into_iter().take(TOLD).map(|(_, message)| message.to_string()).collect();
    if counted > 0 {
        told.push(format!("and {counted} more"));
    }
    if told.is_empty() { finding } else { finding.help(format!("likewise: {}", told.join("; "))) }
}
