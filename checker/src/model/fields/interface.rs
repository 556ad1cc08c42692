//! The fields of a model interface. The format is ours: Traverse has names of interfaces alone.

use super::shared::SCHEMA;
use super::{DocumentKind, Field, Known, Type, required};

pub const MODEL_INTERFACE: DocumentKind = DocumentKind {
    name: "model interface",
    doc: "What packages may ask of a model, whichever model it is. JSON.",
    fields: FIELDS,
    additions: &[],
};

const FIELDS: &[Field] = &[
    required("kind", Type::Choice(&["model_interface"]), "`model_interface`"),
    required(
        "schema_version",
        Type::Version(Known::Text("1.0.0")),
        "the version of this format, `1.0.0`",
    ),
    required(
        "id",
        Type::Text,
        "the interface's id, which packages depend on: kebab-case segments joined by dots",
    ),
    required("version", Type::Text, "the interface's semantic version"),
    required("summary", Type::Text, "one sentence for people, 10 to 200 bytes"),
    required("purpose", Type::Text, "what packages use such a model for, at least 20 bytes"),
    required("inputs", SCHEMA, "what the model is given"),
    required("outputs", SCHEMA, "what the model answers"),
];
