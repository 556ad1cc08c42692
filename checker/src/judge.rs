//! The judgement: inputs are read, checks run over what they hold, and the verdict is put together.

mod contract;
mod event;
mod model;
mod workflow;

use std::collections::BTreeSet;

use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::boundary::Boundary;
use crate::model::contract::Contract;
use crate::model::document::Document;
use crate::model::fields::MANIFEST;
use crate::model::interface::ModelInterface;
use crate::model::manifest::Manifest;
use crate::model::workflow::Workflow;
use crate::model::{digest, module};
use crate::verdict::{self, Facts, InputRecord, SourceRecord, Verdict};
use crate::{Finding, Lists, Package, reading};

/// What a file is to the judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A contract as it was approved, `approved/<version>.json`.
    Approved,
    /// Where the package ends: Markdown.
    Boundary,
    Contract,
    Event,
    Manifest,
    Model,
    Module,
    Policy,
    /// One of the core module's own sources.
    Source,
    Workflow,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::Approved,
        Self::Boundary,
        Self::Contract,
        Self::Event,
        Self::Manifest,
        Self::Model,
        Self::Module,
        Self::Policy,
        Self::Source,
        Self::Workflow,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Boundary => "boundary",
            Self::Contract => "contract",
            Self::Event => "event",
            Self::Manifest => "manifest",
            Self::Model => "model",
            Self::Module => "module",
            Self::Policy => "policy",
            Self::Source => "source",
            Self::Workflow => "workflow",
        }
    }
}

/// What was found where a file should be.
#[derive(Debug)]
pub enum Content<'a> {
    Bytes(&'a [u8]),
    Directory,
    /// More than the checker holds in memory: only the digest is known.
    Oversized {
        sha256: &'a str,
    },
}

#[derive(Debug)]
pub struct Input<'a> {
    pub role: Role,
    /// The path in its own repository: what findings call it.
    pub name: &'a str,
    pub content: Content<'a>,
}

/// What is to be judged, and by what.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one request at a time")]
pub enum Request<'a> {
    Package {
        manifest: Input<'a>,
        contract: Option<Input<'a>>,
        module: Option<Input<'a>>,
        /// The module's own sources, as the build declares them.
        sources: Vec<Input<'a>>,
        /// The crates that it links from elsewhere, as `name@version`.
        crates: &'a [String],
        boundary: Option<Input<'a>>,
        /// The workflows that it is declared to be part of.
        workflows: Vec<Input<'a>>,
        /// The model interfaces that it is declared to depend on.
        models: Vec<Input<'a>>,
        /// Whether it lies apart from its sources and its boundary document, as sealed packages do.
        sealed: bool,
        lists: &'a Lists,
        builder: &'a str,
        /// The command that records a new digest.
        update_command: &'a str,
    },
    Contract {
        contract: Input<'a>,
        /// Every version of it that was approved.
        approved: Vec<Input<'a>>,
        /// The command that approves the contract as it is.
        approve_command: &'a str,
    },
    Workflow {
        workflow: Input<'a>,
        /// The contracts of the capabilities that its nodes may run.
        contracts: Vec<Input<'a>>,
        /// The contracts of the events that its edges may wait for.
        events: Vec<Input<'a>>,
    },
    Event {
        event: Input<'a>,
    },
    Model {
        model: Input<'a>,
        lists: &'a Lists,
    },
}

pub fn judge(request: &Request<'_>) -> Verdict {
    match request {
        Request::Package { .. } => judge_package(request),
        Request::Contract { contract, approved, approve_command } => {
            contract::judge(contract, approved, approve_command)
        }
        Request::Workflow { workflow, contracts, events } => {
            workflow::judge(workflow, contracts, events)
        }
        Request::Event { event } => event::judge(event),
        Request::Model { model, lists } => model::judge(model, lists),
    }
}

