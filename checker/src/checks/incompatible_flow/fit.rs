//! Whether every value of one schema is one of another, as far as types, properties, items and
//! listed values tell.

use crate::Place;
use crate::model::document::Node;
use crate::model::object::{Object, Part};

pub(super) struct Misfit<'a> {
    pub(super) what: String,
    pub(super) given: Place<'a>,
    pub(super) given_pointer: String,
    pub(super) wanted: Place<'a>,
    pub(super) wanted_pointer: String,
}

/// Empty where either says nothing. Top-level types that differ in name are another code's.
pub(super) fn misfits<'a>(given: &Part<'a>, wanted: &Part<'a>) -> Vec<Misfit<'a>> {
    let mut misfits = vec![];
    let (has, reads) = (given.types(), wanted.types());
    if has == reads || has.is_empty() || reads.is_empty() {
        inside(given, wanted, &mut misfits);
    }
    misfits
}

fn compare<'a>(given: &Part<'a>, wanted: &Part<'a>, misfits: &mut Vec<Misfit<'a>>) {
    let (has, reads) = (given.types(), wanted.types());
    let fits = |ty: &&str| reads.contains(ty) || (*ty == "integer" && reads.contains(&"number"));
    if !has.is_empty() && !reads.is_empty() && !has.iter().all(fits) {
        let told = |types: &[&str]| format!("`{}`", types.join("` or `"));
        let what = format!("`{}` is {}, not {}", given.pointer, told(&has), told(&reads));
        return misfits.push(Misfit::of(what, given, wanted));
    }
    inside(given, wanted, misfits);
}

fn inside<'a>(given: &Part<'a>, wanted: &Part<'a>, misfits: &mut Vec<Misfit<'a>>) {
    values(given, wanted, misfits);
    if let (Some(given), Some(wanted)) = (given.items(), wanted.items()) {
        compare(&given, &wanted, misfits);
    }
    let (given, wanted) = (Object::of(given.clone()), Object::of(wanted.clone()));
    // Of an object that tells nothing nothing is known.
    if !given.describes() {
        return;
    }
    for name in &wanted.required {
        if !given.requires(name.value) {
            let what = format!("`{}` does not require `{name}`", given.part.pointer);
            let misfit = Misfit::of(what, &given.part, &wanted.part);
            misfits.push(Misfit { wanted: name.place, ..misfit });
        }
    }
    let mut names: Vec<_> = given.names().collect();
    names.sort_unstable();
    for name in names {
        match (given.property(name), wanted.property(name)) {
            (Some(given), Some(wanted)) => compare(&given, &wanted, misfits),
            (Some(more), None) if wanted.describes() && wanted.part.is_closed() => {
                let what = format!("`{}` has no property `{name}`", wanted.part.pointer);
                misfits.push(Misfit::of(what, &more, &wanted.part));
            }
            _ => {}
        }
    }
}

/// Only where both list them: a text that is some other text is found out when it is used.
fn values<'a>(given: &Part<'a>, wanted: &Part<'a>, misfits: &mut Vec<Misfit<'a>>) {
    let list = |part: &Part<'a>| part.node.get("enum").map(|node| node.items());
    let (Some(has), Some(reads)) = (list(given), list(wanted)) else { return };
    let reads: Vec<_> = reads.iter().map(Node::to_json).collect();
    if let Some(other) = has.iter().map(Node::to_json).find(|value| !reads.contains(value)) {
        let what = format!("`{}` may be {other}, which is not among the values", given.pointer);
        misfits.push(Misfit::of(what, given, wanted));
    }
}

impl<'a> Misfit<'a> {
    fn of(what: String, given: &Part<'a>, wanted: &Part<'a>) -> Self {
        Self {
            what,
            given: given.key,
            given_pointer: given.pointer.clone(),
            wanted: wanted.key,
            wanted_pointer: wanted.pointer.clone(),
        }
    }
}
