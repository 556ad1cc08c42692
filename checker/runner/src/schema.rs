//! The contract's JSON Schemas, all of each, both ways.

use checker::model::Document;
use checker::model::document::Node;
use checker::verdict::Label;
use jsonschema::Validator;
use serde_json::Value;

use crate::finding;

/// The schemas of one contract.
#[derive(Debug)]
pub struct Schemas<'a> {
    contract: &'a Document<'a>,
    inputs: Validator,
    outputs: Validator,
}

/// What a value violates: where in the value, why, and which line of the contract says so.
#[derive(Debug)]
pub struct Violation {
    pub pointer: String,
    pub message: String,
    pub label: Label,
}

impl<'a> Schemas<'a> {
    pub fn of(contract: &'a Document<'a>) -> Result<Self, String> {
        let schema = |side: &str| {
            let schema = contract.get(&[side, "schema"]).map_or(Value::Bool(true), Node::to_json);
            jsonschema::options().should_validate_formats(true).build(&schema).map_err(|error| {
                format!("{}: {side}.schema is no JSON Schema: {error}", contract.name)
            })
        };
        Ok(Self { contract, inputs: schema("inputs")?, outputs: schema("outputs")? })
    }

    pub fn input(&self, value: &Value) -> Vec<Violation> {
        self.violations(&self.inputs, "/inputs/schema", value)
    }

    pub fn output(&self, value: &Value) -> Vec<Violation> {
        self.violations(&self.outputs, "/outputs/schema", value)
    }

    fn violations(&self, validator: &Validator, base: &str, value: &Value) -> Vec<Violation> {
        let errors = validator.iter_errors(value);
        let violation = |error: jsonschema::ValidationError<'_>| Violation {
            pointer: error.instance_path().to_string(),
            message: shortened(&error.to_string()),
            label: finding::label(
                self.contract,
                &format!("{base}{}", error.schema_path()),
                "the contract asks for this",
            ),
        };
        errors.map(violation).collect()
    }
}

/// A message quotes the value in whole; what is asked of it stands at the end.
fn shortened(message: &str) -> String {
    const HEAD: usize = 120;
    const TAIL: usize = 80;
    let count = message.chars().count();
    if count <= HEAD + TAIL {
        return message.to_owned();
    }
    let head: String = message.chars().take(HEAD).collect();
    let tail: String = message.chars().skip(count - TAIL).collect();
    format!("{head} … {tail}")
}
