//! What checks ask of fields beyond their types, as far as a schema can say it.

use serde_json::{Map, Value, json};

use crate::checks::incomplete_contract::{event, placement, texts, versions};
use crate::checks::{CHECKS, Check, duplicate_item, incomplete_workflow, repeated_name};
use crate::model::fields::{CONTRACT, DocumentKind, EVENT, MANIFEST, MODEL_INTERFACE};
use crate::model::fields::{LEVELS, POLICY, Type, WORKFLOW};
use crate::model::{placeholder, schema};
use crate::policy::PROFILES;

/// Keywords by the path of what they are said of: `emits[].version`, `binary.digests.*`; that of the
/// whole document is empty.
#[derive(Default)]
pub(super) struct Shapes {
    keywords: Vec<(String, Value)>,
    /// Whether texts that were never filled in are told.
    pub(super) filled_in: bool,
}

const SHA256: &str = "^sha256:[0-9a-f]{64}$";
const DIGEST: &str = "^(sha256:[0-9a-f]{64}|fnv1a64:[0-9a-f]{16})$";
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const DOTTED_KEBAB: &str = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$";
const RELATIVE: &str = r"^(?!/|[A-Za-z]:)[^\\]*$";
const SAID: &str = r"\S";
/// The grammar of semver.org.
const VERSION: &str = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$";

impl Shapes {
    pub(super) fn of(kind: &DocumentKind) -> Self {
        let shapes = Self::default();
        match kind.name {
            name if name == MANIFEST.name => shapes.manifest(),
            name if name == CONTRACT.name => Self { filled_in: true, ..shapes.contract() },
            name if name == WORKFLOW.name => shapes.workflow(),
            name if name == EVENT.name => shapes.event(),
            name if name == MODEL_INTERFACE.name => shapes.model(),
            name if name == POLICY.name => shapes.policy(),
            name => unreachable!("{name} has no schema"),
        }
    }

    pub(super) fn refine(&self, ty: &Type, path: &str, schema: &mut Value) {
        if self.filled_in && matches!(ty, Type::Text) {
            merge(schema, json!({ "not": { "$ref": "#/definitions/placeholder" } }));
        }
        self.at(path).for_each(|keywords| merge(schema, keywords.clone()));
    }

    /// What a text that was never filled in is like.
    pub(super) fn placeholder() -> Value {
        json!({
            "type": "string",
            "description": "a value that was never filled in",
            "pattern": placeholder::pattern(),
        })
    }

    pub(super) fn at(&self, path: &str) -> impl Iterator<Item = &Value> {
        self.keywords.iter().filter(move |(known, _)| known == path).map(|(_, keywords)| keywords)
    }

    fn manifest(self) -> Self {
        let paths = ["capability_ref.contract_path", "source.path", "binary.path"];
        let digest = json!({ "anyOf": [
            { "required": ["expected_digest"] },
            { "required": ["digests"], "properties": { "digests": { "minProperties": 1 } } },
        ] });
        Self { filled_in: true, ..self }
            .set("package_id", json!({ "pattern": DOTTED_KEBAB, "maxLength": 128 }))
            .set("summary", json!({ "pattern": said(10, Some(200)) }))
            .exact(&["version", "capability_ref.version"])
            .patterns(&paths, RELATIVE)
            .patterns(&["governance.boundary.document"], RELATIVE)
            .set("binary", digest)
            .set("binary.format", json!({ "const": "wasm" }))
            .set("binary.abi_version", json!({ "const": "1.0.0" }))
            .patterns(&["binary.expected_digest"], DIGEST)
            .patterns(&["binary.digests.*"], SHA256)
            .unique(duplicate_item::MANIFEST)
    }

    fn contract(self) -> Self {
        let is = |field: &str, value: &str| json!({ "required": [field], "properties": { field: { "const": value } } });
        let trigger = json!({
            "required": ["event_trigger"],
            "properties": { "event_trigger": { "type": "string", "pattern": SAID } },
        });
        let elsewhere = json!({
            "required": ["permitted_targets"],
            "properties": { "permitted_targets": { "type": "array", "not": { "contains": { "const": "browser" } } } },
        });
        let asks = json!({ "properties": { "execution": { "properties": {
            "constraints": is("host_api_access", "exception_required"),
        } } } });
        let refers = json!({ "properties": { "provenance": {
            "required": ["exception_refs"],
            "properties": { "exception_refs": { "contains": { "type": "string", "pattern": SAID } } },
        } } });
        let rules = json!({ "allOf": [
            { "if": is("service_type", "subscribable"), "then": trigger },
            { "if": is("service_type", "stateful"), "then": elsewhere },
            { "if": asks, "then": refers },
        ] });
        self.identity()
            .set("description", json!({ "pattern": said(20, None) }))
            .patterns(texts::TOLD, SAID)
            .set("provenance.created_at", json!({ "format": "date-time" }))
            .exact(versions::EXACT)
            .filled(placement::FILLED)
            .unique(duplicate_item::CONTRACT)
            .set("", rules)
    }

