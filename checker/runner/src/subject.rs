//! What is run: a module with the documents that were judged with it, seen to belong together.

use std::collections::BTreeSet;

use checker::verdict::Verdict;
use serde_json::Value;

use crate::compiled::Header;

/// What the host functions ask of the contract.
#[derive(Clone, Debug, Default)]
pub struct Contract {
    pub id: String,
    pub version: String,
    pub subscribable: bool,
    /// Events as `(event_id, version)`.
    pub emits: BTreeSet<(String, String)>,
    pub connectors: BTreeSet<String>,
}

impl Contract {
    pub fn of(contract: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let items = |key: &str| contract[key].as_array().cloned().unwrap_or_default();
        Self {
            id: text(&contract["id"]),
            version: text(&contract["version"]),
            subscribable: contract["service_type"] == "subscribable",
            emits: items("emits")
                .iter()
                .map(|event| (text(&event["event_id"]), text(&event["version"])))
                .collect(),
            connectors: items("connector_requirements")
                .iter()
                .map(|connector| text(&connector["connector_id"]))
                .collect(),
        }
    }
}

/// Refuses documents of another module or contract. True if the module is sealed, false if it comes
/// from a development build.
pub fn belongs_together(
    header: &Header,
    manifest: &Value,
    verdict: &Verdict,
    contract_sha256: &str,
) -> Result<bool, String> {
    let governance = &manifest["governance"];
    let Value::Bool(sealed) = governance["sealed"] else {
        return Err("the manifest is no sealed manifest: it has no `governance.sealed`; give the one that the gate wrote".into());
    };
    let builder = governance["builder"].as_str().unwrap_or("default");
    let recorded = &manifest["binary"]["digests"][builder];
    if recorded.as_str() != Some(&header.module) {
        return Err(format!(
            "the `.cwasm` is of another module than the sealed manifest: it was compiled from {}, the manifest has {recorded}",
            header.module
        ));
    }
    let judged = |role: &str| {
        let input = verdict.inputs.iter().find(|input| input.role == role);
        input.and_then(|input| input.sha256.clone()).unwrap_or_else(|| "nothing".into())
    };
    for (role, actual) in [("module", &*header.module), ("contract", contract_sha256)] {
        let judged = judged(role);
        if judged != actual {
            return Err(format!(
                "the verdict is of another {role}: it judged {judged}, this is {actual}"
            ));
        }
    }
    Ok(sealed)
}
