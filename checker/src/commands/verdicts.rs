//! Many verdicts at once, and what the workspace's levels make of them.

use std::path::{Path, PathBuf};

use checker::gate::{self, Decided};
use checker::report::Subject;
use checker::verdict::Verdict;
use checker::{Levels, exceptions, policy};
use clap::Args;

use super::{Trouble, files};

#[derive(Debug, Args)]
pub(crate) struct Verdicts {
    /// A verdict; several may follow
    #[arg(long = "verdict", value_name = "VERDICT", num_args = 1.., required_unless_present = "verdicts_file")]
    paths: Vec<PathBuf>,
    /// A file with the path of a verdict on each line
    #[arg(long, value_name = "FILE")]
    verdicts_file: Option<PathBuf>,
    /// The levels that `checker policy` wrote; without them the profile `strict` holds
    #[arg(long)]
    levels: Option<PathBuf>,
    /// Only warn about digests and approvals
    #[arg(long)]
    pub(crate) dev: bool,
    /// The day, `YYYY-MM-DD`, to hold the ends of exceptions against; without it they don't end
    #[arg(long, value_parser = super::day)]
    pub(crate) today: Option<String>,
}

impl Verdicts {
    /// In the order of their subjects, whatever the order they are given in. What is no verdict of
    /// this checker is a trouble: nothing can be collected from it.
    pub(crate) fn read(&self, levels: &Levels) -> Result<Vec<Verdict>, Trouble> {
        let listed = match &self.verdicts_file {
            None => String::new(),
            Some(path) => String::from_utf8_lossy(&files::read(path)?).into_owned(),
        };
        let listed = listed.lines().filter(|line| !line.is_empty()).map(Path::new);
        let mut verdicts = vec![];
        for path in self.paths.iter().map(PathBuf::as_path).chain(listed) {
            let bytes = files::read(path)?;
            let text = String::from_utf8_lossy(&bytes);
            verdicts.push(gate::read_verdict(&path.display().to_string(), &text)?);
        }
        let files = |verdict: &Verdict| -> Vec<(String, Option<String>)> {
            let inputs = verdict.inputs.iter();
            inputs.map(|input| (input.name.clone(), input.sha256.clone())).collect()
        };
        verdicts.sort_by_cached_key(|verdict| {
            let subject = &verdict.subject;
            (subject.kind.clone(), subject.id.clone(), subject.version.clone(), files(verdict))
        });
        // The contract of several packages is handed over by each of them.
        verdicts.dedup_by(|a, b| a.subject.kind == b.subject.kind && files(a) == files(b));
        let today = self.today.as_deref();
        for verdict in &mut verdicts {
            let own = exceptions::judge(verdict, levels, today);
            verdict.findings.extend(own);
        }
        Ok(verdicts)
    }

    pub(crate) fn levels(&self) -> Result<Levels, Trouble> {
        match &self.levels {
            Some(path) => files::read_own(path, "levels"),
            None => Ok(policy::builtin("strict").1),
        }
    }

    pub(crate) fn decide<'a>(&self, verdict: &'a Verdict, levels: &Levels) -> Vec<Decided<'a>> {
        let package = verdict.subject.id.as_deref();
        gate::decide(&verdict.findings, package, levels, self.dev, self.today.as_deref())
    }

    pub(crate) fn subjects<'a>(
        &self,
        verdicts: &'a [Verdict],
        levels: &Levels,
    ) -> Vec<Subject<'a>> {
        let subject = |verdict| Subject { verdict, decided: self.decide(verdict, levels) };
        verdicts.iter().map(subject).collect()
    }
}
