//! Packages together: what none of their verdicts alone can tell, and the registry that lists them.

mod document;
mod held;

use std::collections::HashSet;

use serde_json::Value;

pub use document::document;
pub use held::Held;

use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::digest;
use crate::model::document::{Document, Node};
use crate::verdict::{self, Facts, Verdict};
use crate::{Content, Input, Place, gate, reading};

/// What checks across packages are given.
#[derive(Debug)]
pub struct Registry<'a> {
    pub packages: Vec<Entry<'a>>,
    pub workflows: Vec<Entry<'a>>,
    pub events: Vec<Entry<'a>>,
    /// Of capabilities.
    pub contracts: Vec<Entry<'a>>,
    pub models: Vec<Entry<'a>>,
}

/// A verdict, and its document where that is at hand: then findings show the place in it.
#[derive(Debug)]
pub struct Entry<'a> {
    pub verdict: &'a Verdict,
    /// The document's name.
    pub name: &'a str,
    /// The document's digest as it was judged.
    pub sha256: Option<&'a str>,
    document: Option<Document<'a>>,
}

/// An id at one version, and where it stands in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub id: String,
    pub version: String,
    pub at: String,
}

impl<'a> Entry<'a> {
    fn of(verdict: &'a Verdict, inputs: &'a [Input<'a>]) -> Self {
        let role = gate::subject_role(verdict);
        let judged = verdict.inputs.iter().find(|input| input.role == role);
        let name = judged.map_or("", |input| &*input.name);
        let given = inputs.iter().find(|input| input.role.name() == role && input.name == name);
        // Another text would show other places.
        let same = |input: &&Input<'_>| match input.content {
            Content::Bytes(bytes) => {
                judged.is_some_and(|own| own.sha256 == Some(digest::sha256(bytes)))
            }
            _ => false,
        };
        let document = given.filter(same).and_then(|input| reading::document(input).ok());
        let sha256 = judged.and_then(|input| input.sha256.as_deref());
        Self { verdict, name, sha256, document }
    }

    /// The value at a path such as `nodes/0/capability_id`, or the file if the text is not at hand.
    pub fn place(&self, path: &str) -> Place<'_> {
        let Some(document) = &self.document else { return Place::file(self.name) };
        let node = path.split('/').try_fold(&document.root, child);
        node.map_or(document.head(), |node| document.place(node.span))
    }

    /// The capability that a package implements.
    pub fn capability(&self) -> Option<Reference> {
        let reference = self.verdict.facts.manifest.as_ref()?.get("capability_ref")?;
        reference_of(reference, "capability_ref", "id", "version")
    }

    /// The workflows that a package is known to be part of, each once.
    pub fn compositions(&self) -> Vec<Reference> {
        let Some(manifest) = &self.verdict.facts.manifest else { return vec![] };
        let named = |list| references(manifest, list, "workflow_id", "workflow_version");
        let mut references = named("known_compositions");
        let former = named("workflow_refs");
        let known = |other: &Reference| references.iter().any(|own| own.is(other));
        let former: Vec<_> = former.into_iter().filter(|other| !known(other)).collect();
        references.extend(former);
        references
    }

    /// The capabilities that a workflow's nodes run, each once.
    pub fn nodes(&self) -> Vec<Reference> {
        let Some(workflow) = &self.verdict.facts.workflow else { return vec![] };
        references(workflow, "nodes", "capability_id", "capability_version")
    }

    /// The events that a contract says its capability emits or depends on; not those that it consumes,
    /// which may come from elsewhere.
    pub fn events(&self) -> Vec<Reference> {
        let Some(contract) = &self.verdict.facts.contract else { return vec![] };
        let emitted = references(contract, "emits", "event_id", "version");
        [emitted, self.dependencies("event")].concat()
    }

    /// What of a kind a contract says its capability depends on.
    pub fn dependencies(&self, artifact_type: &str) -> Vec<Reference> {
        let Some(contract) = &self.verdict.facts.contract else { return vec![] };
        let is_one = |reference: &Reference| {
            let dependency = contract.pointer(&format!("/{}", reference.at));
            dependency.is_some_and(|dependency| dependency["artifact_type"] == artifact_type)
        };
        let named = references(contract, "dependencies", "id", "version");
        named.into_iter().filter(is_one).collect()
    }

    /// The capabilities that an event says publish it or subscribe to it.
    pub fn publishers_and_subscribers(&self) -> Vec<Reference> {
        let Some(event) = &self.verdict.facts.event else { return vec![] };
        let named = |list| references(event, list, "capability_id", "version");
        [named("publishers"), named("subscribers")].concat()
    }
}

impl Reference {
    pub fn is(&self, other: &Self) -> bool {
        (&self.id, &self.version) == (&other.id, &other.version)
    }
}

fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match key.parse::<usize>() {
        Ok(index) => node.items().get(index),
        Err(_) => node.get(key),
    }
}

fn references(document: &Value, list: &str, id: &str, version: &str) -> Vec<Reference> {
    let items = document.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut known = HashSet::new();
    let references = items.iter().enumerate();
    let references = references
        .filter_map(|(index, item)| reference_of(item, &format!("{list}/{index}"), id, version));
    // What is blank, and the same again, is told where the document is judged.
    let filled = references
        .filter(|new| [&new.id, &new.version].into_iter().all(|text| !text.trim().is_empty()));
    filled.filter(|new| known.insert((new.id.clone(), new.version.clone()))).collect()
}

fn reference_of(value: &Value, at: &str, id: &str, version: &str) -> Option<Reference> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    Some(Reference { id: text(id)?, version: text(version)?, at: at.to_owned() })
}

/// The verdict on packages together. `inputs` are texts of documents, for findings to show.
pub fn judge(name: &str, verdicts: &[Verdict], inputs: &[Input<'_>]) -> Verdict {
    let of = |kind: &str| {
        let entries = verdicts.iter().filter(|verdict| verdict.subject.kind == kind);
        entries.map(|verdict| Entry::of(verdict, inputs)).collect()
    };
    let registry = Registry {
        packages: of("package"),
        workflows: of("workflow"),
        events: of("event"),
        contracts: of("contract"),
        models: of("model"),
    };
    let mut findings = vec![];
    for run in runs() {
        if let Run::Registry(run) = run {
            findings.extend(run(&registry));
        }
    }
    Verdict {
        kind: verdict::KIND.into(),
        schema: verdict::SCHEMA,
        checker: verdict::CHECKER.into(),
        builder: None,
        subject: verdict::Subject { kind: "registry".into(), id: Some(name.into()), version: None },
        inputs: vec![],
        findings: locate(findings, &texts(inputs)),
        facts: Facts::default(),
    }
}
