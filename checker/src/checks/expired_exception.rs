//! `expired-exception`: an exception has ended, and what it accepted is still there.

use super::{Check, Run};
use crate::exceptions::Exceptions;
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "expired-exception",
        summary: "An exception in the policy has ended, and what it names still has the finding.",
        page: include_str!("../../../docs/codes/expired-exception.md"),
    },
    run: Run::Exceptions(run),
};

fn run(exceptions: &Exceptions<'_>) -> Vec<Finding> {
    let Some(today) = exceptions.today else { return vec![] };
    let ended = exceptions.exceptions.iter().filter(|exception| *exception.until < *today);
    // One that accepts nothing is stale, ended or not.
    ended
        .filter(|exception| exceptions.matches(exception))
        .map(|exception| {
            let (package, code) = (&exception.package, &exception.code);
            let message =
                format!("the exception of `{package}` for `{code}` ended on {}", exception.until);
            Finding::new(&CHECK.code, message)
                .label(
                    Place::file(&exception.source),
                    format!("its reason was: {}", exception.reason),
                )
                .help(format!(
                    "mend what `{code}` tells and remove the exception, or agree on a later `until`"
                ))
        })
        .collect()
}
