//! `malformed-package-id`: the package id is not in its grammar.

use super::{Check, Run};
use crate::{Code, Finding, Package};

pub static CHECK: Check = Check {
    code: Code {
        name: "malformed-package-id",
        summary: "The package id is not kebab-case segments joined by dots.",
        page: include_str!("../../../docs/codes/malformed-package-id.md"),
    },
    run: Run::Package(run),
};

/// As long as a file name may be everywhere, with room for what is added to it.
pub(crate) const LIMIT: usize = 128;

fn run(package: &Package<'_>) -> Vec<Finding> {
    let Some(id) = package.manifest.package_id else { return vec![] };
    let label = if id.value.len() > LIMIT {
        format!("{} characters long; {LIMIT} are allowed", id.value.chars().count())
    } else if let Some(segment) = id.value.split('.').find(|segment| !is_kebab(segment)) {
        match segment {
            "" => "a segment is empty".to_owned(),
            segment => format!("`{segment}` is not kebab-case"),
        }
    } else {
        return vec![];
    };
    let finding =
        Finding::new(&CHECK.code, format!("`{id}` is no package id")).label(id.place, label);
    let suggestion = suggest(id.value);
    vec![if suggestion.is_empty() || suggestion.len() > LIMIT {
        finding.help("write kebab-case segments joined by dots, such as `orders.calculate-price`")
    } else {
        finding.help(format!("write `{suggestion}`"))
    }]
}

pub(crate) fn is_kebab(segment: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'))
    };
    segment.split('-').all(word)
}

/// The id that was probably meant.
pub(crate) fn suggest(id: &str) -> String {
    let kebab = |segment: &str| {
        let words = segment.split(|c: char| !c.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_ascii_lowercase()
    };
    // `GreetAgent` is two words.
    let mut words = String::new();
    for c in id.chars() {
        if c.is_ascii_uppercase() && words.ends_with(|c: char| c.is_ascii_lowercase()) {
            words.push('-');
        }
        words.push(c);
    }
    words.split('.').map(kebab).filter(|segment| !segment.is_empty()).collect::<Vec<_>>().join(".")
}
