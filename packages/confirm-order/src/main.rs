//! `orders.confirm-order`: a screened order on stdin, whether it is confirmed on stdout; the rest of
//! the world is told of a confirmation by an event.

mod answer;
mod confirm;
#[cfg(test)]
mod confirm_test;
#[cfg(test)]
mod contract_test;
mod decide;
mod event;
mod host;
mod request;

use std::io::{self, Read, Write};

// Links an empty environment, so that the core module imports nothing but stdio and its event.
#[cfg(all(target_os = "wasi", target_env = "p1"))]
use bare_start as _;

fn main() -> io::Result<()> {
    let mut input = Vec::new();
    io::stdin().lock().take(request::READ_LIMIT).read_to_end(&mut input)?;
    // A confirmation that nobody hears of is none: where the host refuses the event, the run fails.
    let answer = decide::answer(&input, host::emit_event).map_err(io::Error::other)?;
    let output = serde_json::to_vec(&answer)?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(&output)?;
    stdout.flush()
}
