//! One input into a fresh store, and all that came of it.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;
use wasmtime::{Engine, Error, InstancePre, Module, Store, Trap};
use wasmtime_wasi::I32Exit;

use crate::case::Mock;
use crate::compiled::Needs;
use crate::engine::{MAX_TABLES, TICK};
use crate::grants::Grants;
use crate::host::{self, Exceeded, State};
use crate::limits::{Limits, PAGE};
use crate::subject::Contract;

/// A loaded module with everything it imports found, but nothing instantiated.
pub struct Machine {
    pre: InstancePre<State>,
    needs: Needs,
    limits: Limits,
    contract: Arc<Contract>,
}

/// What goes into a run.
#[derive(Clone, Debug, Default)]
pub struct Stimulus {
    pub stdin: Bytes,
    pub mocks: Arc<[Mock]>,
    /// 0; another number moves whatever is not input: seeds, clocks, the execution's id.
    pub run: u32,
}

/// What came out of it.
#[derive(Debug)]
pub struct Execution {
    pub ending: Ending,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub fuel: u64,
    pub memory_bytes: u64,
    pub events: Vec<Event>,
    pub calls: Vec<Call>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// `_start` returned.
    Returned,
    /// The guest called `proc_exit`.
    Exit(i32),
    /// What wasmtime says of the trap.
    Trap(String),
    Fuel,
    WallClock,
    /// Pages it asked for.
    Memory(u64),
    /// Elements it asked for, in one of at most `MAX_TABLES`.
    Tables(u64),
    Stdout,
}

/// An event that the guest emitted, and what it was told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    pub event_id: String,
    pub version: String,
    pub payload: Value,
    pub status: i32,
}

/// A connector that the guest called, what it was told, and by which mock.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Call {
    pub connector_id: String,
    pub operation: String,
    pub payload: Value,
    pub status: i32,
    pub mock: Option<usize>,
}

impl Machine {
    /// Refuses a module that imports what it is not granted: the gate would not have let it out.
    pub fn new(
        engine: &Engine,
        module: &Module,
        needs: &Needs,
        grants: &Grants,
        limits: Limits,
        contract: Arc<Contract>,
    ) -> Result<Self, String> {
        for import in module.imports() {
            if !grants.allow(import.module(), import.name()) {
                return Err(format!(
                    "the module imports `{}::{}`, which nothing grants it (ungranted-import): it is not run",
                    import.module(),
                    import.name()
                ));
            }
        }
        let no_start = || "the module exports no function `_start` of type `() -> ()` (missing-export): there is nothing to run";
        let start = module.get_export("_start").and_then(|export| export.func().cloned());
        let start = start.ok_or_else(no_start)?;
        if start.params().len() + start.results().len() > 0 {
            return Err(no_start().into());
        }
        let pre = host::linker(engine)
            .and_then(|linker| linker.instantiate_pre(module))
            .map_err(|error| format!("the module cannot be linked: {error:#}"))?;
        Ok(Self { pre, needs: needs.clone(), limits, contract })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Runs `_start` once, from nothing to the end.
    pub fn run(&self, stimulus: Stimulus) -> Result<Execution, String> {
        let fault = |error: Error| format!("wasmtime cannot run the module: {error:#}");
        let state = State::new(&self.limits, self.contract.clone(), stimulus);
        let mut store = Store::new(self.pre.module().engine(), state);
        store.limiter(|state| &mut state.limiter);
        store.set_fuel(self.limits.fuel).map_err(fault)?;
        let ticks = self.limits.wall_seconds * 1000 / TICK.as_millis() as u64;
        store.set_epoch_deadline(ticks.max(1));
        store.epoch_deadline_trap();
        let ending = match self.beyond_limits() {
            Some(ending) => ending,
            None => {
                let result = self.pre.instantiate(&mut store).and_then(|instance| {
                    instance.get_typed_func::<(), ()>(&mut store, "_start")?.call(&mut store, ())
                });
                self.ending(result, store.data())
            }
        };
        let fuel = self.limits.fuel - store.get_fuel().map_err(fault)?;
        let state = store.into_data();
        Ok(Execution {
            ending,
            stdout: state.stdout.take(),
            stderr: state.stderr.take(),
            fuel,
            memory_bytes: state.limiter.peak_pages * PAGE,
            events: state.events,
            calls: state.calls,
        })
    }

    /// What the module begins with, before the pool is asked for it.
    fn beyond_limits(&self) -> Option<Ending> {
        let needs = &self.needs;
        if needs.memory_pages > self.limits.memory_pages {
            return Some(Ending::Memory(needs.memory_pages));
        }
        let tables = needs.tables > MAX_TABLES;
        (tables || needs.table_elements > self.limits.table_elements)
            .then_some(Ending::Tables(needs.table_elements))
    }

    fn ending(&self, result: Result<(), Error>, state: &State) -> Ending {
        let Err(error) = result else { return Ending::Returned };
        match state.limiter.exceeded {
            Some(Exceeded::MemoryPages(pages)) => return Ending::Memory(pages),
            Some(Exceeded::TableElements(elements)) => return Ending::Tables(elements),
            None => {}
        }
        if state.stdout.overflowed() {
            return Ending::Stdout;
        }
        if let Some(exit) = error.downcast_ref::<I32Exit>() {
            return Ending::Exit(exit.0);
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::OutOfFuel) => Ending::Fuel,
            Some(Trap::Interrupt) => Ending::WallClock,
            Some(trap) => Ending::Trap(trap.to_string()),
            None => Ending::Trap(format!("{error:#}")),
        }
    }
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine").field("limits", &self.limits).finish_non_exhaustive()
    }
}
