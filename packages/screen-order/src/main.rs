//! `orders.screen-order`: a priced order on stdin, whether the order desk takes it on stdout.

mod answer;
#[cfg(test)]
mod contract_test;
mod decide;
mod host;
mod model;
#[cfg(test)]
mod model_test;
mod request;
mod screen;
#[cfg(test)]
mod screen_test;
mod thresholds;

use std::io::{self, Read, Write};

// Links an empty environment, so that the core module imports nothing but stdio and its connector.
#[cfg(all(target_os = "wasi", target_env = "p1"))]
use bare_start as _;

fn main() -> io::Result<()> {
    let mut input = Vec::new();
    io::stdin().lock().take(request::READ_LIMIT).read_to_end(&mut input)?;
    let output = serde_json::to_vec(&decide::answer(&input, host::connector_invoke))?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(&output)?;
    stdout.flush()
}
