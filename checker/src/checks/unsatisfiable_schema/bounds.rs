//! Bounds that leave nothing between them.

use super::CHECK;
use crate::Finding;
use crate::finding::Flood;
use crate::model::document::{Document, Entry, Node};
use crate::model::schema::Schema;

struct Pair {
    /// What is bounded.
    what: &'static str,
    low: &'static str,
    high: &'static str,
    /// What each says before its number.
    words: [&'static str; 2],
}

const PAIRS: &[Pair] = &[
    Pair { what: "number", low: "minimum", high: "maximum", words: ["at least", "at most"] },
    Pair { what: "number", low: EXCLUSIVE, high: "maximum", words: ["more than", "at most"] },
    Pair {
        what: "text",
        low: "minLength",
        high: "maxLength",
        words: ["a length of at least", "a length of at most"],
    },
];

const EXCLUSIVE: &str = "exclusiveMinimum";

/// Values of other types are not bounded, but a bound that none can keep is a slip there too.
pub(super) fn crossed(document: &Document<'_>, schema: &Schema<'_>, findings: &mut Flood) {
    let mut told = None;
    for pair in PAIRS {
        // Two lower bounds are one contradiction to the upper one.
        if told != Some(pair.what)
            && let Some(bounds) = pair.crossed(schema.node)
        {
            told = Some(pair.what);
            findings.push(|| pair.finding(document, schema, bounds));
        }
    }
}

impl Pair {
    /// Both bounds, if no value is between them.
    fn crossed<'a>(&self, schema: &'a Node) -> Option<[&'a Entry; 2]> {
        let bounds = [schema.entry(self.low)?, schema.entry(self.high)?];
        let [least, most] = bounds.map(|bound| bound.node.as_f64());
        let (least, most) = (least?, most?);
        let is_empty = if self.low == EXCLUSIVE { least >= most } else { least > most };
        is_empty.then_some(bounds)
    }

    fn finding(
        &self,
        document: &Document<'_>,
        schema: &Schema<'_>,
        bounds: [&Entry; 2],
    ) -> Finding {
        let Self { what, low, high, words } = self;
        let [least, most] = bounds.map(|bound| bound.node.to_json().to_string());
        let pointer = schema.pointer();
        let finding = Finding::new(
            &CHECK.code,
            format!("no {what} satisfies `{pointer}`: none is between `{low}` and `{high}`"),
        )
        .label(document.place(bounds[0].key_span), format!("{} {least}", words[0]))
        .label(document.place(bounds[1].key_span), format!("{} {most}", words[1]));
        if bounds[0].node.as_f64() == bounds[1].node.as_f64() {
            return finding.help(format!("write `minimum` for `{low}`, or a higher `{high}`"));
        }
        finding.help(format!(
            "write `\"{low}\": {most}, \"{high}\": {least}`, or correct the one that is wrong"
        ))
    }
}
