//! Whether every value of one schema is one of another, as far as types, properties, items, bounds and
//! listed values tell.

mod bounds;
mod listed;
mod objects;

pub(super) use self::listed::{Allowed, types};

use std::collections::HashMap;

use super::SHOWN;
use crate::Place;
use crate::model::document::Node;
use crate::model::object::Part;
use crate::model::trail::Trail;

#[derive(Debug)]
pub(super) struct Misfit<'a> {
    pub(super) what: String,
    pub(super) given: Place<'a>,
    pub(super) given_pointer: Trail<'a>,
    pub(super) wanted: Place<'a>,
    pub(super) wanted_pointer: Trail<'a>,
}

/// What was found between two schemas: very many nodes may get the same.
#[derive(Debug)]
pub(super) struct Fits<'a> {
    known: HashMap<[*const Node; 2], Vec<Misfit<'a>>>,
    /// One schema of a map stands for every key: what it is compared with may be as large as it is, and
    /// more of this than anybody writes is not done.
    left: usize,
}

const COMPARISONS: usize = 100_000;

impl Default for Fits<'_> {
    fn default() -> Self {
        Self { known: HashMap::new(), left: COMPARISONS }
    }
}

impl<'a> Fits<'a> {
    /// Empty where either says nothing.
    pub(super) fn misfits(&mut self, given: &Part<'a>, wanted: &Part<'a>) -> &[Misfit<'a>] {
        let key = [given.node, wanted.node].map(std::ptr::from_ref);
        self.known.entry(key).or_insert_with(|| {
            let mut misfits = Misfits { found: vec![], left: &mut self.left, in_map: false };
            misfits.compare(given, wanted);
            misfits.found
        })
    }
}

/// As many as are shown, and no more.
struct Misfits<'a, 'f> {
    found: Vec<Misfit<'a>>,
    left: &'f mut usize,
    in_map: bool,
}

impl<'a> Misfits<'a, '_> {
    fn is_full(&self) -> bool {
        self.found.len() > SHOWN
    }

    /// Whether so much more may be compared.
    fn spends(&mut self, number: usize) -> bool {
        if self.in_map {
            *self.left = self.left.saturating_sub(number);
        }
        *self.left > 0 || !self.in_map
    }

    fn push(&mut self, what: String, given: &Part<'a>, wanted: &Part<'a>) {
        self.push_at(what, given, wanted, wanted.key);
    }

    fn push_at(&mut self, what: String, given: &Part<'a>, wanted: &Part<'a>, place: Place<'a>) {
        self.found.push(Misfit {
            what,
            given: given.key,
            given_pointer: given.pointer.clone(),
            wanted: place,
            wanted_pointer: wanted.pointer.clone(),
        });
    }

    fn compare(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        if self.is_full() || !self.spends(1 + listed::number(given) + listed::number(wanted)) {
            return;
        }
        let (has, reads) = (types(given), types(wanted));
        if !has.is_empty() && !reads.is_empty() && !has.iter().all(|ty| is_among(ty, &reads)) {
            let told = |types: &[&str]| format!("`{}`", types.join("` or `"));
            let what = format!("`{}` is {}, not {}", given.pointer, told(&has), told(&reads));
            return self.push(what, given, wanted);
        }
        self.values(given, wanted);
        self.bounds(given, wanted, &has);
        if let (Some(given), Some(wanted)) = (given.items(), wanted.items()) {
            self.compare(&given, &wanted);
        }
        self.objects(given, wanted);
    }

    /// What one schema of a map stands for.
    fn compare_in_map(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        let outside = std::mem::replace(&mut self.in_map, true);
        self.compare(given, wanted);
        self.in_map = outside;
    }
}

/// Whether each value of a type is one of these.
pub(super) fn is_among(ty: &str, types: &[&str]) -> bool {
    types.contains(&ty) || (ty == "integer" && types.contains(&"number"))
}
