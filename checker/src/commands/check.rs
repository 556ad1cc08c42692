//! `checker check`: judges governed documents for a person without Bazel.
#![expect(clippy::disallowed_methods, reason = "commands read files and know where they run")]

use std::collections::HashSet;
use std::env;
use std::path::PathBuf;

use checker::report::human::{self, COLOURED, Severity};
use checker::verdict::{Facts, Finding, InputRecord, Verdict};
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
                            anstream::println!("{}", COLOURED.finding(finding, Severity::Error));
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
        let own: Vec<_> = verdicts
            .par_iter()
            .map(|judged| self.of_exceptions(judged, &verdicts, &levels))
            .collect();
        for ((_, verdict), findings) in verdicts.iter_mut().zip(own) {
            verdict.findings.extend(findings);
        }
        let reports: Vec<_> =
            verdicts.par_iter().map(|(_, verdict)| self.report(verdict, &levels)).collect();
        reports.iter().for_each(|(text, _)| anstream::print!("{text}"));
        let denied = reports.iter().any(|(_, denied)| *denied);
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

    /// What is to be said of a package's exceptions, as its gate says it. That one accepts nothing is
    /// known only if all was judged that it may speak of.
    fn of_exceptions(
        &self,
        (workspace, verdict): &(usize, Verdict),
        all: &[(usize, Verdict)],
        levels: &Levels,
    ) -> Vec<Finding> {
        let today = self.today.as_deref();
        let others = || all.iter().filter(|(other, _)| other == workspace).map(|(_, other)| other);
        let mut findings = exceptions::judge(verdict, others(), levels, today);
        let beside = ["contract", "workflow", "model"];
        let whole = || {
            let mut beside = verdict.inputs.iter().filter(|input| beside.contains(&&*input.role));
            has_module(verdict) && beside.all(|input| others().any(|other| is_of(other, input)))
        };
        if !findings.is_empty() && !whole() {
            findings.retain(|finding| finding.code != "stale-exception");
        }
        findings
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
        (text, decided.iter().any(|decided| decided.severity == Severity::Error))
    }
}

fn has_module(verdict: &Verdict) -> bool {
    verdict.inputs.iter().any(|input| input.role == "module")
}

/// Whether a verdict is of this document.
fn is_of(verdict: &Verdict, input: &InputRecord) -> bool {
    let is = |own: &InputRecord| (&own.role, &own.name) == (&input.role, &input.name);
    verdict.subject.kind == input.role && verdict.inputs.iter().any(is)
}
