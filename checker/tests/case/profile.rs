//! Documents of the base, changed, and what `traverse-1.0` denies of them.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use std::fs;
use std::path::Path;

use checker::report::human::Severity;
use checker::verdict::Verdict;
use checker::{Content, Input, Role, gate, policy};

pub fn base(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base");
    fs::read_to_string(folder.join(name)).expect("the base")
}

pub fn changed(text: &str, (old, new): (&str, &str)) -> String {
    assert!(old.is_empty() || text.matches(old).count() == 1, "{old} stands there once");
    text.replacen(old, new, 1)
}

/// The codes that are denied, each once.
pub fn denied(verdict: &Verdict) -> Vec<String> {
    let levels = policy::builtin("traverse-1.0").1;
    let decided = gate::decide(&verdict.findings, None, &levels, false, None);
    let denied = decided.iter().filter(|decided| decided.severity == Severity::Error);
    let mut codes: Vec<_> = denied.map(|decided| decided.finding.code.clone()).collect();
    codes.dedup();
    codes
}

pub fn input<'a>(role: Role, name: &'a str, bytes: &'a [u8]) -> Input<'a> {
    Input { role, name, content: Content::Bytes(bytes) }
}
