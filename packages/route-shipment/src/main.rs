//! `orders.route-shipment`: a shipment on stdin, its route on stdout.

mod answer;
mod calendar;
mod carriers;
#[cfg(test)]
mod contract_test;
mod decide;
mod request;
mod route;
#[cfg(test)]
mod route_test;

use std::io::{self, Read, Write};

// Links an empty environment, so that the core module imports nothing but stdio.
#[cfg(all(target_os = "wasi", target_env = "p1"))]
use bare_start as _;

fn main() -> io::Result<()> {
    let mut input = Vec::new();
    io::stdin().lock().take(request::READ_LIMIT).read_to_end(&mut input)?;
    let output = serde_json::to_vec(&decide::answer(&input))?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(&output)?;
    stdout.flush()
}
