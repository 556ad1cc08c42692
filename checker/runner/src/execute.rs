//! One input into a fresh store, and all that came of it.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;
use wasmtime::{Engine, Error, InstancePre, Store, Trap};
use wasmtime_wasi::I32Exit;

use crate::case::Mock;
use crate::compiled::{Compiled, Needs};
use crate::engine::{self, MAX_TABLES, TICK};
use crate::grants::Grants;
use crate::host::{self, Exceeded, State};
use crate::limits::{Limits, PAGE};
use crate::subject::Contract;

/// A loaded module with everything it imports found, but nothing instantiated.
pub struct Machine {
    start: Start,
    limits: Limits,
    contract: Arc<Contract>,
}

enum Start {
    Ready(InstancePre<State>, Engine),
    /// The module begins beyond its limits; it was not even loaded.
    Beyond(Ending),
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
    /// Unknown where the clock ended the run: it would differ from run to run. After a trap, what
    /// was burnt up to the last call.
    pub fuel: Option<u64>,
    pub memory_bytes: u64,
    pub events: Vec<Event>,
    pub calls: Vec<Call>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
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
    /// Pages it asked for, and the most that its module declares.
    OwnMemory {
        pages: u64,
        maximum: u64,
    },
    /// Elements it asked for in one table.
    Table(u64),
    OwnTable {
        elements: u64,
        maximum: u64,
    },
    /// Tables it begins with.
    Tables(u32),
    Stdout,
    /// Too much said to host functions.
    Messages,
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
        compiled: &Compiled,
        grants: &Grants,
        limits: Limits,
        contract: Arc<Contract>,
    ) -> Result<Self, String> {
        // The pool refuses what it has no room for without saying which limit that is.
        if let Some(ending) = beyond(&compiled.header.needs, &limits) {
            return Ok(Self { start: Start::Beyond(ending), limits, contract });
        }
        let engine =
            engine::running().map_err(|error| format!("wasmtime does not start: {error:#}"))?;
        let module = compiled.load(&engine)?;
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
        let pre = host::linker(&engine)
            .and_then(|linker| linker.instantiate_pre(&module))
            .map_err(|error| format!("the module cannot be linked: {error:#}"))?;
        Ok(Self { start: Start::Ready(pre, engine), limits, contract })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Runs `_start` once, from nothing to the end.
    pub fn run(&self, stimulus: Stimulus) -> Result<Execution, String> {
        let fault = |error: Error| format!("wasmtime cannot run the module: {error:#}");
        let (pre, engine) = match &self.start {
            Start::Ready(pre, engine) => (pre, engine),
            Start::Beyond(ending) => return Ok(Execution::nothing(ending.clone())),
        };
        let state = State::new(&self.limits, self.contract.clone(), stimulus);
        let mut store = Store::new(engine, state);
        store.limiter(|state| &mut state.limiter);
        store.set_fuel(self.limits.fuel).map_err(fault)?;
        let ticks = self.limits.wall_seconds * 1000 / TICK.as_millis() as u64;
        store.set_epoch_deadline(ticks.max(1));
        store.epoch_deadline_trap();
        let result = pre.instantiate(&mut store).and_then(|instance| {
            instance.get_typed_func::<(), ()>(&mut store, "_start")?.call(&mut store, ())
        });
        let ending = ending(result, store.data());
        let fuel = self.limits.fuel - store.get_fuel().map_err(fault)?;
        let fuel = (ending != Ending::WallClock).then_some(fuel);
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
}

/// What the module begins with, held against the limits.
fn beyond(needs: &Needs, limits: &Limits) -> Option<Ending> {
    if needs.memory_pages > limits.memory_pages {
        Some(Ending::Memory(needs.memory_pages))
    } else if needs.tables > MAX_TABLES {
        Some(Ending::Tables(needs.tables))
    } else {
        (needs.table_elements > limits.table_elements)
            .then_some(Ending::Table(needs.table_elements))
    }
}

fn ending(result: Result<(), Error>, state: &State) -> Ending {
    let Err(error) = result else { return Ending::Returned };
    match state.limiter.exceeded {
        Some(Exceeded::MemoryPages(pages)) => return Ending::Memory(pages),
        Some(Exceeded::TableElements(elements)) => return Ending::Table(elements),
        Some(Exceeded::OwnMemoryPages { pages, maximum }) => {
            return Ending::OwnMemory { pages, maximum };
        }
        Some(Exceeded::OwnTableElements { elements, maximum }) => {
            return Ending::OwnTable { elements, maximum };
        }
        None => {}
    }
    if state.stdout.overflowed() {
        return Ending::Stdout;
    }
    if state.messages.exceeded() {
        return Ending::Messages;
    }
    if let Some(exit) = error.downcast_ref::<I32Exit>() {
        return Ending::Exit(exit.0);
    }
    match error.downcast_ref::<Trap>() {
        Some(Trap::OutOfFuel) => Ending::Fuel,
        Some(Trap::Interrupt) => Ending::WallClock,
        Some(trap) => Ending::Trap(trap.to_string().trim_start_matches("wasm trap: ").to_owned()),
        None => Ending::Trap(format!("{error:#}")),
    }
}

impl Execution {
    fn nothing(ending: Ending) -> Self {
        let (stdout, stderr, events, calls) = (vec![], vec![], vec![], vec![]);
        Self { ending, stdout, stderr, fuel: Some(0), memory_bytes: 0, events, calls }
    }
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine").field("limits", &self.limits).finish_non_exhaustive()
    }
}
