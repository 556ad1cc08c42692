//! stdout and stderr, kept in memory up to a limit.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use wasmtime_wasi::async_trait;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamError, StreamResult};

/// A stream's bytes. Clones share them.
#[derive(Clone)]
pub(crate) struct Captured {
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    bytes: Vec<u8>,
    limit: usize,
    /// Whether the byte after the last ends the case; else it is dropped like all that follow.
    ends: bool,
    overflowed: bool,
}

impl Captured {
    pub(crate) fn ending_at(limit: usize) -> Self {
        Self::new(limit, true)
    }

    pub(crate) fn dropping_after(limit: usize) -> Self {
        Self::new(limit, false)
    }

    fn new(limit: usize, ends: bool) -> Self {
        let shared = Shared { bytes: vec![], limit, ends, overflowed: false };
        Self { shared: Arc::new(Mutex::new(shared)) }
    }

    pub(crate) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.lock().bytes)
    }

    pub(crate) fn overflowed(&self) -> bool {
        self.lock().overflowed
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl IsTerminal for Captured {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Captured {
    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }

    /// For WASI 0.3, which no core module speaks.
    fn async_stream(&self) -> Box<dyn tokio::io::AsyncWrite + Send + Sync> {
        Box::new(MemoryOutputPipe::new(0))
    }
}

#[async_trait]
impl Pollable for Captured {
    async fn ready(&mut self) {}
}

impl OutputStream for Captured {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        let mut shared = self.lock();
        let room = (shared.limit - shared.bytes.len()).min(bytes.len());
        shared.bytes.extend_from_slice(&bytes[..room]);
        shared.overflowed |= room < bytes.len();
        if shared.overflowed && shared.ends {
            return Err(StreamError::Trap(wasmtime::format_err!("stdout is full")));
        }
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(64 << 10)
    }
}
