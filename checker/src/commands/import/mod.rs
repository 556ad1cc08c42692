//! `checker import`: makes a governed package of one of Traverse's, and tells what is left to people.

mod boundary;
mod cases;
mod judge;
mod manifest;
mod neighbours;
mod strip;
mod targets;
mod traverse;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use checker::Role;
use checker::model::Document;
use checker::model::fields::{CONTRACT, MANIFEST, WORKFLOW};
use checker::model::path::file_name;
use checker::report::human::{self, Severity};
use clap::Args;

use super::files::{self, Given};
use super::folder::{self, RelPath};
use super::{Outcome, Trouble};
use neighbours::Workflow;
use traverse::Traverse;

/// Makes a governed package of a Traverse package, and lists what needs a person
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The Traverse package's folder, or its manifest
    package: PathBuf,
    /// The new folder, by its path in the workspace; `packages/` and the core module's name without it
    #[arg(long)]
    dir: Option<PathBuf>,
    /// The declared name of the builder to record the core module's digest for
    #[arg(long, default_value = "default")]
    builder: String,
    /// Shows what would be written, writes nothing
    #[arg(long)]
    dry_run: bool,
    /// Nothing is written outside of this folder
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
}

/// What is known of the package, for all that is written.
struct Package<'a> {
    manifest: &'a Document<'a>,
    contract: Option<&'a Document<'a>>,
    traverse: &'a Traverse,
    workflows: &'a [Workflow],
    /// The target's name; the core module is called so too.
    name: String,
    /// The new folder, by its path in the workspace.
    folder: String,
    builder: &'a str,
}

/// What is told of it.
#[derive(Default)]
struct Notes {
    /// What no check sees, each with what to do.
    todo: Vec<String>,
    left_out: Vec<String>,
}

impl Package<'_> {
    fn text(&self, path: &[&str]) -> &str {
        self.manifest.text(path).map_or("", |text| text.value)
    }

    fn label(&self, target: &str) -> String {
        format!("//{}:{target}", self.folder)
    }

    /// Rust sources that no core module came with are built here.
    fn is_built_here(&self) -> bool {
        self.traverse.module.is_none()
            && !self.traverse.sources.is_empty()
            && self.text(&["source", "language"]) == "rust"
    }
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let path = traverse::manifest_of(&self.package)?;
        let mut notes = Notes::default();
        let given = stripped(files::given(Role::Manifest, "manifest.json", &path)?, &mut notes);
        let Some(manifest) = parsed(&given) else { return Ok(Outcome::Denied) };
        if manifest.text(&["kind"]).is_none_or(|kind| kind.value != "capability_package") {
            eprintln!(
                "error: {} is no capability_package",
                human::escape(&path.display().to_string())
            );
            return Ok(Outcome::Denied);
        }
        let mut traverse = Traverse::read(&path, &manifest, &mut notes)?;
        traverse.contract = traverse.contract.take().map(|given| stripped(given, &mut notes));
        let contract = traverse.contract.as_ref().and_then(parsed);

        let name = name(&manifest);
        let dir = self.dir.clone().unwrap_or_else(|| Path::new("packages").join(&name));
        let folder = match folder::package(&self.workspace, &dir)? {
            Ok(folder) => folder,
            Err(refusal) => return Ok(folder::refuse(&refusal)),
        };
        if let Some(strange) = folder.chars().find(|c| !is_plain(*c) && *c != '/') {
            return Ok(folder::refuse(&folder::no_package(&folder, strange)));
        }
        let found = std::mem::take(&mut traverse.workflows);
        let found = found.into_iter().map(|given| stripped(given, &mut notes)).collect();
        let workflows =
            neighbours::workflows(&self.workspace, &folder, &manifest, found, &mut notes)?;
        let package = Package {
            manifest: &manifest,
            contract: contract.as_ref(),
            traverse: &traverse,
            workflows: &workflows,
            name,
            folder,
            builder: &self.builder,
        };
        let files = files_of(&package, &mut notes);
        let contents = files.iter().map(|(name, bytes)| (&**name, &**bytes));
        if !self.dry_run
            && let Err(refusal) = folder::write(&self.workspace, &dir, contents)?
        {
            return Ok(folder::refuse(&refusal));
        }
        self.tell(&package, &files, &notes);
        Ok(Outcome::Clean)
    }

    fn tell(&self, package: &Package<'_>, files: &BTreeMap<RelPath, Vec<u8>>, notes: &Notes) {
        let wrote = if self.dry_run { "would write" } else { "wrote" };
        let folder = human::escape(&package.folder);
        println!("{wrote} {folder}:");
        for name in files.keys() {
            println!("  {}", human::escape(name));
        }
        list("left out", &notes.left_out);
        let (denied, warned) = judge::judge(package, files);
        let todo: Vec<_> = notes.todo.iter().cloned().chain(denied).collect();
        list("needs you", &todo);
        list("worth a look", &warned);
        println!("\nthen: bazel build //{folder}");
    }
}