fn judge_package(request: &Request<'_>) -> Verdict {
    let Request::Package {
        manifest,
        contract,
        module,
        sources,
        crates,
        boundary,
        workflows,
        models,
        sealed,
        lists,
        builder,
        update_command,
    } = request
    else {
        unreachable!("the caller matched it");
    };
    let mut findings = vec![];
    let manifest_document = take(reading::document(manifest), &mut findings);
    let contract_document =
        contract.as_ref().and_then(|input| take(reading::document(input), &mut findings));
    let bytes = module
        .as_ref()
        .and_then(|input| take(reading::bytes(input, reading::MODULE_LIMIT), &mut findings));
    let boundary_text =
        boundary.as_ref().and_then(|input| take(reading::text(input), &mut findings));
    if let Some(document) = &manifest_document {
        findings.extend(reading::fields(document, &MANIFEST));
    }
    let workflow_documents = workflow::readable(workflows);
    let model_documents = workflow::readable(models);
    // What other documents hold is judged in their own verdicts.
    let package = Package {
        manifest: manifest_document.as_ref().map(Manifest::of).unwrap_or_default(),
        contract: contract_document.as_ref().map(Contract::of).unwrap_or_default(),
        contract_name: contract.as_ref().map(|input| input.name),
        module: bytes.zip(module.as_ref()).map(|(bytes, input)| module::read(input.name, bytes)),
        sources: sources.iter().map(|input| input.name).collect(),
        boundary_name: boundary.as_ref().map(|input| input.name),
        boundary: boundary_text
            .zip(boundary.as_ref())
            .map(|(text, input)| Boundary::parse(input.name, text)),
        workflows: workflow_documents.iter().map(Workflow::of).collect(),
        models: model_documents.iter().map(ModelInterface::of).collect(),
        complete: workflow_documents.len() == workflows.len()
            && model_documents.len() == models.len(),
        sealed: *sealed,
        lists,
        builder,
        update_command,
    };
    for run in runs() {
        if let Run::Package(run) = run {
            findings.extend(run(&package));
        }
    }
    let subject = |text: Option<crate::model::document::Text<'_>>| text.map(|t| t.to_string());
    let to_json = |document: &Option<Document<'_>>| document.as_ref().map(|d| d.root.to_json());
    let module_sha256 = package.module.as_ref().map(|module| module.facts.digests.sha256.clone());
    let others = boundary.iter().chain(contract).chain(workflows).chain(models);
    let documents: Vec<_> = others.chain([manifest]).collect();
    let mut sources: Vec<_> = sources.iter().map(|input| record(input, None)).collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources.dedup_by(|a, b| a.name == b.name);
    let source = |input: &InputRecord| SourceRecord {
        name: input.name.clone(),
        sha256: input.sha256.clone(),
    };
    let source_records = sources.iter().map(source).collect();
    let inputs = documents.iter().map(|input| record(input, None));
    let inputs = inputs.chain(module.as_ref().map(|input| record(input, module_sha256)));
    let mut inputs: Vec<_> = inputs.chain(sources).collect();
    inputs.sort_by(|a, b| (&a.role, &a.name).cmp(&(&b.role, &b.name)));
    Verdict {
        builder: Some((*builder).to_owned()),
        subject: verdict::Subject {
            kind: "package".into(),
            id: subject(package.manifest.package_id),
            version: subject(package.manifest.version),
        },
        findings: locate(findings, &texts(documents.iter().copied())),
        inputs,
        facts: Facts {
            manifest: to_json(&manifest_document),
            contract: to_json(&contract_document),
            module: package.module.map(|module| module.facts),
            sources: Some(source_records),
            crates: Some(BTreeSet::from_iter(*crates).into_iter().cloned().collect()),
            ..Facts::default()
        },
        ..empty_verdict()
    }
}

fn empty_verdict() -> Verdict {
    Verdict {
        kind: verdict::KIND.into(),
        schema: verdict::SCHEMA,
        checker: verdict::CHECKER.into(),
        builder: None,
        subject: verdict::Subject { kind: String::new(), id: None, version: None },
        inputs: vec![],
        findings: vec![],
        facts: Facts::default(),
    }
}

/// `known` spares hashing a core module twice.
fn record(input: &Input<'_>, known: Option<String>) -> InputRecord {
    let sha256 = known.or_else(|| match input.content {
        Content::Bytes(bytes) => Some(digest::sha256(bytes)),
        Content::Oversized { sha256 } => Some(sha256.to_owned()),
        Content::Directory => None,
    });
    InputRecord { role: input.role.name().into(), name: input.name.into(), sha256 }
}

fn take<T>(result: Result<T, Vec<Finding>>, findings: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|faults| findings.extend(faults)).ok()
}
