//! Properties, and what stands under other keys.

use super::Misfits;
use crate::model::document::Value;
use crate::model::object::{Object, Part};

impl<'a> Misfits<'a, '_> {
    pub(super) fn objects(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        let (given_more, wanted_more) = (given.more(), wanted.more());
        // Of an object that tells nothing nothing is known.
        let properties = given.node.get("properties").map(|node| &node.value);
        let describes = matches!(properties, Some(Value::Object(_)));
        if !describes && given_more.is_none() && !given.is_closed() {
            return;
        }
        if !self.spends(size(given) + size(wanted)) {
            return;
        }
        let (given, wanted) = (Object::of(given.clone()), Object::of(wanted.clone()));
        for name in wanted.required.iter().filter(|name| !given.requires(name.value)) {
            if self.is_full() {
                return;
            }
            let what = format!("`{}` does not require `{name}`", given.part.pointer);
            self.push_at(what, &given.part, &wanted.part, name.place);
        }
        for name in sorted(&given) {
            if self.is_full() {
                return;
            }
            let Some(property) = given.property(name) else { continue };
            match (wanted.property(name), &wanted_more) {
                (Some(wanted), _) => self.compare(&property, &wanted),
                (None, Some(more)) => self.compare_in_map(&property, more),
                (None, None) if wanted.part.is_closed() => {
                    let what = format!("`{}` has no property `{name}`", wanted.part.pointer);
                    self.push(what, &property, &wanted.part);
                }
                (None, None) => {}
            }
        }
        let Some(more) = given_more else { return };
        for name in sorted(&wanted).into_iter().filter(|name| given.property(name).is_none()) {
            if self.is_full() {
                return;
            }
            if let Some(wanted) = wanted.property(name) {
                self.compare_in_map(&more, &wanted);
            }
        }
        match wanted_more {
            Some(wanted) => self.compare(&more, &wanted),
            None if wanted.part.is_closed() => {
                let what = format!(
                    "`{}` may have any key, `{}` only its own",
                    given.part.pointer, wanted.part.pointer
                );
                self.push(what, &more, &wanted.part);
            }
            None => {}
        }
    }
}

fn size(part: &Part<'_>) -> usize {
    let properties = part.node.get("properties").map_or(0, |node| node.entries().len());
    properties + part.node.get("required").map_or(0, |node| node.items().len())
}

fn sorted<'a>(object: &Object<'a>) -> Vec<&'a str> {
    let mut names: Vec<_> = object.names().collect();
    names.sort_unstable();
    names
}
