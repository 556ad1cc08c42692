//! A Traverse repository beside an empty workspace, each in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use checker::model::digest::fnv1a64;
use tempfile::TempDir;

use super::bin::{code, crate_folder, stderr};

/// A Traverse repository, copied from `tests/data/import`, beside an empty workspace.
pub struct Desk {
    folder: TempDir,
}

/// Names no digest: it is the module's own.
const FNV: &str = "$FNV";

impl Desk {
    pub fn of(name: &str) -> Self {
        let desk = Self { folder: TempDir::new().expect("a temporary folder") };
        fs::create_dir(desk.path("w")).expect("a new folder");
        fs::write(desk.path("w/MODULE.bazel"), "").expect("a new file");
        let data = data(name);
        for file in files(&data).iter().filter(|file| *file != "expected.txt") {
            let text = fs::read_to_string(data.join(file)).expect("a text");
            desk.write(&format!("t/{file}"), text.replace(FNV, &fnv1a64(&module())));
        }
        desk
    }

    /// As Traverse's build would have made it.
    pub fn with_module(self) -> Self {
        self.write("t/examples/desk-greet/artifacts/desk-greet.wasm", module());
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a writable file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text")
    }

    pub fn change(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} has no {old}");
        self.write(name, text.replace(old, new));
    }

    /// The checker in the workspace.
    pub fn checker(&self, args: &[&str]) -> Command {
        let binary = fs::canonicalize(env!("CARGO_BIN_EXE_checker")).expect("the binary");
        let mut command = Command::new(binary);
        command.args(args).current_dir(self.path("w")).stdout(Stdio::piped());
        command.stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.checker(args).output().expect("the binary starts")
    }

    /// What is said, and every file of the workspace with its text.
    pub fn seen(&self, output: &Output) -> String {
        let mut text = format!("exit {}\n{}{}", code(output), stdout(output), stderr(output));
        for file in files(&self.path("w")) {
            let bytes = fs::read(self.path("w").join(&file)).expect("a file");
            // A contract is taken over as it is, a module is not for reading.
            let shown = match String::from_utf8(bytes) {
                Ok(text) if file.ends_with("contract.json") => {
                    format!("{} lines\n", text.lines().count())
                }
                Ok(text) if !file.ends_with(".wasm") => text,
                Ok(_) | Err(_) => "not for reading\n".to_owned(),
            };
            text += &format!("\n==> {file} <==\n{shown}");
        }
        text
    }
}

pub const PREBUILT: &str = "../t/examples/desk-greet";

pub fn data(name: &str) -> PathBuf {
    crate_folder().join("tests/data/import").join(name)
}

pub fn module() -> Vec<u8> {
    wat::parse_file(crate_folder().join("fixtures/base/module.wat")).expect("valid WAT")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The paths of all files in a folder, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = vec![];
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is in there");
                found.push(name.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}
