//! Typed views of what is judged, with their places. Nothing here judges.

pub mod approval;
pub(crate) mod at;
pub mod authority;
pub mod boundary;
pub mod contract;
pub mod cycles;
pub mod difference;
pub mod digest;
pub mod document;
mod entries;
pub mod event;
mod facts;
pub mod fields;
pub mod flow;
pub mod interface;
mod json;
pub mod keywords;
pub mod manifest;
pub mod module;
pub mod object;
pub mod path;
pub mod phrases;
pub mod placeholder;
pub mod policy;
pub mod progression;
pub mod schema;
pub mod sections;
pub mod sentence;
mod toml;
pub mod trail;
mod validate;
pub mod values;
pub mod workflow;

pub use digest::Digest;
pub use document::Document;
