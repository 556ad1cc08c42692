//! `checker check`: judges governed documents for a person without Bazel.
#![expect(clippy::disallowed_methods, reason = "commands read files and know where they run")]

use std::collections::{HashMap, HashSet};
use std::env;
use std::path::{Path, PathBuf};

use checker::gate::Decided;
use checker::model::policy::Exception;
use checker::report::human::{self, COLOURED, Severity};
use checker::verdict::{Facts, Finding, Verdict};
use checker::{Levels, Role, exceptions, gate, policy};
use clap::Args;
use rayon::prelude::*;

use super::discover::{self, Found};
use super::local::Workspace;
use super::{Outcome, Trouble, files};

/// Judges the governed documents in files and folders
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Documents, or folders to look for them in
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The workspace's policy; without it the profile `strict` holds
    #[arg(long)]
    policy: Option<PathBuf>,
    /// The declared name of the builder that made the core modules
    #[arg(long, default_value = "default")]
    builder: String,
    /// The day, `YYYY-MM-DD`, to hold the ends of exceptions against
    #[arg(long, value_parser = super::day)]
    today: Option<String>,
}

/// Codes that depend on what a target declares or on who built its module: a build alone knows whether
/// a package has such a finding.
const OF_BUILDS: &[&str] = &[
    "binary-path-mismatch",
    "composition-without-capability",
    "concrete-model-trace",
    "digest-mismatch",
    "missing-boundary",
    "undeclared-input",
    "undeclared-source",
    "unknown-capability",
    "unknown-event",
    "unknown-model-interface",
    "unknown-workflow",
    "unrecorded-builder",
];

