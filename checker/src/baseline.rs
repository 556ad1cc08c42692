//! Exceptions for all that is denied now, so that a workspace can start from what it has.

use std::collections::BTreeSet;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::report::Subject;
use crate::report::human::Severity;
use crate::{Content, Input, Role, gate, policy};

/// What exceptions can be made for, and what not: a subject without an id has no name for them.
#[derive(Debug, Default)]
pub struct Denied {
    /// Package and code.
    pub named: BTreeSet<(String, String)>,
    /// How findings call the subjects that have no id.
    pub nameless: BTreeSet<String>,
}

pub fn denied(subjects: &[Subject<'_>]) -> Denied {
    let mut denied = Denied::default();
    for subject in subjects {
        let errors = subject.decided.iter().filter(|d| d.severity == Severity::Error);
        for decided in errors {
            match &subject.verdict.subject.id {
                Some(id) => drop(denied.named.insert((id.clone(), decided.finding.code.clone()))),
                None => drop(denied.nameless.insert(gate::subject_name(subject.verdict))),
            }
        }
    }
    denied
}

/// The policy with the exceptions at its end. One that is there already gets the new reason and day:
/// it has ended, or it would have accepted the finding. None if the policy is no TOML, or such that
/// the editor would change more of it.
pub fn append(policy: &str, denied: &Denied, reason: &str, until: &str) -> Option<String> {
    let mut document: DocumentMut = policy.parse().ok()?;
    if document.to_string() != policy {
        return None;
    }
    // With its key: the space before `=` has no place in a header.
    let tables = match document.remove("exception") {
        Some(item) => item.into_array_of_tables().ok()?,
        None => ArrayOfTables::new(),
    };
    document.insert("exception", Item::ArrayOfTables(tables));
    let exceptions = document.get_mut("exception")?.as_array_of_tables_mut()?;
    for (package, code) in &denied.named {
        let is = |table: &&mut Table| {
            let text = |key: &str| table.get(key).and_then(Item::as_str);
            text("package") == Some(&**package) && text("code") == Some(&**code)
        };
        let own = exceptions.iter_mut().find(is);
        match own {
            Some(table) => fill(table, reason, until),
            None => {
                let mut table = Table::new();
                table.insert("package", value(package));
                table.insert("code", value(code));
                fill(&mut table, reason, until);
                exceptions.push(table);
            }
        }
    }
    Some(document.to_string())
}

/// Why the checker would not take a policy, in one line.
pub fn refused(name: &str, policy: &str) -> Option<String> {
    let content = Content::Bytes(policy.as_bytes());
    let findings = policy::read(&Input { role: Role::Policy, name, content }).err()?;
    let finding = findings.first()?;
    let help = finding.help.first().map_or(String::new(), |help| format!("; {help}"));
    Some(format!("{}{help}", finding.message))
}

fn fill(table: &mut Table, reason: &str, until: &str) {
    for (key, text) in [("reason", reason), ("until", until)] {
        let decor = table.get(key).and_then(Item::as_value).map(|old| old.decor().clone());
        let mut new = toml_edit::Value::from(text);
        if let Some(decor) = decor {
            *new.decor_mut() = decor;
        }
        table.insert(key, Item::Value(new));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Denied {
        let pair = |package: &str, code: &str| (package.to_owned(), code.to_owned());
        let named = [pair("a.b", "weak-summary"), pair("a.b", "placeholder")];
        Denied { named: named.into(), nameless: BTreeSet::new() }
    }

    #[test]
    fn exceptions_follow_what_is_there() {
        let policy = "# Ours.\n[governance]\nschema = 1 # one\n";
        let appended = append(policy, &two(), "It was so.", "2027-01-31").expect("TOML");
        let wanted = "
[[exception]]
package = \"a.b\"
code = \"placeholder\"
reason = \"It was so.\"
until = \"2027-01-31\"

[[exception]]
package = \"a.b\"
code = \"weak-summary\"
reason = \"It was so.\"
until = \"2027-01-31\"
";
        assert_eq!(appended, format!("{policy}{wanted}"));
    }

    #[test]
    fn one_that_is_there_gets_the_new_day() {
        let old = "[[exception]]\ncode = \"weak-summary\"\npackage = \"a.b\"\nuntil = \"2026-01-31\" # soon\nreason = \"x\"\n";
        let appended = append(old, &two(), "y", "2027-01-31").expect("TOML");
        assert_eq!(appended.matches("[[exception]]").count(), 2);
        assert!(appended.contains("until = \"2027-01-31\" # soon\nreason = \"y\"\n"), "{appended}");
    }

    #[test]
    fn exceptions_in_one_line_are_kept() {
        let old = "exception = [{ package = \"c\", code = \"d\", reason = \"e\", until = \"2026-01-31\" }]\n";
        let appended = append(old, &two(), "y", "2027-01-31").expect("TOML");
        assert_eq!(appended.matches("[[exception]]").count(), 3, "{appended}");
        assert!(append("[", &two(), "y", "2027-01-31").is_none());
    }
}
