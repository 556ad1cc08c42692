//! `checker approve`: records a contract as approved, beside it, and shows what is new in it.
#![expect(clippy::disallowed_methods, reason = "commands read and write files")]

use std::fs;
use std::path::{Path, PathBuf};

use checker::checks::{self, Check};
use checker::model::Document;
use checker::model::approval::{differences, version_of};
use checker::report::human::{self, COLOURED, Severity};
use checker::verdict::{Verdict, canonical_json};
use checker::{Request, Role, judge};
use clap::Args;
use semver::Version;
use similar::TextDiff;

use super::files::{self, Given};
use super::{Outcome, Trouble, workspace};

/// Records a contract as approved: shows what is new in it, writes APPROVED_DIR/<version>.json
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The contract to approve
    #[arg(long)]
    contract: PathBuf,
    /// The folder of approved contracts; it is made if it is not there
    #[arg(long)]
    approved_dir: PathBuf,
    /// Nothing is written outside of this folder
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
}

/// The command that approves a contract, for findings to show.
pub(crate) fn command(contract: &str) -> String {
    let folder =
        contract.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    format!("checker approve --contract {contract} --approved-dir {folder}approved")
}

impl Options {
    pub(crate) fn run(self) -> Result<Outcome, Trouble> {
        let name = self.shown(&self.contract);
        let contract = files::given(Role::Contract, &name, &self.contract)?;
        let verdict = judge(&Request::Contract {
            contract: contract.input(),
            approved: vec![],
            approve_command: &command(&name),
        });
        if refused(&verdict) {
            return Ok(Outcome::Denied);
        }
        let version = verdict.subject.version.as_deref().unwrap_or_default();
        let Ok(version) = Version::parse(version) else {
            return Ok(refuse(&format!("{name}: its version `{version}` is no semantic version")));
        };
        let Some(json) = &verdict.facts.contract else {
            return Err("a contract without facts".into());
        };
        let contract = canonical_json(json);
        let approved = self.approved()?;
        if let Some((file, id)) = taken(&approved, &version, json["id"].as_str()) {
            return Ok(refuse(&format!(
                "{file} approves `{id}`: approvals are named by version alone, so give each contract a folder of its own"
            )));
        }
        let base = base(&approved, &version);
        if let Some((approved, document)) = base.and_then(|given| Some((given, text(given)?)))
            && version_of(&approved.name).as_ref() == Some(&version)
            && is_same(&contract, &document)
        {
            println!("{} is approved already: {}", subject(&verdict), approved.name);
            return Ok(Outcome::Clean);
        }
        // Whatever stands there now: a person who approves wants to see what is new.
        let folder = match workspace::folder(&self.workspace, &self.approved_dir)? {
            Ok(folder) => folder,
            Err(refusal) => return Ok(refuse(&refusal)),
        };
        print!("{}", news(base, &name, &contract));
        let file = format!("{version}.json");
        workspace::replace(&folder.join(&file), contract.as_bytes())?;
        let written = self.shown(&self.approved_dir.join(&file));
        println!("approved {}: wrote {written}", subject(&verdict));
        Ok(Outcome::Clean)
    }

    /// The path in the workspace, if it is in there.
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.workspace).unwrap_or(path).display().to_string()
    }

    /// What was approved before, by version.
    fn approved(&self) -> Result<Vec<Given>, Trouble> {
        let trouble = |error| format!("cannot read {}: {error}", self.approved_dir.display());
        if !self.approved_dir.exists() {
            return Ok(vec![]);
        }
        let mut found = vec![];
        for entry in fs::read_dir(&self.approved_dir).map_err(trouble)? {
            let path = entry.map_err(trouble)?.path();
            let name = self.shown(&path);
            if let Some(version) = version_of(&name) {
                found.push((version, files::given(Role::Approved, &name, &path)?));
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(found.into_iter().map(|(_, given)| given).collect())
    }
}

/// Prints what keeps the contract from being approved by anyone; levels have no say in it.
fn refused(verdict: &Verdict) -> bool {
    let unreadable = |code: &str| {
        code != "unknown-field" && checks::find(code).is_some_and(Check::is_of_reading)
    };
    let lifecycle = verdict.facts.contract.as_ref().and_then(|json| json["lifecycle"].as_str());
    let inactive = !matches!(lifecycle, Some("active" | "deprecated"));
    let faults: Vec<_> = verdict
        .findings
        .iter()
        .filter(|finding| {
            unreadable(&finding.code)
                || finding.code == "placeholder"
                || inactive && finding.code == "unapproved-capability"
        })
        .collect();
    for fault in &faults {
        eprintln!("{}", COLOURED.finding(fault, Severity::Error));
    }
    !faults.is_empty()
}

/// The file of this version and the id in it, if that is another contract's.
fn taken<'a>(
    approved: &'a [Given],
    version: &Version,
    id: Option<&str>,
) -> Option<(&'a str, String)> {
    let same = approved.iter().find(|given| version_of(&given.name).as_ref() == Some(version))?;
    let known: serde_json::Value = serde_json::from_str(&text(same)?).ok()?;
    let known = known["id"].as_str()?;
    (Some(known) != id).then(|| (&*same.name, known.to_owned()))
}

/// What the contract is compared with: the same version, else the last one before it, else the last.
fn base<'a>(approved: &'a [Given], version: &Version) -> Option<&'a Given> {
    let before = |given: &&Given| version_of(&given.name).is_some_and(|known| known <= *version);
    approved.iter().rev().find(before).or(approved.last())
}

/// The text of a file, if it is one and JSON.
fn text(given: &Given) -> Option<String> {
    let checker::Content::Bytes(bytes) = given.input().content else { return None };
    let json: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    Some(canonical_json(&json))
}

fn is_same(left: &str, right: &str) -> bool {
    let documents = (Document::parse("left.json", left), Document::parse("right.json", right));
    matches!(documents, (Ok(left), Ok(right)) if differences(&left, &right).is_empty())
}

/// What the contract says otherwise than the one before it, line by line.
fn news(base: Option<&Given>, name: &str, contract: &str) -> String {
    let Some(base) = base else { return "nothing of it was approved before\n".into() };
    let Some(before) = text(base) else {
        return format!("{} cannot be read; nothing to compare with\n", base.name);
    };
    let diff = TextDiff::from_lines(&before, contract);
    let diff = diff.unified_diff().context_radius(3).header(&base.name, name).to_string();
    diff.lines().map(|line| format!("{}\n", human::escape(line))).collect()
}

fn subject(verdict: &Verdict) -> String {
    human::escape(&checker::gate::subject_name(verdict))
}

fn refuse(refusal: &str) -> Outcome {
    eprintln!("error: {}", human::escape(refusal));
    Outcome::Denied
}
