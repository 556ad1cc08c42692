//! WASI preview 1 as a case sees it: stdin, stdout, stderr and, where granted, a clock that stands
//! still and chance that repeats itself.

use std::time::Duration;

use checker::model::authority::WASI;
use wasmtime::Linker;
use wasmtime_wasi::p1::WasiP1Ctx;
use wasmtime_wasi::p2::pipe::MemoryInputPipe;
use wasmtime_wasi::{Deterministic, HostMonotonicClock, HostWallClock, I32Exit, WasiCtxBuilder};

use super::{Captured, State};
use crate::execute::Stimulus;

/// WASI's `errno` for a function that is not there.
const NOSYS: i32 = 52;

/// 2000-01-01T00:00:00Z, and a year later for each further run.
struct Still {
    seconds: u64,
}

impl HostWallClock for Still {
    fn resolution(&self) -> Duration {
        Duration::from_secs(1)
    }

    fn now(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

impl HostMonotonicClock for Still {
    fn resolution(&self) -> u64 {
        1_000_000_000
    }

    fn now(&self) -> u64 {
        self.seconds * 1_000_000_000
    }
}

/// No arguments, no environment, no folders: the builder gives none unless asked.
pub(super) fn context(stimulus: &Stimulus, stdout: Captured, stderr: Captured) -> WasiP1Ctx {
    let years = u64::from(stimulus.run);
    let seed = format!("seed of run {}", stimulus.run).into_bytes();
    WasiCtxBuilder::new()
        .stdin(MemoryInputPipe::new(stimulus.stdin.clone()))
        .stdout(stdout)
        .stderr(stderr)
        .wall_clock(Still { seconds: 946_684_800 + years * 31_536_000 })
        .monotonic_clock(Still { seconds: 1 + years })
        .secure_random(Deterministic::new(seed))
        .allow_blocking_current_thread(true)
        .build_p1()
}

/// Our own in place of wasmtime's where a case could otherwise wait, or hide its exit code.
pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    // On a clock that stands still nothing is worth waiting for, and neither fuel nor the backstop
    // ends a guest that sleeps in the host.
    linker.func_wrap(WASI, "poll_oneoff", |_: i32, _: i32, _: i32, _: i32| NOSYS)?;
    // wasmtime's own turns codes from 126 on into a text.
    linker.func_wrap(WASI, "proc_exit", |code: i32| -> wasmtime::Result<()> {
        Err(I32Exit(code).into())
    })?;
    Ok(())
}
