//! `checker baseline`: exceptions for what is denied now.

use std::path::PathBuf;

use checker::baseline;
use checker::report::human::escape;
use clap::Args;

use super::verdicts::Verdicts;
use super::{Outcome, Trouble, files, workspace};

/// Writes an `[[exception]]` for each code that is denied in a package
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    verdicts: Verdicts,
    /// Why they are accepted, for whoever reads it later
    #[arg(long, value_parser = reason)]
    reason: String,
    /// The last day they hold, `YYYY-MM-DD`
    #[arg(long, value_parser = super::day)]
    until: String,
    /// The policy to append them to; without it they are printed
    #[arg(long)]
    policy: Option<PathBuf>,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let levels = self.verdicts.levels()?;
        let verdicts = self.verdicts.read(&levels)?;
        let denied = baseline::denied(&self.verdicts.subjects(&verdicts, &levels));
        let append = |policy: &str| baseline::append(policy, &denied, &self.reason, &self.until);
        let number = denied.named.len();
        match &self.policy {
            Some(path) => {
                let policy = files::read(path)?;
                let policy = String::from_utf8(policy).ok();
                let appended = policy.as_deref().and_then(append).ok_or_else(|| {
                    let path = path.display();
                    format!("cannot edit {path}: leave --policy out and paste what is printed")
                })?;
                let plural = if number == 1 { "" } else { "s" };
                // Who is left with a policy that is not read can build nothing.
                if let Some(why) = baseline::refused(&path.display().to_string(), &appended) {
                    let path = path.display();
                    return Err(format!(
                        "{path} is as it was: with {number} exception{plural} more it would be refused: {why}"
                    ));
                }
                workspace::replace(path, appended.as_bytes())?;
                eprintln!("{number} exception{plural} written to {}", path.display());
            }
            None => print!("{}", append("").unwrap_or_default().trim_start()),
        }
        for name in &denied.nameless {
            eprintln!("error: {} has no id that an exception could name", escape(name));
        }
        Ok(if denied.nameless.is_empty() { Outcome::Clean } else { Outcome::Denied })
    }
}

fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("say why".into()) } else { Ok(text.to_owned()) }
}
