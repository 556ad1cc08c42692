//! What a case's documents lead to.

use std::collections::BTreeSet;

use anstream::adapter::strip_str;
use checker::gate::{decide, subject_name};
use checker::model::policy::Level;
use checker::policy::{builtin, read};
use checker::report::human;
use checker::verdict::Verdict;
use checker::{Content, Input, Levels, Lists, Request, Role, exceptions, judge, registry};

use super::Case;

/// What a case's documents lead to.
pub struct Judged {
    pub codes: Vec<String>,
    /// As a person sees it where everything denies.
    pub shown: String,
}

impl Case {
    pub fn judge(&self) -> Judged {
        let (_, mut levels) = builtin("strict");
        levels.levels.values_mut().for_each(|level| *level = Level::Deny);
        let policy = Input {
            role: Role::Policy,
            name: "policy.toml",
            content: Content::Bytes(&self.policy),
        };
        let (lists, policy_levels) = match read(&policy) {
            Ok(policy) => policy,
            Err(findings) => return judged("policy.toml", &findings, &levels),
        };
        let verdict = match &*self.arg("subject", "package") {
            "registry" => self.judge_registry(&lists, &policy_levels),
            "exceptions" => {
                let mut verdict = self.judge_document(&lists);
                let today = self.args.iter().find(|(name, _)| name == "today");
                let today = today.map(|(_, day)| &**day);
                verdict.findings = exceptions::judge(&verdict, &policy_levels, today);
                verdict
            }
            _ => self.judge_document(&lists),
        };
        judged(&subject_name(&verdict), &verdict.findings, &levels)
    }

    /// What is judged; of exceptions, what they are held against.
    pub fn subject(&self) -> String {
        match &*self.arg("subject", "package") {
            "exceptions" => self.arg("of", "package"),
            subject => subject.to_owned(),
        }
    }

    fn judge_registry(&self, lists: &Lists, levels: &Levels) -> Verdict {
        let members: Vec<_> = self.members.iter().map(|case| (case, case.document())).collect();
        let verdicts: Vec<_> = members.iter().map(|(case, _)| case.judge_document(lists)).collect();
        let inputs = members.iter().map(|(_, (role, name, bytes))| Input {
            role: *role,
            name,
            content: Content::Bytes(bytes),
        });
        let inputs: Vec<_> = inputs.collect();
        let mut own = registry::judge("//:registry", &verdicts, &inputs);
        let all = verdicts.iter().chain([&own]);
        let of_exceptions = exceptions::judge_all(all, "the registry", levels);
        own.findings.extend(of_exceptions);
        own
    }

    /// What the verdict is of.
    fn document(&self) -> (Role, String, Vec<u8>) {
        let (role, name, bytes) = match &*self.subject() {
            "workflow" => {
                let found = self.documents.iter().find(|(name, _)| *name == "workflow.json");
                let (name, bytes) = found.expect("a workflow");
                (Role::Workflow, *name, bytes.clone())
            }
            "event" => {
                let found = self.documents.iter().find(|(name, _)| *name == "event.json");
                let (name, bytes) = found.expect("an event");
                (Role::Event, *name, bytes.clone())
            }
            "model" => {
                let found = self.documents.iter().find(|(name, _)| *name == "model.json");
                let (name, bytes) = found.expect("a model interface");
                (Role::Model, *name, bytes.clone())
            }
            "contract" => {
                (Role::Contract, "contract.json", self.contract.clone().expect("a contract"))
            }
            _ => (Role::Manifest, &*self.manifest.0, self.manifest.1.clone().expect("a manifest")),
        };
        (role, format!("{}{name}", self.folder), bytes)
    }

    fn judge_document(&self, lists: &Lists) -> Verdict {
        let arg = |name: &str, default: &'static str| self.arg(name, default);
        let folder = &self.folder;
        let manifest_name = format!("{folder}{}", self.manifest.0);
        let contract_name = match arg("contract-name", "contract.json") {
            elsewhere if elsewhere.starts_with('@') => elsewhere,
            name => format!("{folder}{name}"),
        };
        let module_name = format!("{folder}{}", arg("module-name", "greet.wasm"));
        let boundary_name = format!("{folder}{}", arg("boundary-name", "BOUNDARY.md"));
        let sources = self.sources();
        let source =
            |name| Input { role: Role::Source, name, content: Content::Bytes(&self.source) };
        let contract = self.contract.as_deref().map(|bytes| Input {
            role: Role::Contract,
            name: &contract_name,
            content: Content::Bytes(bytes),
        });
        let approved = self.approved.iter().map(|(name, bytes)| Input {
            role: Role::Approved,
            name,
            content: Content::Bytes(bytes),
        });
        let names = self.documents.iter().map(|(name, _)| format!("{folder}{name}"));
        let names: Vec<_> = names.collect();
        // A package is given the workflow and the model only in the cases that say so.
        let with = |name: &str| self.args.iter().any(|(arg, value)| arg == "with" && value == name);
        let given = |role, name: &str| {
            let found = self.documents.iter().position(|(known, _)| *known == name)?;
            let content = Content::Bytes(&self.documents[found].1);
            Some(Input { role, name: &names[found], content })
        };
        match &*self.subject() {
            "contract" => judge(&Request::Contract {
                contract: contract.expect("a contract"),
                approved: approved.collect(),
                approve_command: "bazel run //packages/greet:contract.approve",
            }),
            "workflow" => judge(&Request::Workflow {
                workflow: given(Role::Workflow, "workflow.json").expect("a workflow"),
                contracts: contract
                    .into_iter()
                    .chain(given(Role::Contract, "shout.json"))
                    .collect(),
                events: given(Role::Event, "event.json").into_iter().collect(),
            }),
            "event" => judge(&Request::Event {
                event: given(Role::Event, "event.json").expect("an event"),
            }),
            "model" => judge(&Request::Model {
                model: given(Role::Model, "model.json").expect("a model"),
                lists,
            }),
            _ => judge(&Request::Package {
                manifest: Input {
                    role: Role::Manifest,
                    name: &manifest_name,
                    content: self.manifest.1.as_deref().map_or(Content::Directory, Content::Bytes),
                },
                contract,
                module: self.module.as_deref().map(|bytes| Input {
                    role: Role::Module,
                    name: &module_name,
                    content: Content::Bytes(bytes),
                }),
                sources: sources.iter().map(|name| source(name)).collect(),
                crates: &[],
                boundary: self.boundary.as_deref().map(|bytes| Input {
                    role: Role::Boundary,
                    name: &boundary_name,
                    content: Content::Bytes(bytes),
                }),
                workflows: given(Role::Workflow, "workflow.json")
                    .into_iter()
                    .filter(|_| with("workflow"))
                    .collect(),
                models: given(Role::Model, "model.json")
                    .into_iter()
                    .filter(|_| with("model"))
                    .collect(),
                sealed: false,
                lists,
                builder: &arg("builder", "default"),
                update_command: "bazel run //packages/greet:greet.update",
            }),
        }
    }
}

fn judged(name: &str, findings: &[checker::verdict::Finding], levels: &Levels) -> Judged {
    let decided = decide(findings, None, levels, false, None);
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code.clone()).collect();
    let shown = human::decided(name, &decided);
    // A terminal's colours are all that a terminal has more.
    let coloured = human::COLOURED.decided(name, &decided);
    assert_eq!(strip_str(&coloured).to_string(), shown);
    Judged { codes: codes.into_iter().collect(), shown }
}
