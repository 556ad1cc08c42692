//! Runs a sealed core module on inputs, with nothing granted but what its verdict grants.

pub mod accept;
pub mod case;
pub mod codes;
pub mod compare;
pub mod compiled;
mod ending;
pub mod engine;
pub mod evidence;
pub mod execute;
pub mod finding;
pub mod grants;
mod host;
pub mod judge;
pub mod junit;
pub mod limits;
pub mod probes;
pub mod schema;
pub mod shown;
pub mod subject;
pub mod suite;
