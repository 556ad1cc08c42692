//! Bounds that leave nothing between them.

use super::CHECK;
use crate::Finding;
use crate::finding::Flood;
use crate::model::document::{Document, Node};
use crate::model::schema::Schema;

/// A lower bound, an upper one, and what each says before its number.
type Pair = ([&'static str; 2], [&'static str; 2]);

const PAIRS: &[Pair] = &[
    (["minimum", "maximum"], ["at least", "at most"]),
    ([EXCLUSIVE, "maximum"], ["more than", "at most"]),
    (["minLength", "maxLength"], ["a length of at least", "a length of at most"]),
];

const EXCLUSIVE: &str = "exclusiveMinimum";

/// Values of other types are not bounded, but a bound that none can keep is a slip there too.
pub(super) fn crossed(document: &Document<'_>, schema: &Schema<'_>, findings: &mut Flood) {
    let crossed = PAIRS.iter().filter_map(|pair| {
        let [low, high] = pair.0.map(|name| schema.node.entry(name));
        let (low, high) = (low?, high?);
        let (least, most) = (low.node.as_f64()?, high.node.as_f64()?);
        let is_empty = if pair.0[0] == EXCLUSIVE { least >= most } else { least > most };
        is_empty.then_some((pair, [low, high]))
    });
    // Two lower bounds are one contradiction to the upper one.
    for ((names, words), entries) in crossed.take(1) {
        findings.push(|| {
            let number = |node: &Node| node.to_json().to_string();
            let [least, most] = entries.map(|entry| number(&entry.node));
            let [low, high] = names;
            let finding = Finding::new(
                &CHECK.code,
                format!("nothing satisfies `{}`: `{low}` and `{high}` leave nothing between them", schema.pointer()),
            )
            .label(document.place(entries[0].key_span), format!("{} {least}", words[0]))
            .label(document.place(entries[1].key_span), format!("{} {most}", words[1]));
            if entries[0].node.as_f64() == entries[1].node.as_f64() {
                finding.help(format!("write `minimum` for `{low}`, or a higher `{high}`"))
            } else {
                finding.help(format!(
                    "write `\"{low}\": {most}, \"{high}\": {least}`, or correct the one that is wrong"
                ))
            }
        });
    }
}
