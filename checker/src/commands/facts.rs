//! `checker facts`: what a core module imports, exports and holds.

use std::path::PathBuf;

use checker::model::module::{self, Fault};
use checker::model::sections;
use checker::report::{facts, human};
use clap::Args;

use super::{Outcome, Trouble, files};

/// Shows what a core module imports, exports and holds
#[derive(Debug, Args)]
pub(crate) struct Options {
    module: PathBuf,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let name = self.module.display().to_string();
        let bytes = files::read(&self.module)?;
        let module = module::read(&name, &bytes);
        if let Some(fault) = &module.fault {
            let fault = match fault {
                Fault::Text => "is no core module but a text".to_owned(),
                Fault::Crowded { what } => {
                    format!("has more than {} {what}", checker::LIST_LIMIT)
                }
                Fault::Component => "is a component, no core module".to_owned(),
                Fault::Invalid { offset, message } => {
                    format!("is no valid core module: {message}, at byte {offset}")
                }
                Fault::Unsupported { offset, message } => {
                    format!("uses what governed hosts lack: {message}, at byte {offset}")
                }
            };
            eprintln!("error: {} {}", human::escape(&name), human::escape(&fault));
            return Ok(Outcome::Denied);
        }
        let sections = sections::of(&bytes);
        let show = if self.json { facts::json } else { facts::human };
        print!("{}", show(&module, &sections));
        Ok(Outcome::Clean)
    }
}
