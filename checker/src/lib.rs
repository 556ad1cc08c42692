//! The checker's library: bytes in, verdict out. It does no I/O, knows no clock and no Bazel.

mod authority;
pub mod baseline;
pub mod checks;
mod composition;
mod digests;
pub mod exceptions;
mod excerpt;
mod finding;
pub mod gate;
mod judge;
pub mod model;
mod package;
pub mod policy;
mod reading;
pub mod registry;
pub mod report;
pub mod running;
pub mod scaffold;
pub mod schemas;
pub mod update;
mod vendors;
pub mod verdict;

pub use composition::Composition;
pub use excerpt::excerpt_of;
pub use finding::{Code, Finding, Label, Place, Span};
pub use judge::{Content, Input, Request, Role, judge};
pub use model::policy::{Levels, Lists};
pub use package::Package;
pub use reading::{LIST_LIMIT, MODULE_LIMIT};

/// An input as a document, for who only wants to read it; else its faults, ready to be shown.
pub fn parse<'a>(input: &Input<'a>) -> Result<model::Document<'a>, Vec<verdict::Finding>> {
    reading::document(input).map_err(|findings| excerpt::locate(findings, &excerpt::texts([input])))
}
