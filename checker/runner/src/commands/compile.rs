//! `runner compile`: a sealed core module to machine code, once.

use std::path::PathBuf;

use clap::Args;
use runner::compiled;

use super::{Outcome, Trouble, files};

/// Compiles a sealed core module; the same module gives the same bytes on every machine
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The sealed core module
    #[arg(long)]
    module: PathBuf,
    /// Where to write the `.cwasm`
    #[arg(long)]
    out: PathBuf,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let module = files::read(&self.module)?;
        let compiled = compiled::compile(&module)
            .map_err(|error| format!("{}: {error}", self.module.display()))?;
        files::write(&self.out, &compiled)?;
        Ok(Outcome::Passed)
    }
}
