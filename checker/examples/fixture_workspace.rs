//! Writes every failing fixture as a repository of one Bazel workspace, for scripts/ci/fixtures.sh to
//! build: `fixture_workspace OUT`. Besides the repositories, `OUT` holds `plans`: a line each
//! of what to build, with what policy, builder and day.
#![expect(clippy::disallowed_methods, reason = "it writes files")]

#[path = "../tests/case/mod.rs"]
mod case;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use case::Case;
use checker::checks::CHECKS;

fn main() {
    let out = std::env::args().nth(1).expect("a folder to write to");
    let out = Path::new(&out);
    let (mut repositories, mut plans) = (String::new(), String::new());
    let mut policies = BTreeMap::new();
    for check in CHECKS {
        let code = check.code.name;
        let folder = case::root().join(code);
        let mut cases: Vec<_> = fs::read_dir(&folder)
            .expect("the code's cases")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
            .filter(|name| name.starts_with("fail-"))
            .collect();
        cases.sort();
        for case in cases {
            let name = format!("{code}.{case}");
            let case = Case::at(&folder.join(&case));
            let Some(plan) = case.write_repository(&out.join("cases").join(&name)) else {
                continue;
            };
            let number = policies.len();
            let mut plan = plan;
            if code == "unregistered-workflow" {
                // The package alone tells of it first.
                plan.policy.extend(
                    b"\n[levels]\nunregistered-workflow = \"deny\"\nunknown-workflow = \"allow\"\n",
                );
            }
            let number = *policies.entry(plan.policy).or_insert(number);
            // Tabs, since days and builders may be empty.
            writeln!(plans, "{name}\t{}\t{number}\t{}\t{}", plan.target, plan.builder, plan.today)
                .expect("a string");
            writeln!(repositories, "    \"{name}\",").expect("a string");
        }
    }
    // As in the fixtures' own test, everything denies.
    let levels = CHECKS.iter().map(|check| format!("{} = \"deny\"\n", check.code.name));
    let levels = format!("[levels]\n{}", levels.collect::<String>());
    for (policy, number) in policies {
        let policy = String::from_utf8(policy).expect("UTF-8");
        let policy = match policy.contains("[levels]") {
            true => policy,
            false => format!("{policy}\n{levels}"),
        };
        fs::write(out.join(format!("policy-{number}.toml")), policy).expect("a new file");
    }
    fs::write(out.join("plans"), plans).expect("a new file");
    fs::write(out.join("cases.bzl"), format!("CASES = [\n{repositories}]\n")).expect("a new file");
}
