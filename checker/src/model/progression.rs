//! What changed from one version of a contract to another, as semantic versions count it.

mod schema;

use std::collections::BTreeMap;

use semver::Version;

use super::approval::differences;
use super::document::{Document, Node};
use crate::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    Patch,
    Minor,
    Major,
}

#[derive(Debug)]
pub struct Change {
    pub bump: Bump,
    pub message: String,
    /// Where it stands in the old version and in the new one; none where it is missing.
    pub old: Option<Span>,
    pub new: Option<Span>,
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
pub fn changes(old: &Document<'_>, new: &Document<'_>) -> Vec<Change> {
    let mut changes = vec![];
    // One change a field is enough to tell.
    let mut told = vec![];
    for difference in differences(new, old) {
        let field = difference.pointer.split('/').nth(1).unwrap_or_default().to_owned();
        if BREAKING.contains(&&*field) && !told.contains(&field) {
            changes.push(Change {
                bump: Bump::Major,
                message: format!("`{}` is another", difference.pointer),
                old: difference.right,
                new: difference.left,
            });
            told.push(field);
        }
    }
    for field in SETS {
        set(field, old.get(&[field]), new.get(&[field]), &mut changes);
    }
    for side in [schema::Side::Inputs, schema::Side::Outputs] {
        if let (Some(old), Some(new)) = (old.entry(&side.path()), new.entry(&side.path())) {
            schema::compare(side, old, new, &format!("/{}", side.path().join("/")), &mut changes);
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.bump));
    changes
}

fn set(field: &str, old: Option<&Node>, new: Option<&Node>, changes: &mut Vec<Change>) {
    let (old, new) = (by_value(old), by_value(new));
    for (value, node) in old.iter().filter(|(value, _)| !new.contains_key(*value)) {
        let message = format!("`{field}` has no {value} any more");
        changes.push(Change { bump: Bump::Major, message, old: Some(node.span), new: None });
    }
    for (value, node) in new.iter().filter(|(value, _)| !old.contains_key(*value)) {
        let message = format!("`{field}` has {value} as well");
        changes.push(Change { bump: Bump::Minor, message, old: None, new: Some(node.span) });
    }
}

fn by_value(list: Option<&Node>) -> BTreeMap<String, &Node> {
    let items = list.map_or(&[][..], Node::items);
    items.iter().map(|item| (item.to_json().to_string(), item)).collect()
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
