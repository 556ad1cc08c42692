//! What a case's store holds, and the linker that serves it.

mod connector;
mod event;
mod identity;
mod limiter;
mod memory;
mod messages;
mod stdio;
mod wasi;

use std::sync::Arc;

use checker::model::authority::TRAVERSE;
use wasmtime::{Engine, Linker};
use wasmtime_wasi::p1::{self, WasiP1Ctx};

pub(crate) use limiter::{Exceeded, Limiter};
pub(crate) use messages::{MESSAGES, MESSAGES_BYTES};
pub(crate) use stdio::Captured;

use messages::Messages;

use crate::execute::{Call, Event, Stimulus};
use crate::limits::Limits;
use crate::subject::Contract;

/// All that one case knows; dropped with its store.
pub(crate) struct State {
    wasi: WasiP1Ctx,
    pub(crate) limiter: Limiter,
    pub(crate) stdout: Captured,
    pub(crate) stderr: Captured,
    pub(crate) contract: Arc<Contract>,
    pub(crate) stimulus: Stimulus,
    pub(crate) events: Vec<Event>,
    pub(crate) calls: Vec<Call>,
    pub(crate) messages: Messages,
}

/// Of stderr only this much is kept; the rest is taken and dropped, as Traverse drops all of it.
const STDERR_BYTES: usize = 64 << 10;

impl State {
    pub(crate) fn new(limits: &Limits, contract: Arc<Contract>, stimulus: Stimulus) -> Self {
        let stdout =
            Captured::ending_at(usize::try_from(limits.stdout_bytes).unwrap_or(usize::MAX));
        let stderr = Captured::dropping_after(STDERR_BYTES);
        let wasi = wasi::context(&stimulus, stdout.clone(), stderr.clone());
        Self {
            wasi,
            limiter: Limiter::new(limits),
            stdout,
            stderr,
            contract,
            stimulus,
            events: vec![],
            calls: vec![],
            messages: Messages::default(),
        }
    }
}

/// Everything that can be granted. A module reaches only what it imports, and `execute` refuses an
/// import that is not granted before it is looked up here.
pub(crate) fn linker(engine: &Engine) -> wasmtime::Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    p1::add_to_linker_sync(&mut linker, |state: &mut State| &mut state.wasi)?;
    linker.allow_shadowing(true);
    wasi::add_to_linker(&mut linker)?;
    linker.func_wrap(TRAVERSE, "emit_event", event::emit)?;
    linker.func_wrap(TRAVERSE, "connector_invoke", connector::invoke)?;
    identity::add_to_linker(&mut linker)?;
    Ok(linker)
}
