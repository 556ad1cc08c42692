//! Which host functions a package may import, from what its verdict knows.

use checker::model::authority::{Group, find};
use checker::verdict::Facts;
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde_json::Value;

#[derive(Debug)]
pub struct Grants {
    manifest: Value,
    contract: Value,
    /// What the policy grants whatever a contract says.
    by_policy: GlobSet,
    /// The constraints that an exception may open; any where the lists do not say.
    by_exception: Option<Value>,
}

impl Grants {
    pub fn of(facts: &Facts, lists: &Value) -> Result<Self, String> {
        let mut by_policy = GlobSetBuilder::new();
        let granted = &lists["imports"]["granted"];
        let globs = granted["value"].as_array().or(granted.as_array());
        for glob in globs.into_iter().flatten() {
            let text = glob.as_str().unwrap_or_default();
            let glob = Glob::new(text)
                .map_err(|error| format!("imports.granted of the lists: {error}"))?;
            by_policy.add(glob);
        }
        Ok(Self {
            manifest: facts.manifest.clone().unwrap_or_default(),
            contract: facts.contract.clone().unwrap_or_default(),
            by_exception: lists["access"].get("by_exception").map(|list| list["value"].clone()),
            by_policy: by_policy.build().map_err(|error| error.to_string())?,
        })
    }

    pub fn allow(&self, module: &str, name: &str) -> bool {
        find(module, name).is_some_and(|function| self.group(function.group))
            || self.by_policy.is_match(format!("{module}::{name}"))
    }

    /// The rule that the checker's authority family goes by.
    fn group(&self, group: Group) -> bool {
        let filled = |value: &Value| value.as_array().is_some_and(|items| !items.is_empty());
        match group {
            Group::Stdio => true,
            Group::Event => {
                self.contract["service_type"] == "subscribable" && filled(&self.contract["emits"])
            }
            Group::Connector => filled(&self.contract["connector_requirements"]),
            Group::Withheld => false,
            _ => {
                let (constraint, value) = group.constraint();
                let open = self.by_exception.as_ref().and_then(Value::as_array);
                let named = self.manifest["authority"]["groups"].as_array();
                open.is_none_or(|open| open.iter().any(|name| name == constraint))
                    && named.is_some_and(|groups| groups.iter().any(|name| name == group.name()))
                    && self.manifest["constraints"][constraint] == value
                    && self.contract["execution"]["constraints"][constraint] == value
                    && filled(&self.contract["provenance"]["exception_refs"])
            }
        }
    }
}
