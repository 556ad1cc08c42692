//! `duplicate-key`: an object names one key twice.

use super::{Check, Run};
use crate::{Code, Finding, Place, Span};

pub static CHECK: Check = Check {
    code: Code {
        name: "duplicate-key",
        summary: "An object has the same key twice.",
        page: include_str!("../../../docs/codes/duplicate-key.md"),
    },
    run: Run::Reading,
};

pub fn finding(file: &str, key: &str, first: Option<Span>, second: Span) -> Finding {
    let finding = Finding::new(&CHECK.code, format!("`{key}` is given twice"))
        .label(Place { file, span: Some(second) }, "given again here")
        .help(format!("remove one of the two `{key}`"));
    match first {
        Some(_) => finding.label(Place { file, span: first }, "first given here"),
        None => finding,
    }
}
