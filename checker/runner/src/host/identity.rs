//! The host functions that tell a guest who and where it is. Traverse names them and links none, so
//! their shape is ours: `name(out, capacity) -> length`, the text written to `out`.

use checker::model::authority::TRAVERSE;
use wasmtime::{Caller, Linker};

use super::{State, memory};

const INVALID: i32 = -1;
const TOO_LARGE: i32 = -5;

type Tell = fn(&State) -> String;

/// Every answer is the same in each run of a case, and another in the run that looks for a module
/// that lets it into its output.
const FUNCTIONS: &[(&str, Tell)] = &[
    ("capability_id", |state| state.contract.id.clone()),
    ("capability_version", |state| state.contract.version.clone()),
    ("execution_id", |state| format!("00000000-0000-4000-8000-{:012x}", state.stimulus.run)),
    ("runtime_config", |_| "{}".into()),
    ("trace_context", |state| {
        format!("00-{:032x}-{:016x}-01", state.stimulus.run + 1, state.stimulus.run + 1)
    }),
];

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    for (name, tell) in FUNCTIONS {
        linker.func_wrap(
            TRAVERSE,
            name,
            move |mut caller: Caller<'_, State>, out: i32, capacity: i32| {
                let text = tell(caller.data());
                match memory::size(capacity) {
                    None => INVALID,
                    Some(capacity) if capacity < text.len() => TOO_LARGE,
                    Some(_) => memory::write(&mut caller, out, text.as_bytes()).unwrap_or(INVALID),
                }
            },
        )?;
    }
    Ok(())
}
