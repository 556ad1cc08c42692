//! The checker's command line. Exit codes: 0 clean or done, 1 denied findings, 2 could not work.

mod commands;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    // `checker facts MODULE | head` ends when head has read enough, without a word.
    sigpipe::reset();
    // clap itself ends with 2 on bad flags, 0 on --help.
    commands::Command::parse().run()
}
