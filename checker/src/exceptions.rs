//! What is to be said of the exceptions themselves, once it is known what they are held against.

use std::collections::HashMap;

use crate::checks::{self, Run, runs};
use crate::excerpt::{Texts, locate};
use crate::model::policy::{Exception, Levels};
use crate::verdict::{self, Verdict};

/// Exceptions, and all that they are held against. An exception names an id, and may speak of everything
/// that has it: a package's contract has the same one more often than not.
#[derive(Debug)]
pub struct Exceptions<'a> {
    pub exceptions: Vec<&'a Exception>,
    pub known: Known<'a>,
    by_id: HashMap<&'a str, Vec<&'a Verdict>>,
    /// `YYYY-MM-DD`, where it is known.
    pub today: Option<&'a str>,
}

/// How much there is besides.
#[derive(Clone, Copy, Debug)]
pub enum Known<'a> {
    /// One verdict, and nobody knows what else has its id.
    One,
    /// Everything that there is in what is called so.
    All(&'a str),
}

impl<'a> Exceptions<'a> {
    fn of(
        exceptions: Vec<&'a Exception>,
        verdicts: impl IntoIterator<Item = &'a Verdict>,
        known: Known<'a>,
        today: Option<&'a str>,
    ) -> Self {
        let mut by_id: HashMap<_, Vec<_>> = HashMap::new();
        for verdict in verdicts {
            if let Some(id) = &verdict.subject.id {
                by_id.entry(&**id).or_default().push(verdict);
            }
        }
        Self { exceptions, known, by_id, today }
    }

    /// What has the id that an exception names.
    pub fn subjects(&self, exception: &Exception) -> &[&'a Verdict] {
        self.by_id.get(&*exception.package).map_or(&[], Vec::as_slice)
    }

    /// Whether an exception accepts something of what is here.
    pub fn matches(&self, exception: &Exception) -> bool {
        let mut findings = self.subjects(exception).iter().flat_map(|verdict| &verdict.findings);
        findings.any(|finding| finding.code == exception.code)
    }

    /// Whether all is here that could have the finding, and nobody else tells that nothing has it.
    pub fn is_judged(&self, exception: &Exception) -> bool {
        let Some(check) = checks::find(&exception.code) else { return false };
        let has = |kind: &str| self.subjects(exception).iter().any(|v| v.subject.kind == kind);
        // No two packages have one id. What only packages have is told with the one that has it.
        let by_package = check.is_of_packages() && has("package");
        match self.known {
            Known::One => by_package,
            // Another registry would have to be asked; and what is said of exceptions is said here.
            Known::All(_) if check.is_of_registries() => has("registry"),
            Known::All(_) => !by_package && !check.is_of_exceptions(),
        }
    }
}

/// With one verdict, by whoever knows that alone.
pub fn judge<'a>(
    verdict: &'a Verdict,
    levels: &'a Levels,
    today: Option<&'a str>,
) -> Vec<verdict::Finding> {
    let id = verdict.subject.id.as_ref();
    let own = levels.exceptions.iter().filter(|own| Some(&own.package) == id);
    findings(&Exceptions::of(own.collect(), [verdict], Known::One, today))
}

/// With all verdicts of `place`, besides what is said with each of them.
pub fn judge_all<'a>(
    verdicts: impl IntoIterator<Item = &'a Verdict>,
    place: &'a str,
    levels: &'a Levels,
) -> Vec<verdict::Finding> {
    // That one has ended is told with what it accepted.
    let all = levels.exceptions.iter().collect();
    findings(&Exceptions::of(all, verdicts, Known::All(place), None))
}

fn findings(exceptions: &Exceptions<'_>) -> Vec<verdict::Finding> {
    // Most verdicts have none.
    if exceptions.exceptions.is_empty() {
        return vec![];
    }
    let mut findings = vec![];
    for run in runs() {
        if let Run::Exceptions(run) = run {
            findings.extend(run(exceptions));
        }
    }
    locate(findings, &Texts::new())
}
