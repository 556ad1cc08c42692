//! `checker schemas`: writes the JSON Schemas of all documents.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::path::PathBuf;

use checker::schemas;
use checker::verdict::canonical_json;
use clap::Args;

use super::{Outcome, Trouble, workspace};

/// Writes the JSON Schemas of manifests, contracts, policies and all other documents, for editors
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder to write them to; it is made if it is not there
    #[arg(long)]
    out: PathBuf,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        fs::create_dir_all(&self.out)
            .map_err(|error| format!("cannot make {}: {error}", self.out.display()))?;
        for (name, schema) in schemas::all() {
            workspace::replace(&self.out.join(name), canonical_json(&schema).as_bytes())?;
        }
        Ok(Outcome::Clean)
    }
}
