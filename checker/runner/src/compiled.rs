//! The `.cwasm` file: one line of JSON that says what it is, then wasmtime's compiled module.

use serde::{Deserialize, Serialize};
use wasmtime::{Engine, Module, Precompiled};

use checker::model::digest;

use crate::engine;

const KIND: &str = "governed_cwasm";
const SCHEMA: u64 = 1;

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub kind: String,
    pub schema: u64,
    /// SHA-256 of the core module that was compiled.
    pub module: String,
    pub wasmtime: String,
    pub target: String,
    /// SHA-256 of all after the first line.
    pub code: String,
    pub needs: Needs,
}

/// What instantiating takes before any code runs: held against the limits before the module is
/// loaded, because the pool refuses what it has no room for without saying which limit that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    pub memories: u32,
    pub memory_pages: u64,
    pub tables: u32,
    pub table_elements: u64,
}

/// A compiled module, ready to instantiate.
#[derive(Debug)]
pub struct Compiled {
    pub header: Header,
    code: Vec<u8>,
}

/// Compiles a core module. The same module gives the same bytes.
pub fn compile(module: &[u8]) -> Result<Vec<u8>, String> {
    let fault = |error: wasmtime::Error| format!("cannot compile the module: {error:#}");
    let engine = engine::compiling().map_err(fault)?;
    let compiled = Module::from_binary(&engine, module).map_err(fault)?;
    let code = compiled.serialize().map_err(fault)?;
    let resources = compiled.resources_required();
    let header = Header {
        kind: KIND.into(),
        schema: SCHEMA,
        module: digest::sha256(module),
        wasmtime: engine::WASMTIME.into(),
        target: engine::target(),
        code: digest::sha256(&code),
        needs: Needs {
            memories: resources.num_memories,
            memory_pages: resources.max_initial_memory_size.unwrap_or(0),
            tables: resources.num_tables,
            table_elements: resources.max_initial_table_size.unwrap_or(0),
        },
    };
    let mut bytes = serde_json::to_vec(&header).map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    bytes.extend(code);
    Ok(bytes)
}

/// Reads a `.cwasm`; `name` is what messages call it. Nothing is loaded yet.
pub fn read(name: &str, bytes: &[u8]) -> Result<Compiled, String> {
    let foreign = || format!("{name} is no `.cwasm` that `runner compile` wrote");
    let end = bytes.iter().take(4096).position(|byte| *byte == b'\n').ok_or_else(foreign)?;
    let (line, code) = (&bytes[..end], &bytes[end + 1..]);
    let value: serde_json::Value = serde_json::from_slice(line).map_err(|_| foreign())?;
    if value["kind"] != KIND {
        return Err(foreign());
    }
    // Versions first: what another version wrote may have other fields.
    for (key, own) in [("wasmtime", engine::WASMTIME.to_owned()), ("target", engine::target())] {
        if value[key] != own {
            let theirs = value[key].as_str().unwrap_or("unknown");
            return Err(format!(
                "{name} was compiled for {key} {theirs}, this runner has {key} {own}; compile it again with this runner"
            ));
        }
    }
    let header: Header = serde_json::from_value(value).map_err(|_| foreign())?;
    let actual = digest::sha256(code);
    if header.schema != SCHEMA || header.code != actual {
        return Err(format!(
            "{name} is cut or changed: its code has {actual}, its first line says {}; compile it again",
            header.code
        ));
    }
    Ok(Compiled { header, code: code.to_vec() })
}

impl Compiled {
    /// Makes the code executable.
    #[expect(unsafe_code, reason = "machine code cannot be checked, only known by its origin")]
    pub fn load(&self, engine: &Engine) -> Result<Module, String> {
        if Engine::detect_precompiled(&self.code) != Some(Precompiled::Module) {
            return Err("the `.cwasm` holds no compiled core module; compile it again".into());
        }
        // SAFETY: `read` saw that these are the bytes, whole and unchanged, that a `compile` of this
        // version wrote; wasmtime checks its own version and settings again. Somebody who forges
        // both the code and its digest is not kept out: a `.cwasm` comes from the action that made
        // it and from nowhere else, as docs/architecture.md says.
        unsafe { Module::deserialize(engine, &self.code) }
            .map_err(|error| format!("wasmtime does not load the `.cwasm`: {error:#}"))
    }
}
