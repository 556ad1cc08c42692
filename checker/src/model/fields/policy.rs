//! The fields of the workspace's policy, which is TOML.

use super::{DocumentKind, Field, Known, Type, optional, required};

pub const POLICY: DocumentKind = DocumentKind {
    name: "policy",
    doc: "What a workspace allows: the profile it starts from, and what it changes in it.",
    fields: FIELDS,
    additions: &[],
};

pub const LEVELS: &[&str] = &["allow", "warn", "deny"];

const FIELDS: &[Field] = &[
    required(
        "governance",
        Type::Record(&[
            required("schema", Type::Version(Known::Number(1)), "the version of this format, `1`"),
            optional(
                "profile",
                Type::Text,
                "the shipped policy that this one starts from: `strict` (the default) or `traverse-1.0`",
            ),
        ]),
        "the version of the policy's format, and its profile",
    ),
    optional(
        "levels",
        Type::Map(&Type::Choice(LEVELS)),
        "what to do about a code's findings: `allow`, `warn` or `deny`; codes not named keep the profile's level",
    ),
    optional(
        "imports",
        Type::Record(&[
            optional(
                "allowed",
                Type::List(&Type::Text),
                "globs over `module::name` of the imports that any package of the workspace may have; it replaces the profile's list",
            ),
            optional(
                "granted",
                Type::List(&Type::Text),
                "globs over `module::name` of the imports granted to every package, whatever its contract says; it replaces the profile's list",
            ),
        ]),
        "which imports a core module may have",
    ),
    optional(
        "access",
        Type::Record(&[optional(
            "by_exception",
            Type::List(&Type::Choice(&["host_api_access", "network_access", "filesystem_access"])),
            "the constraints that an approved exception may open; it replaces the profile's list",
        )]),
        "what packages may reach at all",
    ),
    optional(
        "boundary",
        Type::Record(&[optional(
            "host_bound",
            Type::List(&Type::Text),
            "globs over words, in small letters, that speak of what only some hosts have, such as `sidecar`; it replaces the profile's list",
        )]),
        "what the boundary of a package may ask of its surroundings",
    ),
    optional(
        "budgets",
        Type::Record(&[
            optional("module_bytes", Type::Count, "the largest size of a core module, in bytes"),
            optional(
                "memory_pages",
                Type::Count,
                "the most memory that a core module may start with, or grow to in a call, in pages of 64 KiB",
            ),
            optional(
                "table_elements",
                Type::Count,
                "the most elements that a table of a core module may start with, or grow to in a call",
            ),
            optional("fuel", Type::Count, "the most fuel of one call, in units of wasmtime"),
            optional("stdout_bytes", Type::Count, "the most output of one call, in bytes"),
            optional(
                "wall_seconds",
                Type::Count,
                "the longest that one call may take by the clock, in whole seconds: it ends what fuel does not",
            ),
            optional(
                "proc_exit_ok",
                Type::Boolean,
                "whether a call that ends with `proc_exit(0)` is as good as one that returns from `_start`",
            ),
        ]),
        "what a core module may cost, and what one call of it",
    ),
    optional(
        "models",
        Type::Record(&[optional(
            "vendors",
            Type::List(&Type::Text),
            "globs over the names of vendors and products that no model interface or dependency may have; they match words whatever their case; it replaces the profile's list",
        )]),
        "what may be said of models",
    ),
    optional(
        "exception",
        Type::List(&Type::Record(&[
            required(
                "package",
                Type::Text,
                "the id of what it is for: a package, or a contract, workflow, event or model interface",
            ),
            required("code", Type::Text, "the code whose findings become warnings"),
            required("reason", Type::Text, "why, for whoever reads it later"),
            required("until", Type::Text, "the last day it holds, `YYYY-MM-DD`"),
        ])),
        "findings of one code, in one package or whatever else has its id, that the workspace accepts for a while",
    ),
];
