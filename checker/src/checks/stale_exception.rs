//! `stale-exception`: an exception accepts what is no longer found.

use super::{Check, Run};
use crate::exceptions::Exceptions;
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "stale-exception",
        summary: "An exception in the policy accepts nothing: its package has no such finding.",
        page: include_str!("../../../docs/codes/stale-exception.md"),
    },
    run: Run::Exceptions(run),
};

fn run(exceptions: &Exceptions<'_>) -> Vec<Finding> {
    let stale = exceptions.exceptions.iter().filter(|exception| !exceptions.matches(exception));
    stale
        .map(|exception| {
            let (package, code) = (&exception.package, &exception.code);
            let message = format!("the exception of `{package}` for `{code}` accepts nothing");
            Finding::new(&CHECK.code, message)
                .label(
                    Place::file(&exception.source),
                    format!("accepted until {}: {}", exception.until, exception.reason),
                )
                .help(format!(
                    "remove the `[[exception]]` with `package = \"{package}\"` and `code = \"{code}\"`"
                ))
        })
        .collect()
}
