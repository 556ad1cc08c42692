//! A case: a folder that holds what differs from `fixtures/base`. A file of the same name replaces
//! the base's; `NAME.diff` changes it; `args` says what else is different.

#![allow(dead_code, reason = "no test uses all of it")]

mod judge;
pub mod workspace;

use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
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

    fn sources(&self) -> Vec<String> {
        let own = format!("{}src/main.rs", self.folder);
        let given = self.args.iter().find(|(name, _)| name == "sources");
        let sources = given.map_or(&*own, |(_, sources)| &**sources);
        sources.split(' ').filter(|source| *source != "none").map(str::to_owned).collect()
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
