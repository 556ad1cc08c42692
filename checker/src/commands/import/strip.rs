//! Takes out of a JSON document what its format does not have, and leaves the rest as it is written.

use checker::model::Document;
use checker::model::document::{Entry, Node};
use checker::model::fields::{DocumentKind, Field, Type};

/// The text with known fields alone, and the paths of the others.
pub(super) fn known(document: &Document<'_>, kind: &DocumentKind) -> (String, Vec<String>) {
    let mut stripper = Stripper { fields: vec![], cuts: vec![] };
    stripper.record(&document.root, kind.fields, "");
    let mut text = document.text.to_owned();
    stripper.cuts.sort();
    for (start, end) in stripper.cuts.into_iter().rev() {
        text.replace_range(start..end, "");
    }
    (text, stripper.fields)
}

struct Stripper {
    fields: Vec<String>,
    /// Bytes from and to.
    cuts: Vec<(usize, usize)>,
}

impl Stripper {
    fn record(&mut self, node: &Node, fields: &[Field], path: &str) {
        let field = |entry: &Entry| fields.iter().find(|field| field.name == entry.key);
        let below =
            |name: &str| if path.is_empty() { name.into() } else { format!("{path}.{name}") };
        let entries = node.entries();
        let mut kept: Option<&Entry> = None;
        for (index, entry) in entries.iter().enumerate() {
            if let Some(field) = field(entry) {
                self.value(&entry.node, &field.ty, &below(field.name));
                kept = Some(entry);
                continue;
            }
            self.fields.push(below(&entry.key));
            // A comma goes along: the one behind it, at the end the one before it.
            let rest = &entries[index + 1..];
            let start = entry.key_span.start;
            match (kept, rest) {
                (_, [next, ..]) if rest.iter().any(|entry| field(entry).is_some()) => {
                    self.cuts.push((start, next.key_span.start));
                }
                (Some(kept), []) => self.cuts.push((kept.node.span.end, entry.node.span.end)),
                // Of several at the end, the last one takes all.
                (Some(_), _) => {}
                (None, []) => self.cuts.push((entries[0].key_span.start, entry.node.span.end)),
                (None, _) => {}
            }
        }
    }

    fn value(&mut self, node: &Node, ty: &Type, path: &str) {
        match ty {
            Type::Record(fields) => self.record(node, fields, path),
            Type::List(ty) => {
                for (index, item) in node.items().iter().enumerate() {
                    self.value(item, ty, &format!("{path}[{index}]"));
                }
            }
            Type::Map(ty) => {
                for entry in node.entries() {
                    self.value(&entry.node, ty, &format!("{path}.{}", entry.key));
                }
            }
            Type::Nullable(ty) => self.value(node, ty, path),
            _ => {}
        }
    }
}
