//! A case as a repository for Bazel: the same files under the same names, declared as a user would.

use std::fs;
use std::path::Path;

use super::Case;

const LOADS: &str = r#"load("@rules_governed_wasm//rules:defs.bzl", "capability_contract", "event_contract", "governed_registry", "model_interface", "wasm_microservice", "workflow_definition")

package(default_visibility = ["//visibility:public"])

exports_files(glob(["src/**"], allow_empty = True))
"#;

/// How a case is built.
pub struct Plan {
    /// What to build, in the case's repository.
    pub target: String,
    pub policy: Vec<u8>,
    pub builder: String,
    pub today: String,
}

impl Case {
    /// Writes the case's repository to `repo`, a new folder. None where the rules' own attributes
    /// already exclude the fault: `capability` is mandatory.
    pub fn write_repository(&self, repo: &Path) -> Option<Plan> {
        self.contract.as_ref()?;
        put(repo, "MODULE.bazel", b"");
        let registry = self.arg("subject", "package") == "registry";
        let built = if registry { &self.members[..] } else { std::slice::from_ref(self) };
        for case in built {
            case.write_package(repo);
        }
        if registry {
            let all = |subject: &str, target: &str| {
                let of_kind = |case: &&Case| case.arg("subject", "package") == subject;
                let labels =
                    self.members.iter().filter(of_kind).map(|case| {
                        format!("\"//{}:{target}\"", case.folder.trim_end_matches('/'))
                    });
                format!("[{}]", labels.collect::<Vec<_>>().join(", "))
            };
            let attributes = [
                ("events", &*all("event", "event")),
                ("packages", &*all("package", "greet")),
                ("workflows", &*all("workflow", "workflow")),
            ];
            let text = format!("{LOADS}{}", rule("governed_registry", "registry", &attributes));
            put(repo, "BUILD.bazel", text.as_bytes());
        }
        let package = self.folder.trim_end_matches('/');
        let target = match &*self.subject() {
            "registry" => "//:registry".to_owned(),
            "package" => format!("//{package}:greet"),
            subject => format!("//{package}:{subject}"),
        };
        Some(Plan {
            target,
            policy: self.policy.clone(),
            builder: self.arg("builder", "default"),
            today: self.arg("today", ""),
        })
    }

