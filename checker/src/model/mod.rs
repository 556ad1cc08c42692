//! Typed views of what is judged, with their places. Nothing here judges.

pub mod approval;
pub mod authority;
pub mod contract;
pub mod digest;
pub mod document;
pub mod fields;
mod json;
pub mod manifest;
pub mod module;
pub mod path;
pub mod placeholder;
pub mod policy;
pub mod schema;
mod toml;
mod validate;

pub use digest::Digest;
pub use document::Document;
