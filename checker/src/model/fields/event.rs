//! The fields of an event contract, as Traverse defines them.

use super::shared::{IDS, LIFECYCLE, OWNER};
use super::{DocumentKind, Field, Known, Type, required};

pub const EVENT: DocumentKind = DocumentKind {
    name: "event contract",
    doc: "What an event says, who publishes it and who listens. JSON.",
    fields: FIELDS,
    additions: &[],
};

const FIELDS: &[Field] = &[
    required("kind", Type::Choice(&["event_contract"]), "`event_contract`"),
    required(
        "schema_version",
        Type::Version(Known::Text("1.0.0")),
        "the version of this format, `1.0.0`",
    ),
    required("id", Type::Text, "the event's id: `namespace.name`"),
    required("namespace", Type::Text, "kebab-case segments joined by dots"),
    required("name", Type::Text, "one kebab-case segment"),
    required("version", Type::Text, "the contract's semantic version"),
    required("lifecycle", LIFECYCLE, "`draft`, `active`, `deprecated`, `retired` or `archived`"),
    required("owner", OWNER, "who answers for the event"),
    required("summary", Type::Text, "one sentence for people, 10 to 200 bytes"),
    required("description", Type::Text, "what happened when it is emitted, at least 20 bytes"),
    required(
        "payload",
        Type::Record(&[
            required("schema", Type::AnyObject, "a JSON Schema, an object"),
            required(
                "compatibility",
                Type::Choice(&["backward-compatible", "forward-compatible", "breaking"]),
                "`backward-compatible`, `forward-compatible` or `breaking`",
            ),
        ]),
        "what the event says, and how that may change",
    ),
    required(
        "classification",
        Type::Record(&[
            required("domain", Type::Text, "the domain it belongs to, at least 2 characters"),
            required(
                "bounded_context",
                Type::Text,
                "the bounded context it belongs to, at least 2 characters",
            ),
            required(
                "event_type",
                Type::Choice(&["domain", "integration", "system"]),
                "`domain`, `integration` or `system`",
            ),
            required("tags", Type::List(&Type::Text), "words that classify it, at least one"),
        ]),
        "what kind of event it is",
    ),
    required("publishers", CAPABILITIES, "the capabilities that emit it, at least one"),
    required("subscribers", CAPABILITIES, "the capabilities that react to it"),
    required("policies", IDS, "the policies that apply to it"),
    required("tags", Type::List(&Type::Text), "words to find it by, at least one"),
    required(
        "provenance",
        Type::Record(&[
            required(
                "source",
                Type::Choice(&["greenfield", "brownfield", "ai-generated", "extracted"]),
                "`greenfield`, `brownfield`, `ai-generated` or `extracted`",
            ),
            required("author", Type::Text, "who wrote the contract"),
            required("created_at", Type::Text, "when, in the form of RFC 3339"),
        ]),
        "where the contract comes from",
    ),
    required(
        "evidence",
        Type::List(&Type::Record(&[
            required("kind", Type::Text, "the kind of evidence"),
            required("ref", Type::Text, "where it is to be found"),
        ])),
        "what was shown about the contract",
    ),
];

const CAPABILITIES: Type = Type::List(&Type::Record(&[
    required("capability_id", Type::Text, "the capability's id"),
    required("version", Type::Text, "its exact semantic version"),
]));
