//! Acknowledges whatever it is sent, with an empty object.

use std::io::{self, Read, Write};

// Links an empty environment, so that the core module imports nothing but stdio.
use bare_start as _;

fn main() -> io::Result<()> {
    io::stdin().lock().read_to_end(&mut Vec::new())?;
    io::stdout().lock().write_all(b"{}")
}
