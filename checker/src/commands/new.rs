//! `checker new`: a package from a template, complete or not at all.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::path::{Path, PathBuf};

use checker::report::human;
use checker::scaffold::{self, Id, Values};
use clap::Args;

use super::{Outcome, Trouble, folder};

/// Writes a new package from a template, as a draft to be filled in
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The package's id and its capability's, such as `orders.cancel-order`
    id: String,
    /// The template's name
    #[arg(long, default_value = "rust")]
    template: String,
    /// The new folder, by its path in the workspace; `packages/` and the id's last segment without it
    #[arg(long)]
    dir: Option<PathBuf>,
    /// The repository of the workspace's Rust crates
    #[arg(long, default_value = "@crates", value_parser = repository)]
    crates: String,
    /// Shows what would be written, writes nothing
    #[arg(long)]
    dry_run: bool,
    /// The day, `YYYY-MM-DD`, that the contract is written on
    #[arg(long, value_parser = super::day)]
    today: Option<String>,
    /// The folder of all templates
    #[arg(long)]
    templates: PathBuf,
    /// Nothing is written outside of this folder
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
}

/// What of a template is printed and not written: what to do before the commands that follow.
const FIRST: &str = "first";
/// The paths of all that is written, one a line.
const FILES: &str = "files";

fn repository(text: &str) -> Result<String, String> {
    match scaffold::is_repository(text) {
        true => Ok(text.to_owned()),
        false => Err("write the name of a repository, such as `@crates`".into()),
    }
}

/// A template with the package's values in it.
struct Package {
    files: Vec<(String, String)>,
    first: String,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let id = match Id::parse(&self.id) {
            Ok(id) => id,
            Err(refusal) => return Ok(folder::refuse(&refusal)),
        };
        let folder = self.dir.clone().unwrap_or_else(|| Path::new("packages").join(id.name()));
        let package = self.package(&id)?;
        let files = package.files.iter().map(|(name, text)| (&**name, text.as_bytes()));
        let named = match folder::package(&self.workspace, &folder)? {
            Ok(named) => named,
            Err(refusal) => return Ok(folder::refuse(&refusal)),
        };
        if !self.dry_run
            && let Err(refusal) = folder::write(&self.workspace, &folder, files)?
        {
            return Ok(folder::refuse(&refusal));
        }
        self.tell(&id, &named, &package);
        Ok(Outcome::Clean)
    }

    /// All of the template before anything is written.
    fn package(&self, id: &Id) -> Result<Package, Trouble> {
        let created_at = match &self.today {
            Some(day) => format!("{day}T00:00:00Z"),
            None => "replace-me: when, such as 2026-01-31T12:00:00Z".to_owned(),
        };
        let values = Values { id, crates: &self.crates, created_at: &created_at };
        let template = self.templates.join(&self.template);
        let known = self.known()?;
        if !known.contains(&self.template) {
            let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
            let asked = human::escape(&self.template);
            return Err(format!(
                "there is no template `{asked}`; templates are {}",
                known.join(", ")
            ));
        }
        let filled = |name: &str| {
            let path = template.join(format!("{name}{}", scaffold::ENDING));
            let text = fs::read_to_string(&path).map_err(|error| {
                format!(
                    "the template `{}` is not complete: {}: {error}",
                    self.template,
                    path.display()
                )
            })?;
            scaffold::fill(&text, &values).map_err(|unknown| {
                format!("{}: a template knows no `{}`", path.display(), human::escape(unknown))
            })
        };
        let files = filled(FILES)?;
        let files = files.lines().map(|name| Ok((name.to_owned(), filled(name)?)));
        Ok(Package { files: files.collect::<Result<_, Trouble>>()?, first: filled(FIRST)? })
    }

    fn known(&self) -> Result<Vec<String>, Trouble> {
        let entries = fs::read_dir(&self.templates)
            .map_err(|error| format!("cannot read {}: {error}", self.templates.display()))?;
        let folders = entries.flatten().filter(|entry| entry.path().is_dir());
        let mut names: Vec<_> =
            folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }

    fn tell(&self, id: &Id, folder: &str, package: &Package) {
        let done = if self.dry_run { "would write" } else { "wrote" };
        println!("{done} {} from the template `{}`:", human::escape(folder), self.template);
        for (name, _) in &package.files {
            println!("  {name}");
        }
        let name = id.name();
        let label = |target: &str| quoted(&format!("//{folder}{target}"));
        println!("\nTo do:\n{}", package.first.trim_end());
        println!("- fill in all that this finds: grep -rn replace-me {}", quoted(folder));
        println!("- set `lifecycle` in contract.json to `active`\n\nThen:");
        println!("  bazel run {}", label(":contract.approve"));
        println!("  bazel run {}", label(&format!(":{name}.update")));
        println!("  bazel test {}", label("/..."));
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/:._-".contains(c);
    match word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", human::escape(&word.replace('\'', r"'\''"))),
    }
}
