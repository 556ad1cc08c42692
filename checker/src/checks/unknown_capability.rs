//! `unknown-capability`: a capability is referred to that no contract declares.

use std::collections::{BTreeMap, HashSet};

use semver::Version;

use super::{Check, Run};
use crate::finding::first_of;
use crate::model::document::Text;
use crate::model::workflow::Exact;
use crate::{Code, Composition, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "unknown-capability",
        summary: "A manifest or workflow refers to a capability that no contract declares.",
        page: include_str!("../../../docs/codes/unknown-capability.md"),
    },
    run: Run::Several(&[Run::Package(package), Run::Workflow(workflow)]),
};

fn package(package: &Package<'_>) -> Vec<Finding> {
    let reference = &package.manifest.capability;
    let pairs = [
        ("id", reference.id, package.contract.id),
        ("version", reference.version, package.contract.version),
    ];
    let finding = |(name, named, declared): (&str, Option<Text<'_>>, Option<Text<'_>>)| {
        let (named, declared) = (named?, declared?);
        if named.value == declared.value {
            return None;
        }
        // It is the contract's id that is wrong, which is told of the contract.
        if name == "id" && package.contract.meant_id().is_some_and(|meant| meant == named.value) {
            return None;
        }
        Some(
            Finding::new(
                &CHECK.code,
                format!("the manifest refers to {name} `{named}`, its contract has `{declared}`"),
            )
            .label(named.place, "referred to here")
            .label(declared.place, "declared here")
            .help(format!(
                "set `capability_ref.{name}` to `{declared}`, or give the package the contract with the {name} `{named}`"
            )),
        )
    };
    pairs.into_iter().filter_map(finding).collect()
}

/// More places than these help nobody.
const SHOWN: usize = 4;

fn workflow(composition: &Composition<'_>) -> Vec<Finding> {
    if !composition.complete {
        return vec![];
    }
    let known = composition.capabilities();
    let meant = composition
        .contracts
        .iter()
        .filter_map(|contract| Some((contract.meant_id()?, contract.version?.value)));
    let meant: HashSet<_> = meant.collect();
    let is_meant = |(id, version): (&str, &str)| meant.contains(&(id.to_owned(), version));
    let mut unknown: BTreeMap<(&str, &str), Vec<(Text<'_>, Exact<'_>)>> = BTreeMap::new();
    for node in &composition.workflow.nodes {
        let capability = node.capability.filter(|capability| {
            let key = capability.key();
            !known.contains_key(&key) && !is_meant(key) && can_be_known(capability)
        });
        if let Some(capability) = capability {
            unknown.entry(capability.key()).or_default().push((node.id, capability));
        }
    }
    first_of(unknown, |(key, nodes)| unknown_node(composition, key, &nodes))
}

/// What is blank, or at no version, is told as that.
fn can_be_known(capability: &Exact<'_>) -> bool {
    !capability.id.value.trim().is_empty() && Version::parse(capability.version.value).is_ok()
}

fn unknown_node(
    composition: &Composition<'_>,
    (id, version): (&str, &str),
    nodes: &[(Text<'_>, Exact<'_>)],
) -> Finding {
    let mut contracts = composition.contracts.iter();
    let other = contracts.find(|contract| contract.id.is_some_and(|own| own.value == id));
    let other = other.and_then(|contract| contract.version);
    let message = format!("no contract of the capability `{id}` at version `{version}` is given");
    let shown = nodes.iter().take(SHOWN);
    let finding = shown.fold(Finding::new(&CHECK.code, message), |finding, (node, capability)| {
        let text = if other.is_some() { capability.version } else { capability.id };
        finding.label(text.place, format!("the node `{node}` runs it"))
    });
    match other {
        Some(other) => finding
            .label(other.place, format!("version `{other}` is given"))
            .help(format!("write `{other}`, or add the contract of `{version}` to the workflow target's `capabilities`")),
        None => finding.help("add its contract to the workflow target's `capabilities`, or correct its name"),
    }
}
