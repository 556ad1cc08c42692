//! A case: a folder that holds what differs from `fixtures/base`. A file of the same name replaces
//! the base's; `NAME.diff` changes it; `args` says what else is different.

#![allow(dead_code, reason = "no test uses all of it")]

pub mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use checker::gate::{decide, subject_name};
use checker::model::policy::Level;
use checker::policy::{builtin, read};
use checker::report::human;
use checker::verdict::Verdict;
use checker::{Content, Input, Lists, Request, Role, exceptions, judge, registry};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What a case's documents lead to.
pub struct Judged {
    pub codes: Vec<String>,
    /// As a person sees it where everything denies.
    pub shown: String,
}

pub struct Case {
    /// `packages/NAME/`
    folder: String,
    /// Of a registry, what it holds: cases of their own, each in a folder below.
    members: Vec<Case>,
    manifest: (String, Option<Vec<u8>>),
    contract: Option<Vec<u8>>,
    approved: Vec<(String, Vec<u8>)>,
    module: Option<Vec<u8>>,
    source: Vec<u8>,
    boundary: Option<Vec<u8>>,
    /// What else may be given, by its name.
    documents: Vec<(&'static str, Vec<u8>)>,
    policy: Vec<u8>,
    args: Vec<(String, String)>,
}

impl Case {
    pub fn at(folder: &Path) -> Self {
        Self::named(folder, "greet")
    }

    fn named(folder: &Path, name: &str) -> Self {
        let own_folder = format!("packages/{name}/");
        let args = fs::read_to_string(folder.join("args")).unwrap_or_default();
        let args: Vec<_> = args
            .lines()
            .map(|line| line.split_once(' ').expect("args: a name and a value a line"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let arg = |name: &str| args.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let module = match fs::read(folder.join("module.txt")) {
            Ok(bytes) => bytes,
            Err(_) => {
                let text = text(folder, "module.wat").expect("a module");
                wat::parse_bytes(&text).expect("valid WAT").into_owned()
            }
        };
        let kept =
            arg("keep-module-bytes").map_or(module.len(), |bytes| bytes.parse().expect("a number"));
        let module = module[..kept].to_vec();
        let json =
            ["manifest.json", "manifest.json.diff"].iter().any(|name| folder.join(name).exists());
        let name = if json { "manifest.json" } else { "manifest.toml" };
        let mut manifest = text(folder, name);
        if let Some(bytes) = &mut manifest {
            let digest = checker::model::digest::sha256(&module);
            let fnv = checker::model::digest::fnv1a64(&module);
            let filled =
                String::from_utf8_lossy(bytes).replace("$DIGEST", &digest).replace("$FNV", &fnv);
            *bytes = filled.into_bytes();
            let padded = arg("pad-manifest-to").map_or(0, |bytes| bytes.parse().expect("a number"));
            bytes.resize(bytes.len().max(padded), b'\n');
        }
        let absent = |name| arg("absent").is_some_and(|absent| absent == name);
        let contract = arg("contract").map_or("contract.json", |name| name);
        let contract = text(folder, contract).filter(|_| !absent("contract"));
        let base = || fs::read(root().join("base/contract.json")).expect("a file of the base");
        let approved = match arg("approved").map(String::as_str) {
            Some("base") => vec![base()],
            Some("base-and-own") => [base()].into_iter().chain(contract.clone()).collect(),
            Some("nothing") => vec![],
            _ => contract.clone().into_iter().collect(),
        };
        let is_registry = arg("subject").is_some_and(|subject| subject == "registry");
        Self {
            members: if is_registry { members(folder) } else { vec![] },
            manifest: (name.to_owned(), manifest),
            approved: approved
                .into_iter()
                .filter_map(|contract| approved_as(&own_folder, contract))
                .collect(),
            folder: own_folder,
            contract,
            documents: ["event.json", "model.json", "shout.json", "workflow.json"]
                .into_iter()
                .filter(|name| !absent(name.trim_end_matches(".json")))
                .filter_map(|name| Some((name, text(folder, name)?)))
                .collect(),
            source: fs::read(folder.join("main.rs")).unwrap_or(b"fn main() {}".to_vec()),
            module: (!absent("module")).then_some(module),
            boundary: text(folder, "BOUNDARY.md").filter(|_| !absent("boundary")),
            policy: text(folder, "policy.toml").expect("a policy"),
            args: args.clone(),
        }
    }

    /// The case with one argument more.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.args.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The case's files by name, the ones of the base too.
    pub fn files(&self) -> Vec<(&str, &[u8])> {
        let own = [
            (&*self.manifest.0, self.manifest.1.as_deref()),
            ("contract.json", self.contract.as_deref()),
            ("module.wasm", self.module.as_deref()),
            ("BOUNDARY.md", self.boundary.as_deref()),
            ("policy.toml", Some(&*self.policy)),
        ];
        let own = own.into_iter().filter_map(|(name, bytes)| Some((name, bytes?)));
        own.chain(self.documents.iter().map(|(name, bytes)| (*name, &**bytes))).collect()
    }

    fn arg(&self, name: &str, default: &'static str) -> String {
        let found = self.args.iter().find(|(known, _)| known == name);
        found.map_or(default.to_owned(), |(_, value)| value.clone())
    }

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
            "registry" => self.judge_registry(&lists),
            "exceptions" => {
                let mut verdict = self.judge_document(&lists);
                let today = self.args.iter().find(|(name, _)| name == "today");
                let today = today.map(|(_, day)| &**day);
                verdict.findings = exceptions::judge(&verdict, [], &policy_levels, today);
                verdict
            }
            _ => self.judge_document(&lists),
        };
        judged(&subject_name(&verdict), &verdict.findings, &levels)
    }

