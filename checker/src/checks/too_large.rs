//! `too-large`: a file is beyond what the checker reads.

use super::{Check, Run};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "too-large",
        summary: "A file is larger than the checker reads.",
        page: include_str!("../../../docs/codes/too-large.md"),
    },
    run: Run::Reading,
};

pub fn finding(file: &str, bytes: Option<usize>, limit: usize) -> Finding {
    let limit = limit >> 20;
    let size = bytes.map_or(String::new(), |bytes| format!("{bytes} bytes, "));
    Finding::new(&CHECK.code, format!("the file is larger than {limit} MiB"))
        .label(Place::file(file), format!("{size}not read"))
        .help("check that it is the file you meant; examples and data belong in files of their own")
}
