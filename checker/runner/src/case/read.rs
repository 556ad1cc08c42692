//! Reads a case's file: every fault at once, each with its place.

use checker::model::Document;
use checker::model::document::{Format, Node, Value as Held};
use checker::verdict::Finding;

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
        self.keys("", root, KEYS);
        let name = self.text("/name", root.get("name"), "");
        let mocks = self.mocks(root.get("mocks"));
        let events = self.list("/events", root.get("events"));
        let unstable = self.list("/unstable", root.get("unstable")).unwrap_or_default();
        let unstable = unstable.iter().enumerate().filter_map(|(index, pointer)| {
            let at = format!("/unstable/{index}");
            let text = self.text(&at, Some(pointer), "");
            self.pointer(&at, text?)
        });
        let unstable = unstable.collect();
        let (input, expect, index) = if let Some(node) = root.get("use_case") {
            for key in ["input", "expect"].iter().filter(|key| root.get(key).is_some()) {
                let message = format!("the case names a use case and has `{key}` of its own");
                self.fault("unknown-field", &format!("/{key}"), &message, "the use case has it already");
            }
            let scenario = self.text("/use_case", Some(node), "")?;
            let Some((index, input, expect)) = use_case::find(contract, &scenario) else {
                let message = format!("the contract has no use case with the scenario {scenario:?}");
                self.fault("unknown-field", "/use_case", &message, "named here");
                return None;
            };
            let at = "/use_case".to_owned();
            (At { value: input, pointer: at.clone() }, At { value: expect, pointer: at }, Some(index))
        } else {
            let input = self.required("", root, "input").map(Node::to_json);
            let expect = self.expect(root);
            let input = At { value: input?, pointer: "/input".into() };
            (input, At { value: expect?, pointer: "/expect".into() }, None)
        };
        Some(Case {
            name: name?,
            document: self.document,
            input,
            expect,
            mocks: mocks.into(),
            mocks_at: "/mocks/connectors".into(),
            // A case that says nothing of events says that there are none.
            events: Some(At {
                value: events.unwrap_or_default().iter().map(Node::to_json).collect(),
                pointer: "/events".into(),
            }),
            unstable,
            use_case: index,
        })
    }

    fn expect(&mut self, root: &'a Node) -> Option<Expect> {
        let node = self.required("", root, "expect")?;
        self.keys("/expect", node, &["output", "pointers", "failure"]);
        match node.entries() {
            [entry] if entry.key == "output" => Some(Expect::Output(entry.node.to_json())),
            [entry] if entry.key == "failure" => {
                let name = self.text("/expect/failure", Some(&entry.node), "")?;
                let code = codes::find(&name);
                if code.is_none() {
                    let message = format!("there is no failure `{name}`");
                    let names: Vec<_> = codes::CODES.iter().map(|code| code.name).collect();
                    let label = format!("failures are {}", names.join(", "));
                    self.fault("unknown-field", "/expect/failure", &message, &label);
                }
                code.map(Expect::Failure)
            }
            [entry] if entry.key == "pointers" => {
                let entries = entry.node.entries().iter().filter_map(|entry| {
                    let at = format!("/expect/pointers/{}", finding::token(&entry.key));
                    Some((self.pointer(&at, entry.key.clone())?, entry.node.to_json()))
                });
                Some(Expect::Pointers(entries.collect()))
            }
            _ => {
                let message = "`expect` holds one of `output`, `pointers` and `failure`";
                self.fault("wrong-type", "/expect", message, "one of them, and only one");
                None
            }
        }
    }

    fn mocks(&mut self, node: Option<&'a Node>) -> Vec<Mock> {
        let Some(node) = node else { return vec![] };
        self.keys("/mocks", node, &["connectors"]);
        let connectors = self.list("/mocks/connectors", node.get("connectors")).unwrap_or_default();
        connectors
            .iter()
            .enumerate()
            .filter_map(|(index, node)| self.mock(&format!("/mocks/connectors/{index}"), node))
            .collect()
    }

    fn mock(&mut self, at: &str, node: &'a Node) -> Option<Mock> {
        self.keys(at, node, &["connector_id", "operation", "payload", "response", "failure"]);
        let connector_id = self.text(&format!("{at}/connector_id"), node.get("connector_id"), at);
        let operation = self.text(&format!("{at}/operation"), node.get("operation"), at);
        let answer = match (node.get("response"), node.get("failure")) {
            (Some(response), None) => {
                let at = format!("{at}/response");
                self.keys(&at, response, &["result_class", "payload"]);
                let class = format!("{at}/result_class");
                Some(Answer::Response {
                    result_class: self.text(&class, response.get("result_class"), &at)?,
                    payload: self.required(&at, response, "payload")?.to_json(),
                })
            }
            (None, Some(failure)) => {
                let at = format!("{at}/failure");
                let name = self.text(&at, Some(failure), "")?;
                let known = Failure::NAMES.iter().find(|(known, _)| *known == name);
                if known.is_none() {
                    let names = Failure::NAMES.map(|(name, _)| name).join(", ");
                    let label = format!("failures of connectors are {names}");
                    self.fault("wrong-type", &at, &format!("there is no failure `{name}`"), &label);
                }
                known.map(|(_, failure)| Answer::Failure(*failure))
            }
            _ => {
                let message = "a mock has one of `response` and `failure`";
                self.fault("wrong-type", at, message, "one of them, and only one");
                None
            }
        };
        let payload = node.get("payload").map(Node::to_json);
        Some(Mock { connector_id: connector_id?, operation: operation?, payload, answer: answer? })
    }

    /// Reports every key that is none of these, and a node that is no object.
    fn keys(&mut self, at: &str, node: &Node, keys: &[&str]) {
        if !matches!(node.value, Held::Object(_)) {
            let message = format!("{} is asked for here", Format::Json.object());
            self.fault("wrong-type", at, &message, node.type_name(Format::Json));
        }
        for entry in node.entries().iter().filter(|entry| !keys.contains(&&*entry.key)) {
            let at = format!("{at}/{}", finding::token(&entry.key));
            let message = format!("a case has no field `{}` here", entry.key);
            self.fault("unknown-field", &at, &message, &format!("fields are {}", keys.join(", ")));
        }
    }

    fn required(&mut self, at: &str, parent: &'a Node, key: &str) -> Option<&'a Node> {
        let node = parent.get(key);
        if node.is_none() {
            self.fault("missing-field", at, &format!("the field `{key}` is missing"), "in here");
        }
        node
    }

    /// A text that is not empty; `parent` is shown where there is none at all.
    fn text(&mut self, at: &str, node: Option<&Node>, parent: &str) -> Option<String> {
        let Some(node) = node else {
            let key = at.rsplit('/').next().unwrap_or_default();
            self.fault("missing-field", parent, &format!("the field `{key}` is missing"), "in here");
            return None;
        };
        let text = node.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.fault("wrong-type", at, "a text is asked for here", node.type_name(Format::Json));
        }
        text.map(str::to_owned)
    }

    fn list(&mut self, at: &str, node: Option<&'a Node>) -> Option<&'a [Node]> {
        let node = node?;
        if !matches!(node.value, Held::List(_)) {
            self.fault("wrong-type", at, "a list is asked for here", node.type_name(Format::Json));
        }
        Some(node.items())
    }

    fn pointer(&mut self, at: &str, pointer: String) -> Option<String> {
        if pointer.is_empty() || pointer.starts_with('/') {
            return Some(pointer);
        }
        let message = format!("{pointer:?} is no JSON pointer");
        self.fault("wrong-type", at, &message, "it begins with `/`, as in `/totals/net`");
        None
    }

    fn fault(&mut self, code: &str, at: &str, message: &str, label: &str) {
        let label = finding::label(self.document, at, label);
        self.findings.push(finding::new(codes::of_checker(code), message, vec![label], vec![]));
    }
}
