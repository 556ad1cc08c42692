//! `host-bound-boundary`: the package asks for what only some hosts have.

use std::collections::BTreeSet;

use super::places::{Places, told};
use super::{Check, Run};
use crate::model::boundary::Boundary;
use crate::model::document::{Node, Text};
use crate::model::phrases::Phrases;
use crate::model::sentence::paragraphs;
use crate::{Code, Finding, Package, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "host-bound-boundary",
        summary: "The package's boundary asks for something beside it on its host.",
        page: include_str!("../../../docs/codes/host-bound-boundary.md"),
    },
    run: Run::Package(run),
};

/// So many are looked for: of a document that is full of them, more would tell no more.
const CLAIMS: usize = 100;
/// A clause, and the words in it that speak of a host.
struct Claim<'a> {
    place: Place<'a>,
    words: String,
}

fn run(package: &Package<'_>) -> Vec<Finding> {
    let list = &package.lists.boundary.host_bound;
    let Some(phrases) = package.lists.boundary.phrases() else { return vec![] };
    let finding = |claims: Vec<Claim<'_>>, what: &str| {
        let mut seen = BTreeSet::new();
        let named = claims.iter().map(|claim| &*claim.words);
        let named: Vec<_> = named.filter(|words| seen.insert(words.to_lowercase())).collect();
        let times = if claims.len() == CLAIMS { ", very many times," } else { "" };
        let message =
            format!("{what} speaks{times} of what only some hosts have: {}", told(&named));
        let mut places = Places::default();
        for claim in &claims {
            places.push(claim.place, || format!("`{}`, not denied", claim.words));
        }
        places
            .label(Finding::new(&CHECK.code, message))
            .label(Place::file(&list.source), "`boundary.host_bound` lists such words")
            .help("let an adapter do it and pass the result in as input: the package is one core module, and every host has to do")
            .help(format!("if the package does without, say so: `no {}`", named.first().unwrap_or(&"sidecar")))
    };
    let document = package.boundary.as_ref().map(|boundary| in_document(boundary, phrases));
    let document = document.filter(|claims| !claims.is_empty());
    let manifest = in_manifest(package, phrases);
    let manifest = Some(manifest).filter(|claims| !claims.is_empty());
    let document = document.map(|claims| finding(claims, "the boundary document"));
    document.into_iter().chain(manifest.map(|claims| finding(claims, "the manifest"))).collect()
}

fn in_document<'a>(boundary: &Boundary<'a>, phrases: &Phrases) -> Vec<Claim<'a>> {
    let blocks = boundary.blocks.iter().filter(|block| !boundary.is_not_here(block));
    let claims = blocks.flat_map(|block| {
        let claims = phrases.claims(boundary.prose(block), CLAIMS).into_iter();
        claims.map(|(clause, words)| Claim { place: boundary.place(block, clause), words })
    });
    claims.take(CLAIMS).collect()
}

/// What the manifest says for people, and its adapters.
fn in_manifest<'a>(package: &Package<'a>, phrases: &Phrases) -> Vec<Claim<'a>> {
    let Some(document) = package.manifest.document else { return vec![] };
    let models = document.get(&["model_dependencies"]).map_or(&[][..], Node::items);
    let purposes = models.iter().filter_map(|model| document.as_text(model.get("purpose")?));
    let adapters = package
        .manifest
        .boundary
        .iter()
        .filter_map(|table| table.adapters.as_ref())
        .flatten()
        .copied();
    let texts = package.manifest.summary.into_iter().chain(adapters).chain(purposes);
    let claim = |text: Text<'a>| {
        let mut claims = paragraphs(text.value).flat_map(|text| phrases.claims(text, 1));
        let (_, words) = claims.next()?;
        Some(Claim { place: text.place, words })
    };
    texts.filter_map(claim).collect()
}
