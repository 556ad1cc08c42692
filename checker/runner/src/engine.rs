//! wasmtime as the runner sets it up: compiling and running must agree on every setting.

use std::env::consts::{ARCH, OS};
use std::thread;
use std::time::Duration;

pub use checker::model::module::MAX_TABLES;
use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, WasmFeatures};

/// The version in Cargo.toml; a test holds it against Cargo.lock.
pub const WASMTIME: &str = "48.0.8";

/// How often the wall clock is looked at.
pub const TICK: Duration = Duration::from_millis(10);

/// More than any policy allows: a larger module is refused before it reaches the pool.
pub const MAX_TABLE_ELEMENTS: u64 = 1 << 20;

/// The target of compiled modules. Naming it, even where it is the host's own, keeps wasmtime from
/// looking at the host's CPU: the bytes are the same everywhere and run everywhere.
pub fn target() -> String {
    match OS {
        "macos" => format!("{ARCH}-apple-darwin"),
        _ => format!("{ARCH}-unknown-linux-gnu"),
    }
}

/// The engine that compiles. It starts no thread and reserves nothing.
pub fn compiling() -> wasmtime::Result<Engine> {
    Engine::new(&config()?)
}

/// The engine that runs: one instance at a time, in a slot that is used again and again.
pub fn running() -> wasmtime::Result<Engine> {
    let mut pool = PoolingAllocationConfig::new();
    // One case after the other, so one slot of each; memory is reserved, not used, up to 4 GiB, and
    // the limits of the policy are held by the store's limiter, which can say what was exceeded.
    pool.total_core_instances(1)
        .total_memories(1)
        .total_tables(MAX_TABLES)
        .total_stacks(1)
        .max_tables_per_module(MAX_TABLES)
        .max_core_instance_size(16 << 20)
        .table_elements(usize::try_from(MAX_TABLE_ELEMENTS).unwrap_or(usize::MAX))
        .max_memory_size(4 << 30)
        .linear_memory_keep_resident(2 << 20)
        .table_keep_resident(64 << 10);
    let mut config = config()?;
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    let engine = Engine::new(&config)?;
    let weak = engine.weak();
    // Fuel does not see time: a case that burns none of it is ended by this clock.
    thread::spawn(move || {
        while let Some(engine) = weak.upgrade() {
            engine.increment_epoch();
            drop(engine);
            thread::sleep(TICK);
        }
    });
    Ok(engine)
}

fn config() -> wasmtime::Result<Config> {
    let mut config = Config::new();
    config.target(&target())?;
    config.consume_fuel(true);
    config.epoch_interruption(true);
    // The bits of a NaN are the CPU's choice otherwise.
    config.cranelift_nan_canonicalization(true);
    config.memory_reservation(4 << 30);
    config.concurrency_support(false);
    // Nobody reads backtraces: a guest is built without names.
    config.generate_address_map(false);
    config.native_unwind_info(false);
    // What the checker accepts in a module, and no more; without references to host values
    // (`externref`), which take a garbage collector and which no host function here has.
    let wanted = WasmFeatures::WASM2
        .difference(WasmFeatures::GC_TYPES)
        .union(WasmFeatures::EXTENDED_CONST)
        .union(WasmFeatures::CALL_INDIRECT_OVERLONG)
        .union(WasmFeatures::BULK_MEMORY_OPT);
    config
        .wasm_features(WasmFeatures::WASM3.union(WasmFeatures::GC_TYPES).difference(wanted), false);
    config.wasm_features(wanted, true);
    Ok(config)
}
