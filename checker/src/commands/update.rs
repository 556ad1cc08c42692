//! `checker update`: records the digest of a core module in a manifest.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use checker::model::digest::{fnv1a64, sha256};
use checker::report::human::{self, COLOURED, Severity};
use checker::{Role, update};
use clap::Args;

use super::{Outcome, Trouble, files};

/// Records a core module's digest in a manifest, for one builder
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The manifest to change
    #[arg(long)]
    manifest: PathBuf,
    /// The core module to record
    #[arg(long)]
    module: PathBuf,
    /// The declared name of the builder that made it
    #[arg(long, default_value = "default")]
    builder: String,
    /// Nothing is written outside of this folder
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let name = self.manifest.strip_prefix(&self.workspace).unwrap_or(&self.manifest);
        let name = name.display().to_string();
        let target = self.target()?;
        let module = files::read(&self.module)?;
        if !module.starts_with(b"\0asm") {
            eprintln!(
                "error: {} is no core module",
                human::escape(&self.module.display().to_string())
            );
            return Ok(Outcome::Denied);
        }
        let given = files::given(Role::Manifest, &name, &target)?;
        let input = given.input();
        let document = match checker::parse(&input) {
            Ok(document) => document,
            Err(findings) => {
                for finding in &findings {
                    anstream::eprintln!("{}", COLOURED.finding(finding, Severity::Error));
                }
                return Ok(Outcome::Denied);
            }
        };
        let digest = sha256(&module);
        let recorded = match update::record(&document, &self.builder, &digest) {
            Ok(recorded) => recorded,
            Err(refusal) => {
                eprintln!("error: {}", human::escape(&refusal));
                return Ok(Outcome::Denied);
            }
        };
        let (shown, builder) = (human::escape(&name), human::escape(&self.builder));
        match &recorded.old {
            _ if recorded.text == document.text => {
                println!("{shown}: {builder} is {digest} already");
            }

            Some(old) => println!("{shown}: {builder} was {}, is {digest}", human::escape(old)),
            None => println!("{shown}: {builder} had no digest, is {digest}"),
        }
        if recorded.text != document.text {
            replace(&target, recorded.text.as_bytes())?;
        }
        if let Some(stale) = update::stale(&document, &[&digest, &fnv1a64(&module)]) {
            println!(
                "{shown}: `binary.expected_digest` still is {}; remove it, or set it to {digest}",
                human::escape(stale)
            );
        }
        Ok(Outcome::Clean)
    }

    /// The file itself, behind links, if it lies in the workspace.
    fn target(&self) -> Result<PathBuf, Trouble> {
        let resolve = |path: &Path| {
            fs::canonicalize(path)
                .map_err(|error| format!("cannot read {}: {error}", path.display()))
        };
        let (target, workspace) = (resolve(&self.manifest)?, resolve(&self.workspace)?);
        if !target.starts_with(&workspace) {
            let (manifest, workspace) = (self.manifest.display(), self.workspace.display());
            return Err(format!(
                "{manifest} is outside the workspace {workspace}; nothing was written"
            ));
        }
        Ok(target)
    }
}

/// Written beside the file and moved over it: whoever reads sees the old or the new, of the same mode.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let write = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(fs::metadata(path)?.permissions())?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|error| format!("cannot write {}: {error}", path.display()))
}
