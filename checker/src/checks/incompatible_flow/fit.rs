//! Whether every value of one schema is one of another, as far as types, properties, items and
//! listed values tell.

use std::collections::{HashMap, HashSet};

use super::SHOWN;
use crate::Place;
use crate::model::document::Node;
use crate::model::object::{Object, Part};
use crate::model::trail::Trail;

pub(super) struct Misfit<'a> {
    pub(super) what: String,
    pub(super) given: Place<'a>,
    pub(super) given_pointer: Trail<'a>,
    pub(super) wanted: Place<'a>,
    pub(super) wanted_pointer: Trail<'a>,
}

/// What was found between two schemas: very many nodes may get the same.
#[derive(Default)]
pub(super) struct Fits<'a>(HashMap<[*const Node; 2], Vec<Misfit<'a>>>);

impl<'a> Fits<'a> {
    /// Empty where either says nothing. Top-level types that differ in name are another code's.
    pub(super) fn misfits(&mut self, given: &Part<'a>, wanted: &Part<'a>) -> &[Misfit<'a>] {
        let key = [given.node, wanted.node].map(std::ptr::from_ref);
        self.0.entry(key).or_insert_with(|| {
            let mut misfits = Misfits(vec![]);
            let (has, reads) = (given.types(), wanted.types());
            if has == reads || has.is_empty() || reads.is_empty() {
                misfits.inside(given, wanted);
            }
            misfits.0
        })
    }
}

/// As many as are shown, and no more.
struct Misfits<'a>(Vec<Misfit<'a>>);

impl<'a> Misfits<'a> {
    fn is_full(&self) -> bool {
        self.0.len() > SHOWN
    }

    fn push(&mut self, what: String, given: &Part<'a>, wanted: &Part<'a>) {
        self.push_at(what, given, wanted, wanted.key);
    }

    fn push_at(&mut self, what: String, given: &Part<'a>, wanted: &Part<'a>, place: Place<'a>) {
        self.0.push(Misfit {
            what,
            given: given.key,
            given_pointer: given.pointer.clone(),
            wanted: place,
            wanted_pointer: wanted.pointer.clone(),
        });
    }

    fn compare(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        let (has, reads) = (given.types(), wanted.types());
        let fits =
            |ty: &&str| reads.contains(ty) || (*ty == "integer" && reads.contains(&"number"));
        if !has.is_empty() && !reads.is_empty() && !has.iter().all(fits) {
            let told = |types: &[&str]| format!("`{}`", types.join("` or `"));
            let what = format!("`{}` is {}, not {}", given.pointer, told(&has), told(&reads));
            return self.push(what, given, wanted);
        }
        self.inside(given, wanted);
    }

    fn inside(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        self.values(given, wanted);
        if let (Some(given), Some(wanted)) = (given.items(), wanted.items()) {
            self.compare(&given, &wanted);
        }
        let (given, wanted) = (Object::of(given.clone()), Object::of(wanted.clone()));
        // Of an object that tells nothing nothing is known.
        if !given.describes() {
            return;
        }
        for name in wanted.required.iter().filter(|name| !given.requires(name.value)) {
            if self.is_full() {
                return;
            }
            let what = format!("`{}` does not require `{name}`", given.part.pointer);
            self.push_at(what, &given.part, &wanted.part, name.place);
        }
        let mut names: Vec<_> = given.names().collect();
        names.sort_unstable();
        for name in names {
            if self.is_full() {
                return;
            }
            match (given.property(name), wanted.property(name)) {
                (Some(given), Some(wanted)) => self.compare(&given, &wanted),
                (Some(more), None) if wanted.describes() && wanted.part.is_closed() => {
                    let what = format!("`{}` has no property `{name}`", wanted.part.pointer);
                    self.push(what, &more, &wanted.part);
                }
                _ => {}
            }
        }
    }

    /// Only where both list them: a text that is some other text is found out when it is used.
    fn values(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        let list = |part: &Part<'a>| part.node.get("enum").map(|node| node.items());
        let (Some(has), Some(reads)) = (list(given), list(wanted)) else { return };
        let text = |node: &Node| node.to_json().to_string();
        let reads: HashSet<_> = reads.iter().map(text).collect();
        if let Some(other) = has.iter().map(text).find(|value| !reads.contains(value)) {
            let what = format!("`{}` may be {other}, which is not among the values", given.pointer);
            self.push(what, given, wanted);
        }
    }
}
