//! The fields of a capability contract, as Traverse defines them.

use super::{CONSTRAINTS, DocumentKind, Field, Known, Type, optional, required};

pub const CONTRACT: DocumentKind = DocumentKind {
    name: "capability contract",
    doc: "What a capability promises: its inputs and outputs, its effects, and how it may run. JSON.",
    fields: FIELDS,
    additions: &[],
};

/// Where a capability may be placed.
pub const TARGETS: &[&str] = &["local", "browser", "edge", "cloud", "worker", "device"];

const FIELDS: &[Field] = &[
    required("kind", Type::Choice(&["capability_contract"]), "`capability_contract`"),
    required(
        "schema_version",
        Type::Version(Known::Text("1.0.0")),
        "the version of this format, `1.0.0`",
    ),
    required("id", Type::Text, "the capability's id: `namespace.name`"),
    required("namespace", Type::Text, "kebab-case segments joined by dots"),
    required("name", Type::Text, "one kebab-case segment"),
    required("version", Type::Text, "the contract's semantic version"),
    required(
        "lifecycle",
        Type::Choice(&["draft", "active", "deprecated", "retired", "archived"]),
        "`draft`, `active`, `deprecated`, `retired` or `archived`; active and deprecated ones may run",
    ),
    required(
        "owner",
        Type::Record(&[
            required("team", Type::Text, "the team that answers for the capability"),
            required("contact", Type::Text, "where to reach it"),
        ]),
        "who answers for the capability",
    ),
    required("summary", Type::Text, "one sentence for people, 10 to 200 bytes"),
    required("description", Type::Text, "what it does, at least 20 characters"),
    required("inputs", SCHEMA, "what the capability reads"),
    required("outputs", SCHEMA, "what the capability writes"),
    required("preconditions", CONDITIONS, "what has to hold before a call"),
    required("postconditions", CONDITIONS, "what holds after a call"),
    required(
        "side_effects",
        Type::List(&Type::Record(&[
            required(
                "kind",
                Type::Choice(&[
                    "none",
                    "memory_only",
                    "event_emission",
                    "external_call",
                    "state_change",
                ]),
                "`none`, `memory_only`, `event_emission`, `external_call` or `state_change`",
            ),
            required("description", Type::Text, "what the effect is"),
        ])),
        "what a call does besides its output, at least one entry",
    ),
    required("emits", EVENTS, "the events that the capability emits"),
    required("consumes", EVENTS, "the events that the capability reacts to"),
    required("permissions", IDS, "the permissions that a caller needs"),
    required("execution", EXECUTION, "how the capability runs"),
    required("policies", IDS, "the policies that apply to it"),
    required(
        "dependencies",
        Type::List(&Type::Record(&[
            required(
                "artifact_type",
                Type::Choice(&["capability", "event", "policy"]),
                "`capability`, `event` or `policy`",
            ),
            required("id", Type::Text, "the id of what it depends on"),
            required("version", Type::Text, "its exact semantic version"),
        ])),
        "the governed artifacts that the capability depends on",
    ),
    required("provenance", PROVENANCE, "where the contract comes from"),
    required(
        "evidence",
        Type::List(&Type::Record(&[
            required("evidence_id", Type::Text, "the evidence's id"),
            required(
                "type",
                Type::Choice(&["spec_alignment", "contract_validation", "compatibility"]),
                "`spec_alignment`, `contract_validation` or `compatibility`",
            ),
            required(
                "status",
                Type::Choice(&["passed", "failed", "superseded"]),
                "`passed`, `failed` or `superseded`",
            ),
        ])),
        "what was shown about the contract",
    ),
    optional(
        "service_type",
        Type::Choice(&["stateless", "subscribable", "stateful"]),
        "`stateless` (the default), `subscribable` or `stateful`",
    ),
    optional(
        "permitted_targets",
        Type::List(&Type::Choice(TARGETS)),
        "where the capability may be placed; everywhere if it is left out",
    ),
    optional(
        "event_trigger",
        Type::Nullable(&Type::Text),
        "the event that starts a subscribable capability",
    ),
    optional(
        "connector_requirements",
        Type::List(&Type::Record(&[
            required("connector_id", Type::Text, "the connector's id"),
            required("version", Type::Text, "the range of semantic versions that will do"),
        ])),
        "the connectors that the capability calls",
    ),
    optional(
        "state_schema",
        Type::Nullable(&Type::AnyObject),
        "the JSON Schema of a stateful capability's state",
    ),
    optional(
        "use_cases",
        Type::List(&Type::Record(&[
            required("scenario", Type::Text, "who wants what, and why"),
            required("input_example", Type::Any, "an input of this case"),
            required("output_example", Type::Any, "the output that it gives"),
            required("happy", Type::Boolean, "whether the case is one that succeeds"),
            optional(
                "persona_ref",
                Type::Nullable(&Type::Text),
                "the persona that the scenario speaks of",
            ),
        ])),
        "what the capability is used for, with examples",
    ),
];

const SCHEMA: Type =
    Type::Record(&[required("schema", Type::AnyObject, "a JSON Schema, an object")]);

const CONDITIONS: Type = Type::List(&Type::Record(&[
    required("id", Type::Text, "the condition's id, unique in its list"),
    required("description", Type::Text, "what holds"),
]));

const EVENTS: Type = Type::List(&Type::Record(&[
    required("event_id", Type::Text, "the event's id"),
    required("version", Type::Text, "the event's exact semantic version"),
]));

const IDS: Type =
    Type::List(&Type::Record(&[required("id", Type::Text, "an id, unique in its list")]));

const EXECUTION: Type = Type::Record(&[
    required("binary_format", Type::Choice(&["wasm"]), "the binary format, `wasm`"),
    required(
        "entrypoint",
        Type::Record(&[
            required("kind", Type::Choice(&["wasi-command"]), "`wasi-command`"),
            required("command", Type::Choice(&["run"]), "the command's name, `run`"),
        ]),
        "how a call starts",
    ),
    required(
        "preferred_targets",
        Type::List(&Type::Choice(TARGETS)),
        "where the capability runs best, at least one place",
    ),
    required("constraints", CONSTRAINTS, "what a package that implements it may ask for"),
]);

const PROVENANCE: Type = Type::Record(&[
    required(
        "source",
        Type::Choice(&["greenfield", "brownfield-extracted", "ai-generated", "ai-assisted"]),
        "`greenfield`, `brownfield-extracted`, `ai-generated` or `ai-assisted`",
    ),
    required("author", Type::Text, "who wrote the contract"),
    required("created_at", Type::Text, "when, in the form of RFC 3339"),
    optional("spec_ref", Type::Nullable(&Type::Text), "the specification that it follows"),
    optional("adr_refs", Type::List(&Type::Text), "the decision records that it rests on"),
    optional(
        "exception_refs",
        Type::List(&Type::Text),
        "the approved exceptions that let it ask for host access",
    ),
]);
