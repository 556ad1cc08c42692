//! `stale-exception`: an exception accepts what is no longer found.

use super::{Check, Run};
use crate::exceptions::{Exceptions, Known};
use crate::finding::first_of;
use crate::model::policy::Exception;
use crate::{Code, Finding, Place};

pub static CHECK: Check = Check {
    code: Code {
        name: "stale-exception",
        summary: "An exception in the policy accepts nothing: what it names has no such finding.",
        page: include_str!("../../../docs/codes/stale-exception.md"),
    },
    run: Run::Exceptions(run),
};

fn run(exceptions: &Exceptions<'_>) -> Vec<Finding> {
    let stale = exceptions.exceptions.iter();
    let stale = stale.filter(|own| exceptions.is_judged(own) && !exceptions.matches(own));
    first_of(stale, |exception| finding(exception, exceptions))
}

fn finding(exception: &Exception, exceptions: &Exceptions<'_>) -> Finding {
    let (package, code) = (&exception.package, &exception.code);
    let mut message = format!("the exception of `{package}` for `{code}` accepts nothing");
    let mut help = format!(
        "remove the `[[exception]]` with `package = \"{package}\"` and `code = \"{code}\"`"
    );
    if let (Known::All(place), []) = (exceptions.known, exceptions.subjects(exception)) {
        message += &format!(": {place} holds nothing that has this id");
        help += ", or correct its `package`";
    }
    Finding::new(&CHECK.code, message)
        .label(
            Place::file(&exception.source),
            format!("accepted until {}: {}", exception.until, exception.reason),
        )
        .help(help)
}
