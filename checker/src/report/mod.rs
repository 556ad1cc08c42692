//! Renderings of a verdict. Strings only: whoever calls prints them.

pub mod human;
