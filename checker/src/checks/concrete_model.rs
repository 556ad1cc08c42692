//! `concrete-model`: a model is named where an interface should be.

use std::convert::identity;

use super::incomplete_contract::texts::word_in;
use super::{Check, Run};
use crate::finding::first_of;
use crate::model::document::{Document, Node, Text, Value};
use crate::model::interface::{ModelInterface, dependencies};
use crate::vendors::{Vendors, address};
use crate::{Code, Finding, Lists, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "concrete-model",
        summary: "A manifest or a model interface names a vendor, a product or an address.",
        page: include_str!("../../../docs/codes/concrete-model.md"),
    },
    run: Run::Several(&[Run::Package(package), Run::Model(model)]),
};

fn package(package: &Package<'_>) -> Vec<Finding> {
    let manifest = &package.manifest;
    let Some(document) = manifest.document else { return vec![] };
    let vendors = Vendors::of(package.lists);
    let dependencies = dependencies(document);
    let texts = dependencies.iter().flat_map(|one| [Some(one.interface), one.purpose]).flatten();
    let adapters = manifest.boundary.iter().flat_map(|boundary| &boundary.adapters).flatten();
    let texts = texts.chain(manifest.summary).chain(adapters.copied());
    first_of(texts.filter_map(|text| finding(document, text, &vendors)), identity)
}

fn model(model: &ModelInterface<'_>, lists: &Lists) -> Vec<Finding> {
    let vendors = Vendors::of(lists);
    let mut texts = vec![];
    collect(model.document, &model.document.root, &mut texts);
    let findings = texts.into_iter().filter_map(|text| finding(model.document, text, &vendors));
    first_of(findings, identity)
}

/// Every key and every text: a vendor's own parameters are as telling as its name.
fn collect<'a>(document: &'a Document<'a>, node: &'a Node, texts: &mut Vec<Text<'a>>) {
    texts.extend(document.as_text(node));
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| collect(document, item, texts)),
        Value::Object(entries) => {
            for entry in entries {
                texts.push(Text { value: &entry.key, place: document.place(entry.key_span) });
                collect(document, &entry.node, texts);
            }
        }
        _ => {}
    }
}

fn finding(document: &Document<'_>, text: Text<'_>, vendors: &Vendors<'_>) -> Option<Finding> {
    let named = vendors.first(text.value);
    let (range, glob) = match (named, address(text.value)) {
        (Some((range, glob)), _) => (range, Some(glob)),
        (None, Some(range)) => (range, None),
        (None, None) => return None,
    };
    let name = &text.value[range];
    let place = word_in(document, text, &name.to_ascii_lowercase());
    let help = "say what is asked of the model, such as `text.summarize`; which model answers is settled where the package is deployed";
    Some(match glob {
        Some(glob) => Finding::new(
            &CHECK.code,
            format!("`{name}` names a vendor or product, not what is asked of it"),
        )
        .label(place, "a model is named here")
        .label(Place::file(vendors.source), format!("`models.vendors` lists `{glob}`"))
        .help(help),
        None => Finding::new(&CHECK.code, format!("`{name}` is an address, not an interface"))
            .label(place, "a model is reached here")
            .help(help),
    })
}
