//! `placeholder`: a value is still the template's.

use std::collections::BTreeSet;

use super::{Check, Run, places};
use crate::digests;
use crate::finding::Flood;
use crate::model::at::At;
use crate::model::boundary::Boundary;
use crate::model::contract::Contract;
use crate::model::digest;
use crate::model::document::{Document, Node, Text, Value};
use crate::model::fields::{CONTRACT, MANIFEST, texts_where};
use crate::model::placeholder::{is_placeholder, marks};
use crate::{Code, Finding, Package, Place, Span};

pub static CHECK: Check = Check {
    code: Code {
        name: "placeholder",
        summary: "A value in the manifest, the contract or the boundary document was never filled in.",
        page: include_str!("../../../docs/codes/placeholder.md"),
    },
    run: Run::Several(&[Run::Package(package), Run::Contract(contract)]),
};

fn package(package: &Package<'_>) -> Vec<Finding> {
    let manifest = package.manifest.document.map(|document| {
        let unfilled = texts_where(document, &MANIFEST, |path, text| {
            is_placeholder(text.value) && !is_contradicted(package, path, text)
        });
        let (digests, values): (Vec<_>, Vec<_>) =
            unfilled.into_iter().partition(|(_, text)| digest::is_zero(text.value));
        let zeros = |(path, text): &(String, Text<'_>)| {
            Finding::new(&CHECK.code, format!("`{path}` is all zeros, as in a template"))
                .label(text.place, "the digest of nothing that exists")
                .help(format!(
                    "record the module's digest, with the builder it is of: `{}`",
                    package.update_command
                ))
        };
        let mut flood = Flood::default();
        finding(&values).into_iter().for_each(|finding| flood.push(|| finding));
        digests.iter().for_each(|digest| flood.push(|| zeros(digest)));
        flood.into_findings()
    });
    let boundary = package.boundary.as_ref().and_then(boundary);
    [manifest.unwrap_or_default(), boundary.into_iter().collect()].concat()
}

fn contract(contract: &Contract<'_>) -> Vec<Finding> {
    let Some(document) = contract.document else { return vec![] };
    let mut values = texts_where(document, &CONTRACT, |_, text| is_placeholder(text.value));
    // Schemas and examples are the author's data: there, only the templates' own mark counts.
    let known: BTreeSet<_> = values.iter().map(|(_, text)| text.place.span).collect();
    let mut data = Data { document, known: &known, values: vec![] };
    if marks(document.text).next().is_some() {
        data.collect(&document.root, &At::Root);
    }
    values.extend(data.values);
    values.sort_by_key(|(_, text)| text.place.span);
    finding(&values).into_iter().collect()
}

/// More of them than these are only named.
const SHOWN: usize = 4;

/// One finding for all values of a document.
fn finding(values: &[(String, Text<'_>)]) -> Option<Finding> {
    let paths: Vec<_> = values.iter().map(|(path, _)| &**path).collect();
    let (verb, own) = match &paths[..] {
        [] => return None,
        [path] => ("was", format!("`{path}`")),
        _ => ("were", "values".to_owned()),
    };
    let message = format!("{} {verb} never filled in", places::told(&paths));
    let places = values.iter().map(|(_, text)| text.place);
    let finding = shown(Finding::new(&CHECK.code, message), places);
    Some(finding.help(format!("write the package's own {own}")))
}

fn boundary(boundary: &Boundary<'_>) -> Option<Finding> {
    let place = |start: usize| {
        let rest = &boundary.text[start..];
        let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        Place { file: boundary.name, span: Some(Span { start, end }) }
    };
    let message = match marks(boundary.text).count() {
        0 => return None,
        1 => "the boundary document was never filled in".to_owned(),
        many => format!("the boundary document was never filled in, in {many} places"),
    };
    let finding = shown(Finding::new(&CHECK.code, message), marks(boundary.text).map(place));
    Some(finding.help("write there what holds for the package"))
}

fn shown<'a>(finding: Finding, places: impl Iterator<Item = Place<'a>>) -> Finding {
    let label = |finding: Finding, place| finding.label(place, "still a placeholder");
    places.take(SHOWN).fold(finding, label)
}

/// Every text with a template's mark in it that is not known yet, whatever the format says of where it
/// stands. Only the paths of the first are written out: no others are told.
struct Data<'a, 'b> {
    document: &'a Document<'a>,
    known: &'b BTreeSet<Option<Span>>,
    values: Vec<(String, Text<'a>)>,
}

impl<'a> Data<'a, '_> {
    fn collect(&mut self, node: &'a Node, at: &At<'_>) {
        match &node.value {
            Value::Text(value) if marks(value).next().is_some() => {
                let text = self.document.as_text(node);
                if let Some(text) = text.filter(|text| !self.known.contains(&text.place.span)) {
                    let is_told = self.values.len() < places::TOLD;
                    self.values.push((if is_told { at.to_string() } else { String::new() }, text));
                }
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect(item, &At::Item(at, index));
                }
            }
            Value::Object(entries) => {
                for entry in entries.iter() {
                    self.collect(&entry.node, &At::Key(at, &entry.key));
                }
            }
            _ => {}
        }
    }
}

/// Whether another check tells that something given says otherwise.
fn is_contradicted(package: &Package<'_>, path: &str, text: Text<'_>) -> bool {
    match path {
        "capability_ref.id" => package.contract.id.is_some(),
        "capability_ref.version" => package.contract.version.is_some(),
        "capability_ref.contract_path" | "binary.format" | "binary.abi_version" => true,
        "source.path" => {
            !package.sealed && (package.module.is_some() || !package.sources.is_empty())
        }
        "binary.expected_digest" => is_malformed(text, None) || is_held_against(package, None),
        _ => match path.strip_prefix("binary.digests.") {
            Some(builder) => {
                is_malformed(text, Some(builder)) || is_held_against(package, Some(builder))
            }
            None => false,
        },
    }
}

/// That no digest has such a shape is told, whatever its digits are.
fn is_malformed(text: Text<'_>, builder: Option<&str>) -> bool {
    digests::fault(text, builder.is_some()).is_some()
}

/// Whether the module's digest is compared with the one recorded, for a builder or for any.
fn is_held_against(package: &Package<'_>, builder: Option<&str>) -> bool {
    package.sound_module().is_some() && builder.is_none_or(|builder| builder == package.builder)
}
