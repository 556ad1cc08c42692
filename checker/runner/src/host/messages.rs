//! How much a run may say to the host functions of Traverse. What it says is kept, and 64 KiB a call
//! for a handful of fuel would fill the machine before the fuel is used up.

use wasmtime::{Result, bail};

/// Events and requests of one run.
pub(crate) const MESSAGES: usize = 1000;
/// Bytes of all of them.
pub(crate) const MESSAGES_BYTES: usize = 1 << 20;

#[derive(Debug, Default)]
pub(crate) struct Messages {
    count: usize,
    bytes: usize,
}

impl Messages {
    /// Ends the run if this is one too many, or too long.
    pub(super) fn count(&mut self, bytes: usize) -> Result<()> {
        self.count += 1;
        self.bytes += bytes;
        if self.exceeded() {
            bail!("too much was sent to the host");
        }
        Ok(())
    }

    pub(crate) fn exceeded(&self) -> bool {
        self.count > MESSAGES || self.bytes > MESSAGES_BYTES
    }
}
