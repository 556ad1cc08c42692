//! Values that `enum` lists, and what types they are of.

use std::collections::{HashMap, HashSet};

use super::{Misfits, is_among};
use crate::model::document::{Node, Value};
use crate::model::object::Part;
use crate::model::values::{plain, text};

/// The types of the values that a schema allows; none if it allows any. What is listed says more than
/// `type` does.
pub(in super::super) fn types<'a>(part: &Part<'a>) -> Vec<&'a str> {
    let Some(listed) = part.node.get("enum").filter(|listed| !listed.items().is_empty()) else {
        return part.types();
    };
    let mut types: Vec<_> = listed.items().iter().map(type_of).collect();
    types.sort_unstable();
    types.dedup();
    types
}

pub(super) fn type_of(node: &Node) -> &'static str {
    match &node.value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if plain(number).is_f64() => "number",
        Value::Number(_) => "integer",
        Value::Text(_) | Value::Date(_) => "string",
        Value::List(_) => "array",
        Value::Object(_) => "object",
    }
}

/// How many values are listed.
pub(super) fn number(part: &Part<'_>) -> usize {
    part.node.get("enum").map_or(0, |listed| listed.items().len())
}

/// What a schema allows, as far as its type and its list tell: read once, however many ask.
#[derive(Debug, Default)]
pub(in super::super) struct Allowed<'a>(HashMap<*const Node, (Vec<&'a str>, HashSet<String>)>);

impl<'a> Allowed<'a> {
    pub(in super::super) fn allows(&mut self, part: &Part<'a>, value: &Node) -> bool {
        let (types, listed) = self.0.entry(std::ptr::from_ref(part.node)).or_insert_with(|| {
            let listed = part.node.get("enum").map_or(&[][..], Node::items);
            (types(part), listed.iter().map(text).collect())
        });
        (types.is_empty() || is_among(type_of(value), types))
            && (listed.is_empty() || listed.contains(&text(value)))
    }
}

impl<'a> Misfits<'a, '_> {
    /// Only where both list them: a text that is some other text is found out when it is used.
    pub(super) fn values(&mut self, given: &Part<'a>, wanted: &Part<'a>) {
        let list = |part: &Part<'a>| part.node.get("enum").map(|node| node.items());
        let (Some(has), Some(reads)) = (list(given), list(wanted)) else { return };
        let reads: HashSet<_> = reads.iter().map(text).collect();
        if let Some(other) = has.iter().find(|value| !reads.contains(&text(value))) {
            let what = format!(
                "`{}` may be {}, which is not among the values",
                given.pointer,
                other.to_json()
            );
            self.push(what, given, wanted);
        }
    }
}
