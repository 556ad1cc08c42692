//! The judgement: inputs are read, checks run over what they hold, and the verdict is put together.

mod contract;
mod event;
mod model;
mod package;
mod workflow;

use crate::model::digest;
use crate::verdict::{self, Facts, InputRecord, Verdict};
use crate::{Finding, Lists};

/// What a file is to the judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A contract as it was approved, `approved/<version>.json`.
    Approved,
    /// Where the package ends: Markdown.
    Boundary,
    Contract,
    Event,
    Manifest,
    Model,
    Module,
    Policy,
    /// One of the core module's own sources.
    Source,
    Workflow,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::Approved,
        Self::Boundary,
        Self::Contract,
        Self::Event,
        Self::Manifest,
        Self::Model,
        Self::Module,
        Self::Policy,
        Self::Source,
        Self::Workflow,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Boundary => "boundary",
            Self::Contract => "contract",
            Self::Event => "event",
            Self::Manifest => "manifest",
            Self::Model => "model",
            Self::Module => "module",
            Self::Policy => "policy",
            Self::Source => "source",
            Self::Workflow => "workflow",
        }
    }
}

/// What was found where a file should be.
#[derive(Debug)]
pub enum Content<'a> {
    Bytes(&'a [u8]),
    Directory,
    /// More than the checker holds in memory: only the digest is known.
    Oversized {
        sha256: &'a str,
    },
}

#[derive(Debug)]
pub struct Input<'a> {
    pub role: Role,
    /// The path in its own repository: what findings call it.
    pub name: &'a str,
    pub content: Content<'a>,
}

/// What is to be judged, and by what.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one request at a time")]
pub enum Request<'a> {
    Package {
        manifest: Input<'a>,
        contract: Option<Input<'a>>,
        module: Option<Input<'a>>,
        /// The module's own sources, as the build declares them.
        sources: Vec<Input<'a>>,
        /// The crates that it links from elsewhere, as `name@version`.
        crates: &'a [String],
        boundary: Option<Input<'a>>,
        /// The workflows that it is declared to be part of.
        workflows: Vec<Input<'a>>,
        /// The model interfaces that it is declared to depend on.
        models: Vec<Input<'a>>,
        /// Whether it lies apart from its sources and its boundary document, as sealed packages do.
        sealed: bool,
        lists: &'a Lists,
        builder: &'a str,
        /// The command that records a new digest.
        update_command: &'a str,
    },
    Contract {
        contract: Input<'a>,
        /// Every version of it that was approved.
        approved: Vec<Input<'a>>,
        /// The command that approves the contract as it is.
        approve_command: &'a str,
    },
    Workflow {
        workflow: Input<'a>,
        /// The contracts of the capabilities that its nodes may run.
        contracts: Vec<Input<'a>>,
        /// The contracts of the events that its edges may wait for.
        events: Vec<Input<'a>>,
    },
    Event {
        event: Input<'a>,
    },
    Model {
        model: Input<'a>,
        lists: &'a Lists,
    },
}

pub fn judge(request: &Request<'_>) -> Verdict {
    match request {
        Request::Package { .. } => package::judge(request),
        Request::Contract { contract, approved, approve_command } => {
            contract::judge(contract, approved, approve_command)
        }
        Request::Workflow { workflow, contracts, events } => {
            workflow::judge(workflow, contracts, events)
        }
        Request::Event { event } => event::judge(event),
        Request::Model { model, lists } => model::judge(model, lists),
    }
}

fn empty_verdict() -> Verdict {
    Verdict {
        kind: verdict::KIND.into(),
        schema: verdict::SCHEMA,
        checker: verdict::CHECKER.into(),
        builder: None,
        subject: verdict::Subject { kind: String::new(), id: None, version: None },
        inputs: vec![],
        findings: vec![],
        facts: Facts::default(),
    }
}

/// `known` spares hashing a core module twice.
fn record(input: &Input<'_>, known: Option<String>) -> InputRecord {
    let sha256 = known.or_else(|| match input.content {
        Content::Bytes(bytes) => Some(digest::sha256(bytes)),
        Content::Oversized { sha256 } => Some(sha256.to_owned()),
        Content::Directory => None,
    });
    InputRecord { role: input.role.name().into(), name: input.name.into(), sha256 }
}

fn take<T>(result: Result<T, Vec<Finding>>, findings: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|faults| findings.extend(faults)).ok()
}
