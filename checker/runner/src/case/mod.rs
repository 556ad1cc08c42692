//! Cases as data: an input, what is expected of it, and what the world answers meanwhile.

mod read;
mod use_case;

use std::collections::BTreeMap;
use std::sync::Arc;

use checker::model::Document;
use checker::{Code, verdict};
use serde_json::Value;

pub use read::read;
pub use use_case::all as use_cases;

use crate::{codes, finding};

#[derive(Debug)]
pub struct Case<'a> {
    pub name: String,
    /// The document that holds the case: its own, or the contract.
    pub document: &'a Document<'a>,
    pub input: At<Value>,
    pub expect: At<Expect>,
    pub mocks: Arc<[Mock]>,
    /// JSON pointer of the mocks in `document`.
    pub mocks_at: String,
    /// None: nothing is said of events.
    pub events: Option<At<Vec<Value>>>,
    /// Pointers into the output at which two runs may differ.
    pub unstable: Vec<String>,
    /// Index of the contract's use case that this case is.
    pub use_case: Option<usize>,
}

/// A value, and the JSON pointer in its document.
#[derive(Clone, Debug)]
pub struct At<T> {
    pub value: T,
    pub pointer: String,
}

#[derive(Clone, Debug)]
pub enum Expect {
    /// This value and no other.
    Output(Value),
    /// These values at these pointers into the output.
    Pointers(BTreeMap<String, Value>),
    Failure(&'static Code),
    /// Any output that the contract's schema takes.
    Anything,
}

/// Reports and filters tell cases apart by their names.
pub fn same_names(cases: &[Case<'_>]) -> Vec<verdict::Finding> {
    let mut first = BTreeMap::new();
    let mut findings = vec![];
    for case in cases {
        let Some(other) = first.insert(&*case.name, case) else { continue };
        let message = format!("two cases have the name {:?}", case.name);
        let labels = vec![case.label("/name", "again here"), other.label("/name", "first here")];
        let code = codes::of_checker("duplicate-item");
        findings.push(finding::new(code, message, labels, vec!["rename one of them".into()]));
    }
    findings
}

/// What a mediated connector answers.
#[derive(Clone, Debug)]
pub struct Mock {
    pub connector_id: String,
    pub operation: String,
    /// Fits any request without it.
    pub payload: Option<Value>,
    pub answer: Answer,
}

#[derive(Clone, Debug)]
pub enum Answer {
    Response { result_class: String, payload: Value },
    Failure(Failure),
}

#[derive(Clone, Copy, Debug)]
pub enum Failure {
    Unbound,
    Unauthorized,
    Failed,
}

impl Failure {
    pub const NAMES: [(&str, Self); 3] = [
        ("unbound", Self::Unbound),
        ("unauthorized", Self::Unauthorized),
        ("failed", Self::Failed),
    ];
}

impl<'a> Case<'a> {
    /// A document that is nothing but an input.
    pub fn by_hand(document: &'a Document<'a>) -> Self {
        let at = String::new;
        Self {
            name: document.name.to_owned(),
            document,
            input: At { value: document.root.to_json(), pointer: at() },
            expect: At { value: Expect::Anything, pointer: at() },
            mocks: [].into(),
            mocks_at: at(),
            events: None,
            unstable: vec![],
            use_case: None,
        }
    }

    /// A place in the case's document.
    pub fn label(&self, pointer: &str, message: impl Into<String>) -> verdict::Label {
        finding::label(self.document, pointer, message)
    }
}
