//! A workspace to write new packages into, and what its author then does by hand.

#![allow(dead_code, reason = "no test uses all of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub const MARK: &str = "replace-me";

pub struct Workspace {
    folder: TempDir,
}

pub fn templates() -> PathBuf {
    // Relative under Bazel, where tests start in the folder of their data.
    let crate_folder = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).expect("the crate's folder");
    crate_folder.parent().expect("a folder").join("templates")
}

/// Copies, and not what links of Bazel's lead to.
pub fn copy_templates(to: &Path) {
    for (name, text) in tree(&templates()) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

/// All files below a folder, by path.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
                files.insert(name, text);
            }
        }
    }
    files
}

/// The text with words of the author's in place of all placeholders but one: each ends where its
/// string or its line does.
pub fn filled(text: &str, kept: Option<usize>) -> String {
    let mut parts = text.split(MARK);
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        if kept == Some(index) {
            filled = filled + MARK + part;
        } else {
            let end = part.find(['"', '\n']).unwrap_or(part.len());
            filled = filled + "cancels an order that has not left yet" + &part[end..];
        }
    }
    filled
}

impl Workspace {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("a writable file");
    }

    pub fn restore(&self, folder: &str, files: &BTreeMap<String, String>) {
        for (name, text) in files {
            self.write(&format!("{folder}/{name}"), text);
        }
    }

    /// Fills in all placeholders.
    pub fn fill(&self, folder: &str) {
        for (name, text) in tree(&self.path(folder)) {
            self.write(&format!("{folder}/{name}"), filled(&text, None));
        }
    }

    pub fn activate(&self, folder: &str) {
        let name = format!("{folder}/contract.json");
        let contract = fs::read_to_string(self.path(&name)).expect("a contract");
        self.write(&name, contract.replace(r#""lifecycle": "draft""#, r#""lifecycle": "active""#));
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let binary = fs::canonicalize(env!("CARGO_BIN_EXE_checker")).expect("the binary");
        let mut command = Command::new(binary);
        command.args(args).current_dir(self.folder.path());
        command
    }

    /// Exit code, stdout and stderr.
    pub fn run(&self, args: &[&str]) -> (i32, String, String) {
        told(&self.command(args).output().expect("it starts"))
    }

    pub fn new_package(&self, args: &[&str]) -> (i32, String, String) {
        self.new_from(&templates(), args)
    }

    pub fn new_from(&self, templates: &Path, args: &[&str]) -> (i32, String, String) {
        let templates = templates.to_string_lossy();
        self.run(&[&["new", "--templates", &templates], args].concat())
    }
}

pub fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("it ended by itself");
    (code, text(&output.stdout), text(&output.stderr))
}
