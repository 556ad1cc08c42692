//! What is to be said of the exceptions themselves, once it is known what they are held against.

use crate::checks::{Run, runs};
use crate::excerpt::{Texts, locate};
use crate::model::policy::{Exception, Levels};
use crate::verdict::{self, Verdict};

/// A package's exceptions, and all findings that they may speak of.
#[derive(Debug)]
pub struct Exceptions<'a> {
    pub exceptions: Vec<&'a Exception>,
    pub findings: Vec<&'a verdict::Finding>,
    /// `YYYY-MM-DD`, where it is known.
    pub today: Option<&'a str>,
}

impl Exceptions<'_> {
    pub fn matches(&self, exception: &Exception) -> bool {
        self.findings.iter().any(|finding| finding.code == exception.code)
    }
}

/// Exceptions name packages, and a package's contract has the same id more often than not: so they
/// are judged with the package alone, against its findings and those of what it stands on.
pub fn judge<'a>(
    verdict: &'a Verdict,
    others: impl IntoIterator<Item = &'a Verdict>,
    levels: &'a Levels,
    today: Option<&'a str>,
) -> Vec<verdict::Finding> {
    if verdict.subject.kind != "package" {
        return vec![];
    }
    let id = &verdict.subject.id;
    let others = others.into_iter().filter(|other| other.subject.id == *id);
    let own = levels.exceptions.iter().filter(|own| Some(&own.package) == id.as_ref());
    let own: Vec<_> = own.collect();
    // Most packages have none, and of thousands each would look through all the others.
    if own.is_empty() {
        return vec![];
    }
    let exceptions = Exceptions {
        exceptions: own,
        findings: others.chain([verdict]).flat_map(|verdict| &verdict.findings).collect(),
        today,
    };
    let mut findings = vec![];
    for run in runs() {
        if let Run::Exceptions(run) = run {
            findings.extend(run(&exceptions));
        }
    }
    locate(findings, &Texts::new())
}