const STALE: &str = "stale-exception";

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let (lists, levels) = match &self.policy {
            None => policy::builtin("strict"),
            Some(path) => {
                let given = files::given(Role::Policy, &path.display().to_string(), path)?;
                match policy::read(&given.input()) {
                    Ok(policy) => policy,
                    Err(findings) => {
                        for finding in &findings {
                            println!("{}", COLOURED.finding(finding, Severity::Error));
                        }
                        return Ok(Outcome::Denied);
                    }
                }
            }
        };
        let here =
            env::current_dir().map_err(|error| format!("cannot tell where I am: {error}"))?;
        let mut workspaces: Vec<Workspace> = vec![];
        let mut documents = vec![];
        let mut seen = HashSet::new();
        for path in &self.paths {
            let root = discover::root(path, &here)?;
            let found = discover::documents(path, &root)?;
            let known = workspaces.iter().position(|workspace| workspace.root == root);
            let workspace = known.unwrap_or(workspaces.len());
            if known.is_none() {
                workspaces.push(Workspace::at(root.clone(), discover::way(&root, &here)));
            }
            if files::is_same(path, &root) {
                workspaces[workspace].holds(&found);
            }
            let new = found.into_iter().filter(|document| seen.insert(root.join(&document.name)));
            documents.extend(new.map(|document| (workspace, document)));
        }
        // Each is a judgement of its own; only what is printed keeps their order.
        let judge = |(workspace, document): &(usize, Found)| {
            let verdict = workspaces[*workspace].judge(document, &lists, &self.builder)?;
            // Of thousands the documents themselves are too much to hold.
            Ok((*workspace, Verdict { facts: Facts::default(), ..verdict }))
        };
        let verdicts: Result<Vec<_>, Trouble> = documents.par_iter().map(judge).collect();
        let mut verdicts = verdicts?;
        told_once(&mut verdicts, &documents);
        let of_all = self.of_exceptions(&mut verdicts, &workspaces, &levels);
        let reports: Vec<_> =
            verdicts.par_iter().map(|(_, verdict)| self.report(verdict, &levels)).collect();
        reports.iter().for_each(|(text, _)| print!("{text}"));
        let decided = gate::decide(&of_all, None, &levels, false, None);
        let policy = self.policy.as_deref().unwrap_or(Path::new("policy"));
        print!("{}", COLOURED.decided(&policy.display().to_string(), &decided));
        let denied = reports.iter().any(|(_, denied)| *denied) || is_denied(&decided);
        if documents.is_empty() {
            return Err(
                "no governed document is there: none has a `kind` that the checker knows".into()
            );
        }
        let plural = if documents.len() == 1 { "" } else { "s" };
        let elsewhere = workspaces.iter().filter(|workspace| !workspace.is_here());
        let elsewhere: String =
            elsewhere.map(|w| format!(", paths start from {}", w.root.display())).collect();
        println!("{} document{plural} judged{}", documents.len(), human::escape(&elsewhere));
        Ok(if denied { Outcome::Denied } else { Outcome::Clean })
    }

    /// What is to be said of exceptions: with each document what its gate says, and what only all of
    /// them together tell, if all of the workspace is here.
    fn of_exceptions(
        &self,
        verdicts: &mut [(usize, Verdict)],
        workspaces: &[Workspace],
        levels: &Levels,
    ) -> Vec<Finding> {
        let today = self.today.as_deref();
        // Of a package without its module nobody knows what it is excepted from.
        let partly = verdicts.iter().map(|(_, verdict)| verdict);
        let partly = partly.filter(|own| own.subject.kind == "package" && !has_module(own));
        let partly: HashSet<_> = partly.map(|own| own.subject.id.clone()).collect();
        let is_known = |exception: &&Exception| {
            !OF_BUILDS.contains(&&*exception.code)
                && !partly.contains(&Some(exception.package.clone()))
        };
        let known = levels.exceptions.iter().filter(is_known).cloned().collect();
        let known = Levels { exceptions: known, ..levels.clone() };
        verdicts.par_iter_mut().for_each(|(_, verdict)| {
            let mut own = exceptions::judge(verdict, levels, today);
            if !own.is_empty() {
                let stale = exceptions::judge(verdict, &known, None);
                own.retain(|finding| finding.code != STALE || stale.contains(finding));
                verdict.findings.extend(own);
            }
        });
        // What cannot be read may be what an exception names.
        let named = verdicts.iter().all(|(_, verdict)| verdict.subject.id.is_some());
        if !named || !workspaces.iter().all(|workspace| workspace.is_whole) {
            return vec![];
        }
        let all = verdicts.iter().map(|(_, verdict)| verdict);
        exceptions::judge_all(all, "the workspace", &known)
    }

    /// What is printed of one document, and whether any of it is denied.
    fn report(&self, verdict: &Verdict, levels: &Levels) -> (String, bool) {
        let package = verdict.subject.id.as_deref();
        let today = self.today.as_deref();
        let decided = gate::decide(&verdict.findings, package, levels, false, today);
        let name = gate::subject_name(verdict);
        let mut text = COLOURED.decided(&name, &decided);
        if verdict.subject.kind == "package" && !has_module(verdict) {
            let name = human::escape(&name);
            text.push_str(&format!("{name}: not judged: source, binary, authority\n"));
        }
        (text, is_denied(&decided))
    }
}

/// What cannot be read is told in the verdicts of all that need it; of a document that is judged here
/// itself, its own is enough.
fn told_once(verdicts: &mut [(usize, Verdict)], documents: &[(usize, Found)]) {
    let own = documents.iter().enumerate();
    let own: HashMap<_, _> =
        own.map(|(number, (workspace, found))| ((*workspace, &*found.name), number)).collect();
    let is_told = |number: usize, workspace: usize, finding: &Finding| {
        let file = finding.labels.first().map(|label| &*label.file);
        let other = file.and_then(|file| own.get(&(workspace, file)));
        other.is_some_and(|other| *other != number && verdicts[*other].1.findings.contains(finding))
    };
    let told = verdicts.iter().enumerate().map(|(number, (workspace, verdict))| {
        verdict.findings.iter().map(|finding| is_told(number, *workspace, finding)).collect()
    });
    let told: Vec<Vec<bool>> = told.collect();
    for ((_, verdict), told) in verdicts.iter_mut().zip(told) {
        let mut told = told.into_iter();
        verdict.findings.retain(|_| told.next() == Some(false));
    }
}

fn is_denied(decided: &[Decided<'_>]) -> bool {
    decided.iter().any(|decided| decided.severity == Severity::Error)
}

fn has_module(verdict: &Verdict) -> bool {
    verdict.inputs.iter().any(|input| input.role == "module")
}
