//! The fields of a package manifest: Traverse's, and our own additions.

use super::{CONSTRAINTS, DocumentKind, Field, Known, Type, optional, required};

pub const MANIFEST: DocumentKind = DocumentKind {
    name: "package manifest",
    doc: "Declares one governed package: which capability it implements, from which source and as which core module. TOML or JSON, the names are the same.",
    fields: FIELDS,
    additions: &[&["binary", "digests"], &["authority"]],
};

const FIELDS: &[Field] = &[
    required("kind", Type::Choice(&["capability_package"]), "`capability_package`"),
    required(
        "schema_version",
        Type::Version(Known::Text("1.0.0")),
        "the version of this format, `1.0.0`",
    ),
    required(
        "package_id",
        Type::Text,
        "the package's name: kebab-case segments joined by dots, at most 128 characters",
    ),
    required(
        "version",
        Type::Text,
        "the package's semantic version; it equals the version of its capability",
    ),
    required("summary", Type::Text, "one sentence for people, 10 to 200 characters"),
    required(
        "capability_ref",
        Type::Record(&[
            required("id", Type::Text, "the capability's id, exactly as in its contract"),
            required("version", Type::Text, "the capability's version, exactly as in its contract"),
            required(
                "contract_path",
                Type::Text,
                "the contract's path, relative to the manifest and inside the workspace",
            ),
        ]),
        "the one capability that the package implements",
    ),
    optional(
        "known_compositions",
        COMPOSITIONS,
        "workflows known to use the package; it may be left out",
    ),
    optional(
        "workflow_refs",
        COMPOSITIONS,
        "the former name of `known_compositions`; where both stand they are equal",
    ),
    required(
        "source",
        Type::Record(&[
            required("path", Type::Text, "the source file of the entry, relative to the manifest"),
            required("language", Type::Text, "the language of the source, such as `rust`"),
            required(
                "entry",
                Type::Text,
                "the function that the source starts with, such as `run`",
            ),
        ]),
        "the source that the core module is built from",
    ),
    required("binary", BINARY, "the core module"),
    required("constraints", CONSTRAINTS, "what the package asks for; the contract says the same"),
    optional(
        "model_dependencies",
        Type::List(&Type::Record(&[
            required("interface", Type::Text, "the abstract model interface's id, never a product"),
            required("purpose", Type::Text, "what the package uses the model for"),
        ])),
        "the abstract model interfaces that the package needs",
    ),
    optional("authority", AUTHORITY, "host functions that the package asks for by name of group"),
    optional("governance", GOVERNANCE, "says that our own additions are in use, and which version"),
];

const COMPOSITIONS: Type = Type::List(&Type::Record(&[
    required("workflow_id", Type::Text, "the workflow's id"),
    required("workflow_version", Type::Text, "the workflow's semantic version"),
]));

const BINARY: Type = Type::Record(&[
    required(
        "path",
        Type::Text,
        "the core module's path, relative to the manifest; its last part is the name of the sealed module",
    ),
    required("format", Type::Text, "the binary format, `wasm`"),
    optional(
        "expected_digest",
        Type::Text,
        "the core module's digest whatever builder made it: `sha256:<64 hex>`, or `fnv1a64:<16 hex>` as Traverse computes it",
    ),
    required("abi_version", Type::Text, "the version of the host interface, `1.0.0`"),
    optional(
        "digests",
        Type::Map(&Type::Text),
        "the core module's digest by the name of the builder that made it, `sha256:<64 hex>`",
    ),
]);

const AUTHORITY: Type = Type::Record(&[required(
    "groups",
    Type::List(&Type::Choice(&["environ", "clock", "random", "filesystem", "network"])),
    "the groups of host functions asked for: `environ`, `clock`, `random`, `filesystem`, `network`",
)]);

/// The surfaces that a package may serve.
pub const SURFACES: &[&str] = &["app-facing", "integration-facing"];

const GOVERNANCE: Type = Type::Record(&[
    required("schema", Type::Version(Known::Number(1)), "the version of our additions, `1`"),
    optional(
        "boundary",
        Type::Record(&[
            required(
                "surface",
                Type::Choice(SURFACES),
                "the surface that the package serves: `app-facing` or `integration-facing`",
            ),
            required("document", Type::Text, "the boundary document, relative to the manifest"),
            required("adapters", Type::List(&Type::Text), "the adapters that carry its traffic"),
        ]),
        "where the package ends and adapters begin",
    ),
    optional(
        "sealed",
        Type::Boolean,
        "written by the gate: whether the module went through it with digests enforced",
    ),
    optional("builder", Type::Text, "written by the gate: the builder that made the module"),
    optional("checker", Type::Text, "written by the gate: the version of the checker"),
    optional("contract_digest", Type::Text, "written by the gate: the contract file's `sha256:`"),
]);
