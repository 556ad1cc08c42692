//! JSON Schemas of every kind of document, from the tables that the checker itself goes by: for
//! editors and whoever else reads such documents.

mod author;
mod case;
mod shapes;

use serde_json::{Map, Value, json};

use crate::model::fields::{
    CONTRACT, DocumentKind, EVENT, Field, Known, MANIFEST, MODEL_INTERFACE, POLICY, Type, WORKFLOW,
};
use shapes::{Shapes, merge};

/// What a schema's file is called before `.schema.json`, and what it is of.
const KINDS: &[(&str, &DocumentKind)] = &[
    ("contract", &CONTRACT),
    ("event", &EVENT),
    ("manifest", &MANIFEST),
    ("model", &MODEL_INTERFACE),
    ("policy", &POLICY),
    ("workflow", &WORKFLOW),
];

/// Draft 7 is what the JSON and TOML extensions of editors know best.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Every schema, by the name of its file.
pub fn all() -> Vec<(String, Value)> {
    let kinds = KINDS.iter().map(|(name, kind)| (*name, of(kind)));
    let schemas = kinds.chain([("case", case::schema())]);
    let mut schemas: Vec<_> = schemas
        .map(|(name, mut schema)| {
            let file = format!("{name}.schema.json");
            let head = json!({ "$schema": DRAFT, "$comment": "Written by `checker schemas`." });
            merge(&mut schema, head);
            (file, schema)
        })
        .collect();
    schemas.sort_by(|(a, _), (b, _)| a.cmp(b));
    schemas
}

fn of(kind: &DocumentKind) -> Value {
    let mut walker = Walker { shapes: Shapes::of(kind), holds_schemas: false };
    let mut schema = walker.record(kind.fields, "");
    walker.shapes.at("").for_each(|keywords| merge(&mut schema, keywords.clone()));
    merge(&mut schema, json!({ "title": kind.name, "description": kind.doc }));
    if !kind.additions.is_empty() {
        let needed: Vec<_> = kind.additions.iter().map(|path| governed(path)).collect();
        merge(&mut schema, json!({ "allOf": needed }));
    }
    let mut definitions = Map::new();
    if walker.holds_schemas {
        definitions.insert("schema".into(), author::schema());
    }
    if walker.shapes.filled_in {
        definitions.insert("placeholder".into(), Shapes::placeholder());
    }
    if !definitions.is_empty() {
        merge(&mut schema, json!({ "definitions": definitions }));
    }
    schema
}

/// Where one of our additions stands, `governance` says which version of them.
fn governed(path: &[&str]) -> Value {
    let used = path.iter().rev().fold(
        json!({}),
        |inner, name| json!({ "required": [name], "properties": { *name: inner } }),
    );
    json!({ "if": used, "then": { "required": ["governance"] } })
}

struct Walker {
    shapes: Shapes,
    holds_schemas: bool,
}

impl Walker {
    fn record(&mut self, fields: &[Field], path: &str) -> Value {
        let mut properties = Map::new();
        for field in fields {
            let below = if path.is_empty() {
                field.name.to_owned()
            } else {
                format!("{path}.{}", field.name)
            };
            let mut schema = self.value(&field.ty, &below);
            merge(&mut schema, json!({ "description": field.doc }));
            properties.insert(field.name.to_owned(), schema);
        }
        let required: Vec<_> =
            fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        let mut schema =
            json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if !required.is_empty() {
            merge(&mut schema, json!({ "required": required }));
        }
        schema
    }

    fn value(&mut self, ty: &Type, path: &str) -> Value {
        let mut schema = match ty {
            Type::Text => json!({ "type": "string" }),
            Type::Boolean => json!({ "type": "boolean" }),
            Type::Count => json!({ "type": "integer", "minimum": 0 }),
            Type::Choice(choices) => json!({ "enum": choices }),
            Type::Version(Known::Text(text)) => json!({ "const": text }),
            Type::Version(Known::Number(number)) => json!({ "const": number }),
            Type::Record(fields) => self.record(fields, path),
            Type::List(ty) => {
                json!({ "type": "array", "items": self.value(ty, &format!("{path}[]")) })
            }
            Type::Map(ty) => {
                let value = self.value(ty, &format!("{path}.*"));
                json!({ "type": "object", "additionalProperties": value })
            }
            Type::Nullable(ty) => {
                return json!({ "anyOf": [self.value(ty, path), { "type": "null" }] });
            }
            Type::Any => json!({}),
            Type::AnyObject if shapes::holds_schema(path) => {
                self.holds_schemas = true;
                // Beside a `$ref`, draft 7 reads nothing: not the description either.
                json!({ "allOf": [{ "$ref": "#/definitions/schema" }] })
            }
            Type::AnyObject => json!({ "type": "object" }),
        };
        self.shapes.refine(ty, path, &mut schema);
        schema
    }
}
