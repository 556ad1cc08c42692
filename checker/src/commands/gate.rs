//! `checker gate`: lets a file out if its verdict is clean.

use std::path::{Path, PathBuf};

use checker::gate::{self, Decided};
use checker::model::digest;
use checker::report::human::{self, COLOURED, Severity};
use checker::verdict::Verdict;
use checker::{Levels, exceptions};
use clap::Args;

use super::files::{self, Held};
use super::{Outcome, Trouble};

/// Lets a module or document out if its verdict is clean
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The verdict of the file to let out
    #[arg(long)]
    verdict: PathBuf,
    /// The levels that `checker policy` wrote
    #[arg(long)]
    levels: PathBuf,
    /// The verdict of something it stands on; it has to be clean too
    #[arg(long)]
    also: Vec<PathBuf>,
    /// The core module to let out
    #[arg(long, requires_all = ["out_module", "out_manifest"], required_unless_present = "document", conflicts_with = "document")]
    module: Option<PathBuf>,
    #[arg(long, requires = "module")]
    out_module: Option<PathBuf>,
    #[arg(long, requires = "module")]
    out_manifest: Option<PathBuf>,
    /// The document to let out
    #[arg(long, requires = "out_document")]
    document: Option<PathBuf>,
    #[arg(long, requires = "document")]
    out_document: Option<PathBuf>,
    /// Only warn about digests and approvals, and say so in what is sealed
    #[arg(long)]
    dev: bool,
    /// The day, `YYYY-MM-DD`, to hold the ends of exceptions against; without it they don't end
    #[arg(long, value_parser = super::day)]
    today: Option<String>,
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let levels: Levels = files::read_own(&self.levels, "levels")?;
        let mut verdict = match read_verdict(&self.verdict)? {
            Ok(verdict) => verdict,
            Err(refusal) => return Ok(refuse(&refusal)),
        };
        let (role, path) = match (&self.module, &self.document) {
            (Some(path), _) => ("module", path),
            (_, Some(path)) => (&*verdict.subject.kind, path),
            (None, None) => return Err("give --module or --document".into()),
        };
        let shown = path.display().to_string();
        let (bytes, sha256) = match files::held(path)? {
            Held::Bytes(bytes) => {
                let sha256 = digest::sha256(&bytes);
                (Some(bytes), sha256)
            }
            Held::Oversized { sha256 } => (None, sha256),
            Held::Directory => return Err(format!("cannot read {shown}: it is a folder")),
        };
        if let Err(refusal) = gate::same_file(&verdict, role, &shown, &sha256) {
            return Ok(refuse(&refusal));
        }
        let also =
            self.also.iter().map(|path| read_verdict(path)).collect::<Result<Vec<_>, _>>()?;
        let own = exceptions::judge(&verdict, &levels, self.today.as_deref());
        verdict.findings.extend(own);
        let denied = self.report(&verdict, &levels);
        if self.stands_on_denied(&verdict, also, &levels) || denied {
            return Ok(Outcome::Denied);
        }
        let Some(bytes) = bytes else {
            return Ok(refuse(&format!("{shown} is larger than any file that is let out")));
        };
        if let (Some(out_module), Some(out_manifest)) = (&self.out_module, &self.out_manifest) {
            let file_name = out_module.file_name().unwrap_or_default().to_string_lossy();
            let Some(manifest) = gate::sealed_manifest(&verdict, &file_name, !self.dev) else {
                return Ok(refuse("the verdict knows no manifest to seal"));
            };
            files::write(out_module, &bytes)?;
            files::write(out_manifest, manifest.as_bytes())?;
        }
        if let Some(out_document) = &self.out_document {
            files::write(out_document, &bytes)?;
        }
        Ok(Outcome::Clean)
    }

    fn decide<'a>(&self, verdict: &'a Verdict, levels: &Levels) -> Vec<Decided<'a>> {
        let package = verdict.subject.id.as_deref();
        gate::decide(&verdict.findings, package, levels, self.dev, self.today.as_deref())
    }

    /// Prints what is not allowed; true if any of it is denied.
    fn report(&self, verdict: &Verdict, levels: &Levels) -> bool {
        let decided = self.decide(verdict, levels);
        eprint!("{}", COLOURED.decided(&gate::subject_name(verdict), &decided));
        is_denied(&decided)
    }

    /// What a package stands on prints its own findings; here it is only named.
    fn stands_on_denied(
        &self,
        verdict: &Verdict,
        also: Vec<Result<Verdict, String>>,
        levels: &Levels,
    ) -> bool {
        let refusal = |other: Result<Verdict, String>| {
            let other = other?;
            gate::stands_on(verdict, &other)?;
            let decided = self.decide(&other, levels);
            if is_denied(&decided) { Err(gate::not_clean(&other)) } else { Ok(()) }
        };
        let refusals: Vec<_> = also.into_iter().filter_map(|other| refusal(other).err()).collect();
        for text in &refusals {
            refuse(text);
        }
        !refusals.is_empty()
    }
}

fn is_denied(decided: &[Decided<'_>]) -> bool {
    decided.iter().any(|decided| decided.severity == Severity::Error)
}

fn read_verdict(path: &Path) -> Result<Result<Verdict, String>, Trouble> {
    let bytes = files::read(path)?;
    Ok(gate::read_verdict(&path.display().to_string(), &String::from_utf8_lossy(&bytes)))
}

fn refuse(refusal: &str) -> Outcome {
    eprintln!("error: {}", human::escape(refusal));
    Outcome::Denied
}