fn list(title: &str, lines: &[String]) {
    if !lines.is_empty() {
        println!("\n{title}:");
        lines.iter().for_each(|line| println!("- {}", human::escape(line)));
    }
}

fn files_of(package: &Package<'_>, notes: &mut Notes) -> BTreeMap<RelPath, Vec<u8>> {
    let mut files = package.traverse.sources.clone();
    let mut text = |name: &str, text: String| drop(files.insert(name.into(), text.into_bytes()));
    text("BUILD.bazel", targets::build_file(package, notes));
    text("manifest.toml", manifest::toml(package, notes));
    text("BOUNDARY.md", boundary::document(package));
    if let Some(contract) = package.contract {
        text("contract.json", contract.text.to_owned());
    }
    for workflow in package.workflows {
        if let Some(new) = &workflow.new {
            text(&new.file, workflow.given.text());
        }
    }
    for (name, case) in cases::of(package, notes) {
        text(&name, case);
    }
    if let Some(module) = &package.traverse.module {
        files.insert(format!("{}.wasm", package.name), module.clone());
    }
    files
}

/// The core module's file name, else the last part of the capability's id.
fn name(manifest: &Document<'_>) -> String {
    let text = |path: &[&str]| manifest.text(path).map_or("", |text| text.value);
    let module = file_name(text(&["binary", "path"]));
    let module = module.strip_suffix(".wasm").unwrap_or(module);
    let capability = text(&["capability_ref", "id"]).rsplit('.').next().unwrap_or("");
    let plain = |name: &&str| {
        !name.is_empty() && !matches!(*name, "contract" | "." | "..") && name.chars().all(is_plain)
    };
    [module, capability, "imported"].into_iter().find(plain).unwrap_or_default().to_owned()
}

/// In names of targets and folders; Bazel takes more, and people confuse it.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// The document as a tree; what keeps it from being one is shown.
fn parsed(given: &Given) -> Option<Document<'_>> {
    match checker::parse(&given.input()) {
        Ok(document) => Some(document),
        Err(findings) => {
            findings.iter().for_each(|f| eprintln!("{}", human::finding(f, Severity::Error)));
            None
        }
    }
}

/// Without the fields that Traverse does not read: here they would be errors.
fn stripped(given: Given, notes: &mut Notes) -> Given {
    let kind = match given.role {
        Role::Contract => &CONTRACT,
        Role::Workflow => &WORKFLOW,
        _ => &MANIFEST,
    };
    let Ok(document) = checker::parse(&given.input()) else { return given };
    let (text, fields) = strip::known(&document, kind);
    if fields.is_empty() {
        return given;
    }
    let fields: Vec<_> = fields.iter().map(|field| format!("`{field}`")).collect();
    let what = if fields.len() == 1 { "no field" } else { "no fields" };
    notes.left_out.push(format!(
        "{}: {}: {what} of the format, and not read by Traverse",
        given.name,
        fields.join(", ")
    ));
    Given::of_bytes(given.role, &given.name, text.into_bytes())
}
