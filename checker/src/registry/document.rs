//! The registry's document: every package in Traverse's words, the same bytes whatever the order.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::model::authority;
use crate::model::policy::Levels;
use crate::verdict::{CHECKER, Verdict, canonical_json};

pub const KIND: &str = "governed_registry";

/// `sealed` is false where digests and approvals were not enforced.
pub fn document(verdicts: &[Verdict], levels: &Levels, sealed: bool) -> String {
    let of = |kind: &'static str| verdicts.iter().filter(move |v| v.subject.kind == kind);
    let listed = |kind| {
        let mut entries: Vec<_> = of(kind).filter_map(|verdict| listed(verdict, kind)).collect();
        sort(&mut entries, ["id", "version", "digest"]);
        // Of two files with the same bytes there is one document.
        entries.dedup();
        entries
    };
    let mut packages: Vec<_> = of("package").filter_map(|v| package(v, levels)).collect();
    sort(&mut packages, ["package_id", "version"]);
    canonical_json(&json!({
        "kind": KIND,
        "schema_version": "1.0.0",
        "governance": { "schema": 1, "sealed": sealed, "checker": CHECKER },
        "packages": packages,
        "capabilities": listed("contract"),
        "workflows": listed("workflow"),
        "events": listed("event"),
        "model_interfaces": listed("model"),
    }))
}

fn package(verdict: &Verdict, levels: &Levels) -> Option<Value> {
    let manifest = verdict.facts.manifest.as_ref()?;
    let module = verdict.facts.module.as_ref()?;
    let builder = verdict.builder.as_deref().unwrap_or("default");
    let id = manifest.get("package_id")?;
    let exceptions = levels.exceptions.iter().filter(|exception| *id == *exception.package);
    let groups: BTreeSet<_> = module
        .imports
        .iter()
        .filter_map(|import| authority::find(&import.module, &import.name))
        .map(|function| function.group.name())
        .collect();
    let boundary = &manifest["governance"]["boundary"];
    let compositions = ["known_compositions", "workflow_refs"];
    let compositions = compositions.iter().find_map(|key| manifest.get(*key));
    let contract = verdict.inputs.iter().find(|input| input.role == "contract");
    let exception_refs =
        verdict.facts.contract.as_ref().map(|c| &c["provenance"]["exception_refs"]);
    Some(compact(json!({
        "package_id": id,
        "version": manifest["version"],
        "summary": manifest["summary"],
        "capability_ref": {
            "id": manifest["capability_ref"]["id"],
            "version": manifest["capability_ref"]["version"],
            "digest": contract.and_then(|input| input.sha256.as_ref()),
        },
        "known_compositions": compositions,
        "model_dependencies": manifest["model_dependencies"],
        "binary": {
            "format": manifest["binary"]["format"],
            "abi_version": manifest["binary"]["abi_version"],
            "expected_digest": module.digests.fnv1a64,
            "digests": { builder: module.digests.sha256 },
            "bytes": module.bytes,
        },
        "constraints": manifest["constraints"],
        "grants": groups,
        "boundary": { "surface": boundary["surface"], "adapters": boundary["adapters"] },
        "exception_refs": exception_refs,
        "exceptions": exceptions
            .map(|e| json!({ "code": e.code, "reason": e.reason, "until": e.until }))
            .collect::<Vec<_>>(),
    })))
}

/// A document that packages refer to, by what identifies it.
fn listed(verdict: &Verdict, kind: &str) -> Option<Value> {
    let facts = &verdict.facts;
    let document = match kind {
        "contract" => facts.contract.as_ref(),
        "workflow" => facts.workflow.as_ref(),
        "event" => facts.event.as_ref(),
        _ => facts.model.as_ref(),
    }?;
    let input = verdict.inputs.iter().find(|input| input.role == kind)?;
    let taken = ["id", "version", "lifecycle", "summary", "owner"];
    let taken = taken.iter().map(|key| ((*key).to_owned(), document[*key].clone()));
    let mut entry = Map::from_iter(taken);
    entry.insert("digest".to_owned(), input.sha256.clone().into());
    Some(compact(entry.into()))
}

/// What says nothing is left out: null, and objects that would hold nothing else.
fn compact(value: Value) -> Value {
    let Value::Object(object) = value else { return value };
    let entries = object.into_iter().map(|(key, value)| (key, compact(value)));
    let empty = |value: &Value| value.is_null() || value.as_object().is_some_and(Map::is_empty);
    entries.filter(|(_, value)| !empty(value)).collect::<Map<_, _>>().into()
}

fn sort<const N: usize>(entries: &mut [Value], keys: [&str; N]) {
    entries.sort_by_cached_key(|entry| keys.map(|key| entry[key].to_string()));
}
