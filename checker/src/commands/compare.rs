//! `checker compare`: whether two builds of a core module are the same bytes, and where they part.

use std::path::PathBuf;

use checker::model::{difference, digest};
use checker::report;
use checker::report::human::escape;
use clap::Args;

use super::{Outcome, Trouble, files};

/// Compares two builds of a core module and shows the first section that differs
#[derive(Debug, Args)]
pub(crate) struct Options {
    first: PathBuf,
    second: PathBuf,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let names = [&self.first, &self.second].map(|path| path.display().to_string());
        let (first, second) = (files::read(&self.first)?, files::read(&self.second)?);
        let Some(difference) = difference::between([&first, &second]) else {
            let (bytes, digest) = (first.len(), digest::sha256(&first));
            println!(
                "{} and {} are the same {bytes} bytes: {digest}",
                escape(&names[0]),
                escape(&names[1])
            );
            return Ok(Outcome::Clean);
        };
        let names = names.each_ref().map(|name| &**name);
        print!("{}", report::difference::human(&difference, names, [&first, &second]));
        Ok(Outcome::Denied)
    }
}
