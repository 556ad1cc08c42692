//! The schema of the schemas that documents hold: the keywords that every host understands.

use serde_json::{Map, Value, json};

use crate::checks::unsupported_schema_keyword::shape::{FORMATS, KEYWORDS, Shape, TYPES};

/// It refers to itself as `#/definitions/schema`.
pub(super) fn schema() -> Value {
    let keywords = KEYWORDS.iter().map(|(name, shape)| ((*name).to_owned(), value(shape)));
    json!({
        "type": "object",
        "description": "a JSON Schema, of keywords that every host understands",
        "properties": keywords.collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}

fn value(shape: &Shape) -> Value {
    let own = || json!({ "$ref": "#/definitions/schema" });
    match shape {
        Shape::Any => json!({}),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Format => json!({ "enum": FORMATS }),
        Shape::Names => {
            json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true })
        }
        Shape::Number => json!({ "type": "number" }),
        Shape::Schema => own(),
        Shape::SchemaOrBoolean => json!({ "anyOf": [{ "type": "boolean" }, own()] }),
        Shape::Schemas => json!({ "type": "object", "additionalProperties": own() }),
        Shape::Text => json!({ "type": "string" }),
        Shape::Type => {
            let nullable = json!({
                "type": "array",
                "items": { "enum": TYPES },
                "contains": { "const": "null" },
                "minItems": 2,
                "maxItems": 2,
                "uniqueItems": true,
            });
            json!({ "anyOf": [{ "enum": TYPES }, nullable] })
        }
        Shape::Values => json!({ "type": "array", "minItems": 1 }),
    }
}