    fn sources(&self) -> Vec<String> {
        let own = format!("{}src/main.rs", self.folder);
        let given = self.args.iter().find(|(name, _)| name == "sources");
        let sources = given.map_or(&*own, |(_, sources)| &**sources);
        sources.split(' ').filter(|source| *source != "none").map(str::to_owned).collect()
    }

    fn judge_registry(&self, lists: &Lists) -> Verdict {
        let members: Vec<_> = self.members.iter().map(|case| (case, case.document())).collect();
        let verdicts: Vec<_> = members.iter().map(|(case, _)| case.judge_document(lists)).collect();
        let inputs = members.iter().map(|(_, (role, name, bytes))| Input {
            role: *role,
            name,
            content: Content::Bytes(bytes),
        });
        let inputs: Vec<_> = inputs.collect();
        registry::judge("//:registry", &verdicts, &inputs)
    }

    /// What the verdict is of.
    fn document(&self) -> (Role, String, Vec<u8>) {
        let (role, name, bytes) = match &*self.arg("subject", "package") {
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
        match &*arg("subject", "package") {
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

fn members(folder: &Path) -> Vec<Case> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut folders: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    folders.iter().map(|path| Case::named(path, &name(path))).collect()
}

fn judged(name: &str, findings: &[checker::verdict::Finding], levels: &checker::Levels) -> Judged {
    let decided = decide(findings, None, levels, false, None);
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code.clone()).collect();
    Judged { codes: codes.into_iter().collect(), shown: human::decided(name, &decided) }
}

/// What is approved: the case's contract as it is, the base's, or both.
fn approved_as(folder: &str, contract: Vec<u8>) -> Option<(String, Vec<u8>)> {
    let json: serde_json::Value = serde_json::from_slice(&contract).ok()?;
    let version = json["version"].as_str()?;
    Some((format!("{folder}approved/{version}.json"), contract))
}

/// The case's own file, or the base's with the case's diff. None where a directory stands.
fn text(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let own = folder.join(name);
    if own.is_dir() {
        return None;
    }
    if own.exists() {
        return Some(fs::read(own).expect("a file"));
    }
    let base = fs::read_to_string(root().join("base").join(name)).expect("a file of the base");
    let diff = fs::read_to_string(folder.join(format!("{name}.diff"))).unwrap_or_default();
    Some(diff.split("\n\n").fold(base, |text, hunk| apply(&text, hunk, folder)).into_bytes())
}

/// A hunk is a unified diff's, without its header: lines after ` `, `-` and `+`.
pub fn apply(text: &str, hunk: &str, folder: &Path) -> String {
    let side = |other: char| -> String {
        let lines = hunk.lines().filter(|line| !line.starts_with(other));
        lines.map(|line| format!("{}\n", line.get(1..).unwrap_or(""))).collect()
    };
    let (old, new) = (side('+'), side('-'));
    if old.is_empty() {
        return text.to_owned() + &new;
    }
    // Whole lines: `id = 1` is not found in `package_id = 1`.
    let (text, old, new) = (format!("\n{text}"), format!("\n{old}"), format!("\n{new}"));
    assert_eq!(text.matches(&old).count(), 1, "{}: a hunk applies once:{old}", folder.display());
    text.replacen(&old, &new, 1)[1..].to_owned()
}
