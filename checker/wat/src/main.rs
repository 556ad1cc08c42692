//! `wat_module IN.wat OUT.wasm`: the shortest way to a core module, for examples and tests.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a program of its own: nobody else reads, writes or prints for it"
)]

use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        return fail("usage: wat_module IN.wat OUT.wasm");
    };
    let module = match wat::parse_file(input) {
        Ok(module) => module,
        Err(error) => return fail(&error.to_string()),
    };
    match fs::write(output, module) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("cannot write {output}: {error}")),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}
