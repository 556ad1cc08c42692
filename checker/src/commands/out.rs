//! Printing: what cannot be written is trouble like any other, exit 2. std's macros would panic.

use std::io::{self, Write};
use std::{fmt, process};

/// As std's, and without colours where nobody sees them.
macro_rules! print {
    ($($text:tt)*) => { $crate::commands::out::stdout(format_args!($($text)*)) };
}
macro_rules! println {
    () => { print!("\n") };
    ($($text:tt)*) => { print!("{}\n", format_args!($($text)*)) };
}
macro_rules! eprint {
    ($($text:tt)*) => { $crate::commands::out::stderr(format_args!($($text)*)) };
}
macro_rules! eprintln {
    ($($text:tt)*) => { eprint!("{}\n", format_args!($($text)*)) };
}

pub(crate) fn stdout(text: fmt::Arguments<'_>) {
    if let Err(error) = write(anstream::stdout().lock(), text) {
        // If that fails too, the status alone tells.
        let _ = write(io::stderr(), format_args!("checker: cannot print: {error}\n"));
        end();
    }
}

pub(crate) fn stderr(text: fmt::Arguments<'_>) {
    if write(anstream::stderr().lock(), text).is_err() {
        end();
    }
}

fn write(mut stream: impl Write, text: fmt::Arguments<'_>) -> io::Result<()> {
    stream.write_fmt(text)?;
    stream.flush()
}

#[expect(clippy::disallowed_methods, reason = "there is nobody left to tell")]
fn end() -> ! {
    process::exit(2)
}
