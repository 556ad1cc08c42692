//! A subject for the runner out of text files: what a fixture lacks comes from `tests/base`.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write files and start the runner"
)]
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use checker::model::digest;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Absolute, as is the runner below: Bazel names both from where it starts a test, and the runner is
/// started in a folder of its own.
pub fn tests() -> PathBuf {
    std::path::absolute(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")).unwrap()
}

pub struct Subject {
    pub folder: TempDir,
    cases: Vec<PathBuf>,
}

impl Subject {
    /// Compiled and sealed from the files of a fixture.
    pub fn of(fixture: &Path) -> Self {
        let file = |name: &str| {
            let own = fixture.join(name);
            if own.exists() { own } else { tests().join("base").join(name) }
        };
        Self::build(
            &file("module.wat"),
            &file("contract.json"),
            &file("manifest.json"),
            &file("lists.json"),
            &file("cases"),
        )
    }

    /// A module of its own, all else from the base.
    pub fn with_module(wat: &Path) -> Self {
        let base = tests().join("base");
        Self::build(
            wat,
            &base.join("contract.json"),
            &base.join("manifest.json"),
            &base.join("lists.json"),
            &base.join("cases"),
        )
    }

    fn build(wat: &Path, contract: &Path, manifest: &Path, lists: &Path, cases: &Path) -> Self {
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        let module = wat::parse_file(wat).unwrap();
        let contract = fs::read_to_string(contract).unwrap();
        let mut manifest: Value = serde_json::from_slice(&fs::read(manifest).unwrap()).unwrap();
        let verdict = json!({
            "kind": "governance_verdict",
            "schema": checker::verdict::SCHEMA,
            "checker": checker::verdict::CHECKER,
            "builder": "default",
            "subject": { "kind": "package", "id": "demo.echo-package", "version": "1.0.0" },
            "inputs": [
                { "role": "contract", "name": "contract.json", "sha256": digest::sha256(contract.as_bytes()) },
                { "role": "module", "name": "echo.wasm", "sha256": digest::sha256(&module) },
            ],
            "findings": [],
            "facts": {
                "manifest": manifest,
                "contract": serde_json::from_str::<Value>(&contract).unwrap(),
            },
        });
        manifest["binary"] = json!({ "digests": { "default": digest::sha256(&module) } });
        manifest["governance"] = json!({ "schema": 1, "sealed": true, "builder": "default" });
        fs::write(at("module.wasm"), module).unwrap();
        fs::write(at("contract.json"), contract).unwrap();
        fs::write(at("manifest.json"), manifest.to_string()).unwrap();
        fs::write(at("verdict.json"), verdict.to_string()).unwrap();
        fs::copy(lists, at("lists.json")).unwrap();
        let mut cases: Vec<_> =
            fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
        cases.sort();
        // An empty folder cannot be checked in; `none` stands for it.
        cases.retain(|case| case.file_name().unwrap() != "none");
        let subject = Self { folder, cases };
        let compile =
            subject.runner(&["compile", "--module", "module.wasm", "--out", "module.cwasm"]);
        assert_eq!(show(&compile), "exit 0\n", "{}", wat.display());
        subject
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Changes one of the subject's JSON files.
    pub fn edit(&self, name: &str, edit: impl FnOnce(&mut Value)) {
        let mut value = serde_json::from_slice(&self.read(name)).unwrap();
        edit(&mut value);
        self.write(name, &value.to_string());
    }

    /// Runs the runner in the subject's folder, with nothing of Bazel's in its environment.
    pub fn runner(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::path::absolute(env!("CARGO_BIN_EXE_runner")).unwrap());
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for name in [
            "TESTBRIDGE_TEST_ONLY",
            "XML_OUTPUT_FILE",
            "TEST_UNDECLARED_OUTPUTS_DIR",
            "BUILD_WORKSPACE_DIRECTORY",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// `test`, `run` or `accept` with the subject's files, then more arguments.
    pub fn subcommand(&self, name: &str, more: &[&str]) -> Command {
        let mut command = self.command(&[
            name,
            "--cwasm",
            "module.cwasm",
            "--manifest",
            "manifest.json",
            "--verdict",
            "verdict.json",
            "--lists",
            "lists.json",
            "--contract",
            "contract.json",
            "contract.json",
        ]);
        command.args(more);
        command
    }

    pub fn test(&self, more: &[&str]) -> Output {
        let mut command = self.subcommand("test", more);
        for case in &self.cases {
            let name = format!("cases/{}", case.file_name().unwrap().to_str().unwrap());
            command.arg("--case").arg(name).arg(case);
        }
        bounded(&command).output().unwrap()
    }
}

/// What a module may do to its host at most: the runner dies of more memory than this, in KiB. What
/// it reserves and doesn't use is not counted.
const DATA: u32 = 256 << 10;

fn bounded(command: &Command) -> Command {
    let mut bounded = Command::new("sh");
    bounded.args(["-c", &format!("ulimit -d {DATA} && exec \"$0\" \"$@\"")]);
    bounded.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
    bounded.current_dir(command.get_current_dir().unwrap());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => bounded.env(name, value),
            None => bounded.env_remove(name),
        };
    }
    bounded
}

/// What a person sees of a run: the exit code, stdout, then stderr if there is any.
pub fn show(output: &Output) -> String {
    let code = output.status.code().map_or("none".into(), |code| code.to_string());
    let stdout = String::from_utf8(output.stdout.clone()).unwrap();
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    let stderr = if stderr.is_empty() { stderr } else { format!("stderr:\n{stderr}") };
    format!("exit {code}\n{stdout}{stderr}")
}

/// Holds a text against a file beside the fixture; `BLESS=1` rewrites the file.
pub fn expect(file: &Path, actual: &str) -> Result<(), String> {
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, actual).map_err(|error| error.to_string())?;
        return Ok(());
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    let diff = similar::TextDiff::from_lines(&*expected, actual);
    let diff = diff.unified_diff().header("expected", "actual").to_string();
    Err(format!(
        "{} differs (BLESS=1 rewrites it; read what it then says):\n{diff}",
        file.display()
    ))
}
