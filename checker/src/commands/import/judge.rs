//! What the checker has to say of what was imported, a line a finding.

use std::collections::BTreeMap;

use checker::gate::{Decided, decide};
use checker::report::human::Severity;
use checker::verdict::Verdict;
use checker::{Content, Input, Request, Role, judge as verdict, policy};

use super::super::files::Given;
use super::super::folder::RelPath;
use super::Package;

/// What the profile `strict` denies, and what it warns of.
pub(super) fn judge(
    package: &Package<'_>,
    files: &BTreeMap<RelPath, Vec<u8>>,
) -> (Vec<String>, Vec<String>) {
    let (_, levels) = policy::builtin("strict");
    let (mut denied, mut warned) = (vec![], vec![]);
    for verdict in verdicts(package, files) {
        let id = verdict.subject.id.as_deref();
        for decided in decide(&verdict.findings, id, &levels, false, None) {
            let lines = if decided.severity == Severity::Error { &mut denied } else { &mut warned };
            lines.push(line(&decided, &package.folder));
        }
    }
    (denied, warned)
}

fn verdicts(package: &Package<'_>, files: &BTreeMap<RelPath, Vec<u8>>) -> Vec<Verdict> {
    let names: BTreeMap<_, _> =
        files.keys().map(|name| (name.as_str(), format!("{}/{name}", package.folder))).collect();
    let input = |role: Role, name: &str| {
        let content = Content::Bytes(files.get(name)?);
        Some(Input { role, name: names.get(name)?, content })
    };
    let contract = || input(Role::Contract, "contract.json");
    let (lists, _) = policy::builtin("strict");
    let approve = format!("bazel run {}", package.label("contract.approve"));
    let mut verdicts = vec![];
    if let Some(contract) = contract() {
        verdicts.push(verdict(&Request::Contract {
            contract,
            approved: vec![],
            approve_command: &approve,
        }));
    }
    for workflow in package.workflows {
        let Some(new) = &workflow.new else { continue };
        let others = new.contracts.iter().map(Given::input);
        verdicts.push(verdict(&Request::Workflow {
            workflow: workflow.given.input(),
            contracts: contract().into_iter().chain(others).collect(),
            events: vec![],
        }));
    }
    let update = format!("bazel run {}", package.label(&format!("{}.update", package.name)));
    let sources = package.traverse.sources.keys();
    verdicts.push(verdict(&Request::Package {
        manifest: input(Role::Manifest, "manifest.toml").expect("it is always written"),
        contract: contract(),
        module: input(Role::Module, &format!("{}.wasm", package.name)),
        sources: sources.filter_map(|name| input(Role::Source, name)).collect(),
        crates: &[],
        boundary: input(Role::Boundary, "BOUNDARY.md"),
        workflows: package.workflows.iter().map(|workflow| workflow.given.input()).collect(),
        models: vec![],
        sealed: false,
        lists: &lists,
        builder: package.builder,
        update_command: &update,
    }));
    verdicts
}

/// Where, what, and what to do.
fn line(decided: &Decided<'_>, folder: &str) -> String {
    let finding = decided.finding;
    let place = finding.labels.first().map_or(String::new(), |label| {
        let file = label.file.strip_prefix(folder).unwrap_or(&label.file).trim_start_matches('/');
        match &label.span {
            Some(span) => format!("{file}:{}:{}: ", span.line, span.column),
            None => format!("{file}: "),
        }
    });
    let help: String = finding.help.iter().map(|help| format!("; {help}")).collect();
    format!("{place}{} [{}]{help}", finding.message, finding.code)
}
