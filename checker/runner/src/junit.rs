//! JUnit XML: one testcase a case or probe.

use checker::report::human::{self, Severity};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::suite::Outcome;

/// The report's text. It holds no times: the same runs, the same bytes.
pub fn report(subject: &str, outcomes: &[Outcome]) -> Result<String, String> {
    let mut suite = TestSuite::new(subject);
    for outcome in outcomes {
        let status = match outcome.findings.as_deref() {
            None => {
                let mut status = TestCaseStatus::skipped();
                status.set_message(outcome.skipped.unwrap_or_default());
                status
            }
            Some([]) => TestCaseStatus::success(),
            Some(findings @ [first, ..]) => {
                let text: Vec<_> =
                    findings.iter().map(|found| human::finding(found, Severity::Error)).collect();
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_type(&*first.code).set_message(&*first.message);
                status.set_description(text.join("\n"));
                status
            }
        };
        let mut case = TestCase::new(&*outcome.name, status);
        case.set_classname(subject);
        suite.add_test_case(case);
    }
    let mut report = Report::new(subject);
    report.add_test_suite(suite);
    report.to_string().map_err(|error| format!("cannot write JUnit XML: {error}"))
}
