//! The runner's command line. Exit codes: 0 done or all passed, 1 a case failed, 2 could not work.

mod commands;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    // clap itself ends with 2 on bad flags, 0 on --help.
    commands::Command::parse().run()
}
