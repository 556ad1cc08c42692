//! Fields that several kinds of document have.

use super::{Type, required};

pub(super) const LIFECYCLE: Type =
    Type::Choice(&["draft", "active", "deprecated", "retired", "archived"]);

pub(super) const OWNER: Type = Type::Record(&[
    required("team", Type::Text, "the team that answers for it"),
    required("contact", Type::Text, "where to reach it"),
]);

pub(super) const SCHEMA: Type =
    Type::Record(&[required("schema", Type::AnyObject, "a JSON Schema, an object")]);

pub(super) const EXACT_EVENT: Type = Type::Record(&[
    required("event_id", Type::Text, "the event's id"),
    required("version", Type::Text, "the event's exact semantic version"),
]);

pub(super) const IDS: Type =
    Type::List(&Type::Record(&[required("id", Type::Text, "an id, unique in its list")]));
