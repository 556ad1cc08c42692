//! What `test`, `run` and `accept` are all given: the subject, and cases.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use checker::model::{Document, digest};
use checker::verdict::Finding;
use checker::{Content, Input, Role, gate};
use clap::Args;
use runner::compiled;
use runner::execute::Machine;
use runner::grants::Grants;
use runner::limits::Limits;
use runner::subject::{self, Contract};

use super::{Trouble, files};

#[derive(Debug, Args)]
pub(super) struct Subject {
    /// What `runner compile` wrote
    #[arg(long)]
    cwasm: PathBuf,
    /// The manifest that the gate wrote beside the sealed module
    #[arg(long)]
    manifest: PathBuf,
    /// The module's verdict
    #[arg(long)]
    verdict: PathBuf,
    /// The contract: what findings call it, where it lies
    #[arg(long, num_args = 2, value_names = ["NAME", "PATH"], required = true)]
    contract: Vec<String>,
    /// The lists that `checker policy` wrote
    #[arg(long)]
    lists: PathBuf,
}

/// A text with its name.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) text: String,
}

/// A case's file as it lies there. That it is no text is its author's fault: a finding.
#[derive(Debug)]
pub(super) struct CaseFile {
    pub(super) name: String,
    /// None if it is a directory.
    pub(super) bytes: Option<Vec<u8>>,
}

impl CaseFile {
    pub(super) fn parse(&self) -> Result<Document<'_>, Vec<Finding>> {
        let content = self.bytes.as_deref().map_or(Content::Directory, Content::Bytes);
        checker::parse(&Input { role: Role::Source, name: &self.name, content })
    }
}

/// The subject, read and seen to belong together, its module loaded.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) machine: Machine,
    pub(super) contract: Named,
    pub(super) sealed: bool,
    /// `demo.greet@1.0.0`
    pub(super) title: String,
}

impl Subject {
    pub(super) fn load(&self) -> Result<Loaded, Trouble> {
        let cwasm = files::read(&self.cwasm)?;
        let compiled = compiled::read(&self.cwasm.display().to_string(), &cwasm)?;
        drop(cwasm);
        let manifest = files::read_json(&self.manifest)?;
        let verdict = files::read_text(&self.verdict)?;
        let verdict = gate::read_verdict(&self.verdict.display().to_string(), &verdict)?;
        let [name, path] = &self.contract[..] else { return Err("give one --contract".into()) };
        let contract = named(name, path)?;
        let sha256 = digest::sha256(contract.text.as_bytes());
        let sealed = subject::belongs_together(&compiled.header, &manifest, &verdict, &sha256)?;
        let lists = files::read_json(&self.lists)?;
        let limits = Limits::of(&lists)?;
        let grants = Grants::of(&verdict.facts, &lists)?;
        let value = document(&contract)?.root.to_json();
        let contract_facts = Contract::of(&value);
        let title = format!("{}@{}", contract_facts.id, contract_facts.version);
        let machine = Machine::new(&compiled, &grants, limits, Arc::new(contract_facts))?;
        Ok(Loaded { machine, contract, sealed, title })
    }
}

impl Loaded {
    /// What development builds say before anything else.
    pub(super) fn notice(&self) -> &'static str {
        if self.sealed {
            return "";
        }
        "note: a development build: this module is not sealed, and nothing that is released may use it\n"
    }
}

fn named(name: &str, path: &str) -> Result<Named, Trouble> {
    Ok(Named { name: name.to_owned(), text: files::read_text(Path::new(path))? })
}

/// All of `--case`'s words, two by two.
pub(super) fn cases(words: &[String]) -> Result<Vec<CaseFile>, Trouble> {
    let case = |pair: &[String]| match pair {
        [name, path] => {
            Ok(CaseFile { name: name.to_owned(), bytes: files::read_file(Path::new(path))? })
        }
        _ => Err("--case takes two words: NAME PATH".into()),
    };
    words.chunks(2).map(case).collect()
}

/// A contract was judged before: that it is no JSON is not its author's fault.
pub(super) fn document(named: &Named) -> Result<Document<'_>, Trouble> {
    Document::parse(&named.name, &named.text)
        .map_err(|faults| format!("{} is no JSON: {:?}", named.name, faults.first()))
}

/// A case's text; one that expects nothing yet expects `null`, so that there is something to accept.
pub(super) fn with_expectation(case: &Document<'_>) -> String {
    let (root, text) = (&case.root, case.text);
    let (None, None, Some(last)) =
        (root.get("expect"), root.get("use_case"), root.entries().last())
    else {
        return text.to_owned();
    };
    let (before, after) = text.split_at(last.node.span.end);
    format!("{before},\n  \"expect\": {{\n    \"output\": null\n  }}{after}")
}
