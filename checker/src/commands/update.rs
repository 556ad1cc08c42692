//! `checker update`: records the digests of core modules in their manifests.
#![expect(clippy::disallowed_methods, reason = "commands read files")]

use std::fs;
use std::path::{Path, PathBuf};

use checker::Role;
use checker::model::digest::{fnv1a64, sha256};
use checker::model::module;
use checker::report::human::{self, COLOURED, Severity};
use checker::update::{self, changes};
use clap::Args;

use super::{Outcome, Trouble, files, workspace};

/// Records the digests of core modules in their manifests, for one builder
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The manifest to change; again for each further one
    #[arg(long, required = true)]
    manifest: Vec<PathBuf>,
    /// The core module to record; one for each manifest, in the same order
    #[arg(long, required = true)]
    module: Vec<PathBuf>,
    /// The module that was sealed last, to tell what changed; for all manifests or none
    #[arg(long)]
    sealed: Vec<PathBuf>,
    /// The declared name of the builder that made them
    #[arg(long, default_value = "default")]
    builder: String,
    /// Nothing is written outside of this folder
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
}

/// One of the packages.
struct Package<'a> {
    manifest: &'a Path,
    module: &'a Path,
    sealed: Option<&'a Path>,
}

/// How it went with one of them.
enum Done {
    Unchanged,
    Recorded,
    Refused,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let count = self.manifest.len();
        if self.module.len() != count || ![0, count].contains(&self.sealed.len()) {
            return Err(format!(
                "{count} manifests, {} modules and {} sealed modules are given; give one for each manifest",
                self.module.len(),
                self.sealed.len()
            ));
        }
        let packages = self.manifest.iter().zip(&self.module).enumerate();
        let packages = packages.map(|(index, (manifest, module))| Package {
            manifest,
            module,
            sealed: self.sealed.get(index).map(PathBuf::as_path),
        });
        let (mut unchanged, mut recorded, mut refused) = (0, 0, 0);
        let mut troubles = vec![];
        // What keeps one from being recorded keeps no other.
        for package in packages {
            match self.record(&package, count == 1) {
                Ok(Done::Unchanged) => unchanged += 1,
                Ok(Done::Recorded) => recorded += 1,
                Ok(Done::Refused) => refused += 1,
                Err(trouble) => troubles.push(trouble),
            }
        }
        if count > 1 {
            let failed = refused + troubles.len();
            let failed =
                if failed == 0 { String::new() } else { format!(", {failed} not recorded") };
            println!("{count} packages: {recorded} recorded, {unchanged} unchanged{failed}");
        }
        match troubles.is_empty() {
            true if refused == 0 => Ok(Outcome::Clean),
            true => Ok(Outcome::Denied),
            false => Err(troubles.join("\nchecker: ")),
        }
    }

    fn record(&self, package: &Package<'_>, alone: bool) -> Result<Done, Trouble> {
        let name = package.manifest.strip_prefix(&self.workspace).unwrap_or(package.manifest);
        let name = name.display().to_string();
        let target = self.target(package.manifest)?;
        let bytes = files::read(package.module)?;
        if !bytes.starts_with(b"\0asm") {
            let module = package.module.display().to_string();
            eprintln!("error: {} is no core module", human::escape(&module));
            return Ok(Done::Refused);
        }
        let given = files::given(Role::Manifest, &name, &target)?;
        let input = given.input();
        let document = match checker::parse(&input) {
            Ok(document) => document,
            Err(findings) => {
                for finding in &findings {
                    eprintln!("{}", COLOURED.finding(finding, Severity::Error));
                }
                return Ok(Done::Refused);
            }
        };
        let digest = sha256(&bytes);
        let recorded = match update::record(&document, &self.builder, &digest) {
            Ok(recorded) => recorded,
            Err(refusal) => {
                eprintln!("error: {}", human::escape(&refusal));
                return Ok(Done::Refused);
            }
        };
        let (shown, builder) = (human::escape(&name), human::escape(&self.builder));
        let done = if recorded.text == document.text {
            if alone {
                println!("{shown}: {builder} is {digest} already");
            }
            Done::Unchanged
        } else {
            workspace::replace(&target, recorded.text.as_bytes())?;
            match &recorded.old {
                Some(old) => println!("{shown}: {builder} was {}, is {digest}", human::escape(old)),
                None => println!("{shown}: {builder} had no digest, is {digest}"),
            }
            tell_changes(&bytes, package.sealed, recorded.old.as_deref());
            Done::Recorded
        };
        if let Some(stale) = update::stale(&document, &[&digest, &fnv1a64(&bytes)]) {
            println!(
                "{shown}: `binary.expected_digest` still is {}; remove it, or set it to {digest}",
                human::escape(stale)
            );
        }
        Ok(done)
    }

    /// The file itself, behind links, if it lies in the workspace.
    fn target(&self, manifest: &Path) -> Result<PathBuf, Trouble> {
        let resolve = |path: &Path| {
            fs::canonicalize(path)
                .map_err(|error| format!("cannot read {}: {error}", path.display()))
        };
        let (target, workspace) = (resolve(manifest)?, resolve(&self.workspace)?);
        if !target.starts_with(&workspace) {
            let (manifest, workspace) = (manifest.display(), self.workspace.display());
            return Err(format!(
                "{manifest} is outside the workspace {workspace}; nothing was written"
            ));
        }
        Ok(target)
    }
}

/// A module of another digest than the recorded one tells nothing of what was approved.
fn tell_changes(bytes: &[u8], sealed: Option<&Path>, old: Option<&str>) {
    let sealed = sealed.and_then(|path| files::read(path).ok());
    let sealed = sealed.filter(|bytes| old.is_some_and(|old| sha256(bytes) == old));
    let (new, before) =
        (module::read("", bytes), sealed.as_deref().map(|old| module::read("", old)));
    for line in changes::told(&new, before.as_ref()) {
        println!("  {line}");
    }
    if old.is_some() && before.is_none() {
        println!("  the module recorded before is not at hand to compare with");
    }
}
