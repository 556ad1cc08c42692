//! Reads a case's file: every fault at once, each with its place.

use checker::Span;
use checker::model::Document;
use checker::model::document::{Format, Node, Value as Held};
use checker::verdict::Finding;
use serde_json::Value;

use super::{Answer, At, Case, Expect, Failure, Mock, use_case};
use crate::{codes, finding};

const KEYS: &[&str] = &["name", "input", "expect", "use_case", "mocks", "events", "unstable"];

/// The case in a document. `contract` is asked for the use case that the case may name.
pub fn read<'a>(
    document: &'a Document<'a>,
    contract: &Document<'_>,
) -> Result<Case<'a>, Vec<Finding>> {
    let mut reader = Reader { document, findings: vec![] };
    let case = reader.case(contract);
    match case {
        Some(case) if reader.findings.is_empty() => Ok(case),
        _ => Err(reader.findings),
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn case(&mut self, contract: &Document<'_>) -> Option<Case<'a>> {
        let root = &self.document.root;
        self.keys(root, KEYS)?;
        let name = self.required(root, "name").and_then(|node| self.text(node));
        let mocks = self.mocks(root.get("mocks"));
        let events = self.list(root.get("events")).iter().map(Node::to_json).collect();
        let unstable = self.list(root.get("unstable"));
        let unstable: Vec<_> = unstable
            .iter()
            .filter_map(|node| {
                let pointer = self.text(node)?;
                self.pointer(node.span, pointer)
            })
            .collect();
        let (input, expect, use_case) = match root.get("use_case") {
            Some(node) => self.use_case(root, node, contract)?,
            None => {
                let input = self.required(root, "input").map(Node::to_json);
                let expect = self.required(root, "expect").and_then(|node| self.expect(node));
                let input = At { value: input?, pointer: "/input".into() };
                (input, At { value: expect?, pointer: "/expect".into() }, None)
            }
        };
        Some(Case {
            name: name?,
            document: self.document,
            input,
            expect,
            mocks: mocks.into(),
            mocks_at: "/mocks/connectors".into(),
            // A case that says nothing of events says that there are none.
            events: Some(At { value: events, pointer: "/events".into() }),
            unstable,
            use_case,
        })
    }

    fn use_case(
        &mut self,
        root: &'a Node,
        node: &'a Node,
        contract: &Document<'_>,
    ) -> Option<(At<Value>, At<Expect>, Option<usize>)> {
        for entry in
            root.entries().iter().filter(|entry| ["input", "expect"].contains(&&*entry.key))
        {
            let message =
                format!("the case takes on a use case, which has its own `{}`", entry.key);
            self.fault("unknown-field", entry.key_span, message, "not beside `use_case`", None);
        }
        let scenario = self.text(node)?;
        let Some((index, input, expect)) = use_case::find(contract, &scenario) else {
            let message = format!("the contract has no use case with the scenario {scenario:?}");
            let known = use_case::scenarios(contract);
            self.fault("wrong-type", node.span, message, "named here", nearest(&scenario, known));
            return None;
        };
        let pointer = "/use_case".to_owned();
        let input = At { value: input, pointer: pointer.clone() };
        Some((input, At { value: expect, pointer }, Some(index)))
    }

    fn expect(&mut self, node: &'a Node) -> Option<Expect> {
        self.keys(node, &["output", "pointers", "failure"])?;
        let [entry] = node.entries() else {
            let message = "`expect` holds one of `output`, `pointers` and `failure`";
            self.fault("wrong-type", node.span, message, "one of them, and only one", None);
            return None;
        };
        match &*entry.key {
            "output" => Some(Expect::Output(entry.node.to_json())),
            "failure" => {
                let name = self.text(&entry.node)?;
                let code = codes::EXPECTABLE.iter().find(|code| code.name == name);
                if code.is_none() {
                    let names = codes::EXPECTABLE.iter().map(|code| code.name);
                    self.choice(&entry.node, &name, names);
                }
                code.map(|code| Expect::Failure(code))
            }
            "pointers" => {
                let entries = entry.node.entries().iter().filter_map(|entry| {
                    Some((self.pointer(entry.key_span, entry.key.clone())?, entry.node.to_json()))
                });
                Some(Expect::Pointers(entries.collect()))
            }
            _ => None,
        }
    }

    fn mocks(&mut self, node: Option<&'a Node>) -> Vec<Mock> {
        let Some(node) = node else { return vec![] };
        if self.keys(node, &["connectors"]).is_none() {
            return vec![];
        }
        self.list(node.get("connectors")).iter().filter_map(|node| self.mock(node)).collect()
    }

    fn mock(&mut self, node: &'a Node) -> Option<Mock> {
        self.keys(node, &["connector_id", "operation", "payload", "response", "failure"])?;
        let connector_id = self.required(node, "connector_id").and_then(|node| self.text(node));
        let operation = self.required(node, "operation").and_then(|node| self.text(node));
        let answer = match (node.get("response"), node.get("failure")) {
            (Some(response), None) => {
                self.keys(response, &["result_class", "payload"])?;
                let class =
                    self.required(response, "result_class").and_then(|node| self.text(node));
                let payload = self.required(response, "payload").map(Node::to_json);
                Some(Answer::Response { result_class: class?, payload: payload? })
            }
            (None, Some(failure)) => {
                let name = self.text(failure)?;
                let known = Failure::NAMES.iter().find(|(known, _)| *known == name);
                if known.is_none() {
                    self.choice(failure, &name, Failure::NAMES.map(|(name, _)| name));
                }
                known.map(|(_, failure)| Answer::Failure(*failure))
            }
            _ => {
                let message = "a mock has one of `response` and `failure`";
                self.fault("wrong-type", node.span, message, "one of them, and only one", None);
                None
            }
        };
        let payload = node.get("payload").map(Node::to_json);
        Some(Mock { connector_id: connector_id?, operation: operation?, payload, answer: answer? })
    }

    /// Reports every key that is none of these. None if the node is no object.
    fn keys(&mut self, node: &Node, keys: &[&str]) -> Option<()> {
        if !matches!(node.value, Held::Object(_)) {
            self.other_type(node, Format::Json.object());
            return None;
        }
        for entry in node.entries().iter().filter(|entry| !keys.contains(&&*entry.key)) {
            let message = format!("there is no field `{}` here", entry.key);
            let label = format!("fields are {}", keys.join(", "));
            let help = nearest(&entry.key, keys.iter().copied());
            self.fault("unknown-field", entry.key_span, message, &label, help);
        }
        Some(())
    }

    fn required(&mut self, parent: &'a Node, key: &str) -> Option<&'a Node> {
        let node = parent.get(key);
        if node.is_none() {
            let message = format!("the field `{key}` is missing");
            self.fault("missing-field", parent.span, message, "in here", None);
        }
        node
    }

    /// A text that is not empty.
    fn text(&mut self, node: &Node) -> Option<String> {
        let text = node.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.other_type(node, "a text that is not empty");
        }
        text.map(str::to_owned)
    }

    fn list(&mut self, node: Option<&'a Node>) -> &'a [Node] {
        let Some(node) = node else { return &[] };
        if !matches!(node.value, Held::List(_)) {
            self.other_type(node, "a list");
        }
        node.items()
    }

    fn pointer(&mut self, span: Span, pointer: String) -> Option<String> {
        if pointer.is_empty() || pointer.starts_with('/') {
            return Some(pointer);
        }
        let message = format!("{pointer:?} is no JSON pointer");
        let label = "it begins with `/`, as in `/totals/net`";
        self.fault("wrong-type", span, message, label, None);
        None
    }

    fn choice(&mut self, node: &Node, name: &str, names: impl IntoIterator<Item = &'static str>) {
        let names: Vec<_> = names.into_iter().collect();
        let label = format!("one of {}", names.join(", "));
        let help = nearest(name, names);
        self.fault("wrong-type", node.span, format!("there is no failure `{name}`"), &label, help);
    }

    fn other_type(&mut self, node: &Node, wanted: &str) {
        let message = format!("{wanted} is asked for here");
        let label = format!("this is {}", node.type_name(Format::Json));
        self.fault("wrong-type", node.span, message, &label, None);
    }

    fn fault(
        &mut self,
        code: &str,
        span: Span,
        message: impl Into<String>,
        label: &str,
        help: Option<String>,
    ) {
        let label = finding::at(self.document.name, self.document.text, span, label);
        let code = codes::of_checker(code);
        self.findings.push(finding::new(code, message, vec![label], Vec::from_iter(help)));
    }
}

/// What somebody may have meant.
fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, known)| format!("write `{known}`"))
}