    fn event(self) -> Self {
        self.identity()
            .set("description", json!({ "pattern": said(20, None) }))
            .patterns(event::TOLD, SAID)
            .set("provenance.created_at", json!({ "format": "date-time" }))
            .patterns(&["classification.domain", "classification.bounded_context"], &said(2, None))
            .exact(event::EXACT)
            .filled(event::FILLED)
            .unique(duplicate_item::EVENT)
    }

    fn workflow(self) -> Self {
        let goes = |trigger: &str| json!({ "required": ["trigger"], "properties": { "trigger": { "const": trigger } } });
        let nothing = json!({ "properties": {
            "event": { "type": "null" }, "predicate": { "type": "null" },
        } });
        let waits =
            json!({ "required": ["event"], "properties": { "event": { "type": "object" } } });
        let rules = json!({ "allOf": [
            { "if": goes("direct"), "then": nothing },
            { "if": goes("event"), "then": waits },
        ] });
        self.patterns(incomplete_workflow::TOLD, SAID)
            .exact(incomplete_workflow::EXACT)
            .filled(incomplete_workflow::FILLED)
            .unique(duplicate_item::WORKFLOW)
            .unique(repeated_name::WORKFLOW)
            .set("edges[]", rules)
    }

    fn model(self) -> Self {
        self.patterns(&["id"], DOTTED_KEBAB)
            .exact(&["version"])
            .set("summary", json!({ "pattern": said(10, Some(200)) }))
            .set("purpose", json!({ "pattern": said(20, None) }))
    }

    fn policy(self) -> Self {
        let codes: Vec<_> = CHECKS.iter().map(|check| check.code.name).collect();
        let level = |check: &&Check| {
            let level = json!({ "enum": LEVELS, "description": check.code.summary });
            (check.code.name.to_owned(), level)
        };
        let levels: Map<_, _> = CHECKS.iter().map(level).collect();
        let profiles: Vec<_> = PROFILES.iter().map(|(name, _)| *name).collect();
        let globs = [
            "imports.allowed[]",
            "imports.granted[]",
            "boundary.host_bound[]",
            "models.vendors[]",
            "exception[].package",
            "exception[].reason",
        ];
        self.set("governance.profile", json!({ "enum": profiles }))
            .set("levels", json!({ "propertyNames": { "enum": codes }, "properties": levels }))
            .set("exception[].code", json!({ "enum": codes }))
            .patterns(&["exception[].until"], DAY)
            .patterns(&globs, SAID)
            .unique(duplicate_item::POLICY)
    }

    /// What capability contracts and event contracts have in common.
    fn identity(self) -> Self {
        self.patterns(&["id", "namespace"], DOTTED_KEBAB)
            .patterns(&["name"], KEBAB)
            .set("summary", json!({ "pattern": said(10, Some(200)) }))
    }

    fn set(mut self, path: &str, keywords: Value) -> Self {
        self.keywords.push((path.to_owned(), keywords));
        self
    }

    fn patterns(self, paths: &[&str], pattern: &str) -> Self {
        paths.iter().fold(self, |shapes, path| shapes.set(path, json!({ "pattern": pattern })))
    }

    fn exact(self, paths: &[&str]) -> Self {
        self.patterns(paths, VERSION)
    }

    fn filled(self, lists: &[placement::Filled]) -> Self {
        let fill =
            |shapes: Self, path: &[&str]| shapes.set(&path.join("."), json!({ "minItems": 1 }));
        lists.iter().fold(self, |shapes, (path, ..)| fill(shapes, path))
    }

    fn unique(self, lists: &[duplicate_item::List]) -> Self {
        let once = |shapes: Self, path: &[&str]| {
            shapes.set(&path.join("."), json!({ "uniqueItems": true }))
        };
        lists.iter().fold(self, |shapes, (path, _)| once(shapes, path))
    }
}

/// A text with so many characters, but for the space around it. Checks that count bytes allow less
/// of what is not ASCII.
fn said(least: usize, most: Option<usize>) -> String {
    let between = |count: usize| count.saturating_sub(2);
    let most = most.map_or(String::new(), |most| between(most).to_string());
    format!(r"^\s*\S[\s\S]{{{},{most}}}\S\s*$", between(least))
}

/// Whether a JSON Schema of the author's stands there.
pub(super) fn holds_schema(path: &str) -> bool {
    schema::ROOTS.iter().any(|root| root.join(".") == path)
}

/// Adds keywords to a schema. A keyword that it has already would be lost: none may be.
pub(super) fn merge(schema: &mut Value, keywords: Value) {
    let (Value::Object(schema), Value::Object(keywords)) = (schema, keywords) else {
        unreachable!("schemas are objects here");
    };
    for (keyword, value) in keywords {
        let old = schema.insert(keyword, value.clone());
        assert!(old.as_ref().is_none_or(|old| *old == value), "{old:?} and {value} clash");
    }
}
