//! The fields of a workflow definition, as Traverse defines them.

use super::shared::{EXACT_EVENT, LIFECYCLE, OWNER, SCHEMA};
use super::{DocumentKind, Field, Known, Type, optional, required};

pub const WORKFLOW: DocumentKind = DocumentKind {
    name: "workflow",
    doc: "How capabilities work together: nodes that each run one, and edges between them. JSON.",
    fields: FIELDS,
    additions: &[],
};

const NAMES: Type = Type::List(&Type::Text);

const FIELDS: &[Field] = &[
    required("kind", Type::Choice(&["workflow_definition"]), "`workflow_definition`"),
    required(
        "schema_version",
        Type::Version(Known::Text("1.0.0")),
        "the version of this format, `1.0.0`",
    ),
    required("id", Type::Text, "the workflow's id, which compositions refer to"),
    required("name", Type::Text, "the workflow's name"),
    required("version", Type::Text, "the workflow's semantic version"),
    required("lifecycle", LIFECYCLE, "`draft`, `active`, `deprecated`, `retired` or `archived`"),
    required("owner", OWNER, "who answers for the workflow"),
    required("summary", Type::Text, "one sentence for people"),
    required("inputs", SCHEMA, "what the workflow reads: the state that it starts with"),
    required("outputs", SCHEMA, "what the workflow writes"),
    required("nodes", Type::List(&NODE), "what runs, at least one node"),
    required("edges", Type::List(&EDGE), "what runs after what; none in a workflow of one node"),
    required("start_node", Type::Text, "the `node_id` of the node that runs first"),
    required("terminal_nodes", NAMES, "each `node_id` after which the workflow is done"),
    optional(
        "output_projection",
        NAMES,
        "what of the state is the workflow's output; all of it if this is left out",
    ),
    required("tags", NAMES, "words to find the workflow by"),
    required(
        "governing_spec",
        Type::Choice(&["007-workflow-registry-traversal"]),
        "`007-workflow-registry-traversal`",
    ),
];

const NODE: Type = Type::Record(&[
    required("node_id", Type::Text, "the node's id, unique in the workflow"),
    required("capability_id", Type::Text, "the id of the capability that the node runs"),
    required("capability_version", Type::Text, "its exact semantic version"),
    required(
        "input",
        Type::Record(&[required(
            "from_workflow_input",
            NAMES,
            "what of the workflow's state the capability gets as its input",
        )]),
        "what the node reads",
    ),
    required(
        "output",
        Type::Record(&[
            required(
                "to_workflow_state",
                NAMES,
                "what of the capability's output goes into the workflow's state",
            ),
            optional(
                "publish_to_state_as",
                Type::Nullable(&Type::Text),
                "the name in the state under which all of the output goes",
            ),
        ]),
        "what the node writes",
    ),
]);

const EDGE: Type = Type::Record(&[
    required("edge_id", Type::Text, "the edge's id, unique in the workflow"),
    required("from", Type::Text, "the `node_id` that it leads away from"),
    required("to", Type::Text, "the `node_id` that it leads to"),
    required("trigger", Type::Choice(&["direct", "event"]), "`direct` or `event`"),
    optional(
        "event",
        Type::Nullable(&EXACT_EVENT),
        "the event that an event edge waits for; direct edges have none",
    ),
    optional(
        "predicate",
        Type::Nullable(&Type::Record(&[
            required("field", Type::Text, "a field of the event's payload"),
            required("equals", Type::Any, "the value it has to have"),
        ])),
        "which of these events an event edge goes by; all of them if it is left out",
    ),
]);
