//! `unsupported-schema-version`: a document's format has a version that is not known here.

use super::{Check, Run};
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "unsupported-schema-version",
        summary: "A document says that its format has a version which the checker does not know.",
        page: include_str!("../../../docs/codes/unsupported-schema-version.md"),
    },
    run: Run::Reading,
};

pub fn finding(place: Place<'_>, path: &str, found: &str, wanted: &str) -> Finding {
    Finding::new(&CHECK.code, format!("`{path}` is {found}, which this checker does not know"))
        .label(place, format!("this checker knows {wanted}"))
        .help(format!("write {wanted}, or use a checker that knows {found}"))
}
