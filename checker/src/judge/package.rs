//! The judgement of one package, with everything that its target gives.

use std::collections::BTreeSet;

use super::{Request, empty_verdict, record, take, workflow};
use crate::authority::Standings;
use crate::checks::{Run, runs};
use crate::excerpt::{locate, texts};
use crate::model::boundary::Boundary;
use crate::model::contract::Contract;
use crate::model::document::{Document, Text};
use crate::model::fields::MANIFEST;
use crate::model::interface::ModelInterface;
use crate::model::manifest::Manifest;
use crate::model::module;
use crate::model::workflow::Workflow;
use crate::verdict::{self, Facts, InputRecord, SourceRecord, Verdict};
use crate::{Package, reading};

pub(super) fn judge(request: &Request<'_>) -> Verdict {
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
    let are_texts = sources.iter().filter(|input| reading::text(input).is_ok());
    let source_texts = texts(are_texts);
    // What other documents hold is judged in their own verdicts.
    let package = Package {
        manifest: manifest_document.as_ref().map(Manifest::of).unwrap_or_default(),
        contract: contract_document.as_ref().map(Contract::of).unwrap_or_default(),
        contract_name: contract.as_ref().map(|input| input.name),
        module: bytes.zip(module.as_ref()).map(|(bytes, input)| module::read(input.name, bytes)),
        sources: sources.iter().map(|input| input.name).collect(),
        source_texts: source_texts.iter().map(|(name, text)| (*name, *text)).collect(),
        boundary_name: boundary.as_ref().map(|input| input.name),
        boundary: boundary_text
            .zip(boundary.as_ref())
            .map(|(text, input)| Boundary::parse(input.name, text)),
        workflows: workflow_documents.iter().map(Workflow::of).collect(),
        models: model_documents.iter().map(ModelInterface::of).collect(),
        complete: workflow_documents.len() == workflows.len()
            && model_documents.len() == models.len(),
        sealed: *sealed,
        standings: Standings::default(),
        lists,
        builder,
        update_command,
    };
    for run in runs() {
        if let Run::Package(run) = run {
            findings.extend(run(&package));
        }
    }
    let subject = |text: Option<Text<'_>>| text.map(|t| t.to_string());
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
        findings: locate(
            findings,
            &[texts(documents.iter().copied()), source_texts].into_iter().flatten().collect(),
        ),
        inputs,
        facts: Facts {
            manifest: to_json(&manifest_document),
            contract: to_json(&contract_document),
            // What was not read through cannot be let out, whatever the policy thinks of that.
            module: package
                .module
                .filter(|module| !matches!(module.fault, Some(module::Fault::Crowded { .. })))
                .map(|module| module.facts),
            sources: Some(source_records),
            crates: Some(BTreeSet::from_iter(*crates).into_iter().cloned().collect()),
            ..Facts::default()
        },
        ..empty_verdict()
    }
}
