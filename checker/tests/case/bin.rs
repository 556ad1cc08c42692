//! Runs the checker's binary as a user does, in a folder of its own.

#![allow(dead_code, reason = "no test uses all of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A workspace with the base package in `p/`, its policy already split.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new() -> Self {
        let workspace = Self { folder: TempDir::new().expect("a temporary folder") };
        let base = crate_folder().join("fixtures/base");
        fs::create_dir(workspace.path("p")).expect("a new folder");
        let module = wat::parse_file(base.join("module.wat")).expect("valid WAT");
        let digest = checker::model::digest::sha256(&module);
        let manifest = fs::read_to_string(base.join("manifest.toml")).expect("the base");
        workspace.write("p/manifest.toml", manifest.replace("$DIGEST", &digest));
        workspace.write("p/greet.wasm", module);
        fs::create_dir(workspace.path("p/src")).expect("a new folder");
        workspace.write("p/src/main.rs", "fn main() {}\n");
        for name in ["contract.json", "BOUNDARY.md", "policy.toml"] {
            let folder = if name == "policy.toml" { "" } else { "p/" };
            let text = fs::read(base.join(name)).expect("the base");
            workspace.write(&format!("{folder}{name}"), text);
        }
        workspace.split_policy(&workspace.read("policy.toml"));
        workspace
    }

    /// Another policy, split again.
    pub fn split_policy(&self, policy: &str) {
        self.write("policy.toml", policy);
        let args = ["policy", "--input", "policy", "policy.toml", "policy.toml"];
        let split = self.run(&[&args[..], &["--lists", "lists", "--levels", "levels"]].concat());
        assert_eq!(code(&split), 0, "{}", stderr(&split));
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("a writable file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a readable text")
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.run_with(&[], args)
    }

    /// With these variables of the environment, and none else that speaks of colours.
    pub fn run_with(&self, variables: &[(&str, &str)], args: &[&str]) -> Output {
        self.command(variables, args).output().expect("the binary starts")
    }

    pub fn command(&self, variables: &[(&str, &str)], args: &[&str]) -> Command {
        let binary = fs::canonicalize(env!("CARGO_BIN_EXE_checker")).expect("the binary");
        let mut command = Command::new(binary);
        for name in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied());
        command.args(args).current_dir(self.folder.path());
        command
    }

    /// Judges the package in `p/`, with the input of `role` taken from `path`.
    pub fn verdict(&self, role: &str, path: &str) -> Output {
        let lies =
            |own: &str, at: &'static str| if own == role { path.to_owned() } else { at.to_owned() };
        let (manifest, contract) =
            (lies("manifest", "p/manifest.toml"), lies("contract", "p/contract.json"));
        let module = lies("module", "p/greet.wasm");
        // The name tells the format.
        let name = if manifest.ends_with(".json") { "p/manifest.json" } else { "p/manifest.toml" };
        self.run(&[
            "verdict",
            "--subject",
            "package",
            "--policy",
            "lists",
            "--out",
            "verdict.json",
            "--input",
            "manifest",
            name,
            &manifest,
            "--input",
            "contract",
            "p/contract.json",
            &contract,
            "--input",
            "module",
            "p/greet.wasm",
            &module,
            "--input",
            "source",
            "p/src/main.rs",
            &lies("source", "p/src/main.rs"),
            "--input",
            "boundary",
            "p/BOUNDARY.md",
            &lies("boundary", "p/BOUNDARY.md"),
        ])
    }

    /// The codes of the verdict that was written last.
    pub fn codes(&self) -> Vec<String> {
        let verdict: serde_json::Value =
            serde_json::from_str(&self.read("verdict.json")).expect("JSON");
        let findings = verdict["findings"].as_array().expect("a list");
        findings
            .iter()
            .map(|finding| finding["code"].as_str().expect("a code").to_owned())
            .collect()
    }

    pub fn gate(&self, further: &[&str]) -> Output {
        let args =
            ["gate", "--verdict", "verdict.json", "--levels", "levels", "--module", "p/greet.wasm"];
        self.run(
            &[&args[..], &["--out-module", "out.wasm", "--out-manifest", "out.json"], further]
                .concat(),
        )
    }
}

pub fn crate_folder() -> PathBuf {
    // Relative under Bazel, where tests start in the folder of their data.
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the crate's folder")
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