    fn write_package(&self, repo: &Path) {
        let folder = &*self.folder;
        let write = |name: &str, bytes: &[u8]| put(repo, &format!("{folder}{name}"), bytes);
        match &self.manifest.1 {
            Some(bytes) => write(&self.manifest.0, bytes),
            None => write(&format!("{}/file", self.manifest.0), b""),
        }
        for (name, bytes) in &self.documents {
            write(name, bytes);
        }
        let mut build = LOADS.to_owned();
        let mut add = |text: String| build.push_str(&text);
        let contract = self.contract.as_ref().expect("a contract");
        let contract_rule =
            rule("capability_contract", "contract", &[("contract", "\"contract.json\"")]);
        // `@shared/…` is in a module of its own, beside the cases.
        let elsewhere = self.arg("contract-name", "contract.json").starts_with('@');
        let capability = if elsewhere {
            let shared = repo.ancestors().nth(2).expect("the workspace").join("shared");
            put(&shared, "MODULE.bazel", b"module(name = \"shared\")\n");
            put(&shared, "greet/BUILD.bazel", format!("{LOADS}{contract_rule}").as_bytes());
            put(&shared, "greet/contract.json", contract);
            put(&shared, "greet/approved/1.0.0.json", contract);
            "\"@shared//greet:contract\""
        } else {
            write("contract.json", contract);
            add(contract_rule);
            for (name, contract) in &self.approved {
                put(repo, name, contract);
            }
            "\":contract\""
        };
        let has = |name: &str| self.documents.iter().any(|(known, _)| *known == name);
        if let Some((_, shout)) = self.documents.iter().find(|(name, _)| *name == "shout.json") {
            let document: serde_json::Value = serde_json::from_slice(shout).expect("JSON");
            let version = document["version"].as_str().expect("a version");
            write(&format!("approved-shout/{version}.json"), shout);
            let approved = format!("[\"approved-shout/{version}.json\"]");
            let attributes = [("contract", "\"shout.json\""), ("approved", &*approved)];
            add(rule("capability_contract", "shout", &attributes));
        }
        // One more contract, like the first but for its name and version.
        let also = self.args.iter().find(|(name, _)| name == "also").map(|(_, value)| &**value);
        if let Some((name, version)) = also.and_then(|also| also.split_once(' ')) {
            let contract = String::from_utf8_lossy(self.contract.as_ref().expect("a contract"));
            let contract = contract
                .replace("\"id\": \"demo.greet\"", &format!("\"id\": \"demo.{name}\""))
                .replace("\"name\": \"greet\"", &format!("\"name\": \"{name}\""))
                .replace("\"version\": \"1.0.0\"", &format!("\"version\": \"{version}\""));
            write(&format!("also/{version}.json"), contract.as_bytes());
            let file = format!("\"also/{version}.json\"");
            let approved = format!("[{file}]");
            add(rule(
                "capability_contract",
                "also",
                &[("contract", &file), ("approved", &approved)],
            ));
        }
        if has("event.json") {
            add(rule("event_contract", "event", &[("event", "\"event.json\"")]));
        }
        if has("model.json") {
            add(rule("model_interface", "model", &[("interface", "\"model.json\"")]));
        }
        if has("workflow.json") && !elsewhere {
            let shout = if has("shout.json") { ", \":shout\"" } else { "" };
            let also = if also.is_some() { ", \":also\"" } else { "" };
            let events = if has("event.json") { "[\":event\"]" } else { "[]" };
            add(rule(
                "workflow_definition",
                "workflow",
                &[
                    ("workflow", "\"workflow.json\""),
                    ("capabilities", &format!("[\":contract\"{shout}{also}]")),
                    ("events", events),
                ],
            ));
        }
        let given =
            |what: &str| self.args.iter().any(|(arg, value)| arg == "with" && value == what);
        let list = |what: &str| if given(what) { format!("[\":{what}\"]") } else { "[]".into() };
        if let Some(module) = &self.module {
            write("module.wasm", module);
            let boundary = self.arg("boundary-name", "BOUNDARY.md");
            if let Some(bytes) = &self.boundary {
                write(&boundary, bytes);
            }
            let sources = self.sources();
            let labels = sources.iter().map(|source| {
                put(repo, source, &self.source);
                // A source of another package is exported there.
                let mut parts = source.splitn(3, '/');
                match (parts.next(), parts.next(), parts.next()) {
                    (Some("packages"), Some(package), Some(rest)) => {
                        format!("\"//packages/{package}:{rest}\"")
                    }
                    _ => {
                        put(repo, "BUILD.bazel", b"exports_files(glob([\"native/**\"]))\n");
                        format!("\"//:{source}\"")
                    }
                }
            });
            let labels: Vec<_> = labels.collect();
            let boundary =
                self.boundary.as_ref().map_or("None".into(), |_| format!("\"{boundary}\""));
            add(rule(
                "wasm_microservice",
                "greet",
                &[
                    ("boundary", &boundary),
                    ("capability", capability),
                    ("manifest", &format!("\"{}\"", self.manifest.0)),
                    ("module", "\"module.wasm\""),
                    ("srcs", &format!("[{}]", labels.join(", "))),
                    ("workflows", &list("workflow")),
                    ("models", &list("model")),
                ],
            ));
        }
        put(repo, &format!("{folder}BUILD.bazel"), build.as_bytes());
    }
}

fn rule(kind: &str, name: &str, attributes: &[(&str, &str)]) -> String {
    let lines = attributes.iter().map(|(name, value)| format!("    {name} = {value},\n"));
    format!("\n{kind}(\n    name = \"{name}\",\n{})\n", lines.collect::<String>())
}

fn put(repo: &Path, name: &str, bytes: &[u8]) {
    let path = repo.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, bytes).expect("a new file");
}
