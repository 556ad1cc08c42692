//! `runner accept`, killed at any time or run at the same time: each case is as it was or as it is to
//! be, and nothing between.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write files")]

mod support;

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use support::{Subject, tests};

const UNFINISHED: &str = ".checker-unfinished-";
/// How often a run has to be caught at work, each time a little later.
const CAUGHT: usize = 5;
const TRIES: u32 = 200;
const CASES: usize = 12;

struct Workspace {
    subject: Subject,
    old: Vec<String>,
    new: Vec<String>,
}

impl Workspace {
    /// Cases that are long enough for writing one to take a while, and what accepting makes of them.
    fn new() -> Self {
        let subject = Subject::of(&tests().join("base"));
        fs::create_dir_all(subject.path("w/cases")).unwrap();
        let padding = " ".repeat(60_000);
        let case = |index: usize| {
            format!(
                "{{\n\"name\": \"case {index}\",{padding}\"input\": {{ \"name\": \"Ada\" }},\n\"expect\": {{ \"output\": {{ \"name\": \"Bea\" }} }}\n}}\n"
            )
        };
        let old: Vec<_> = (0..CASES).map(case).collect();
        let mut workspace = Self { subject, old, new: vec![] };
        workspace.reset();
        let output = workspace.accept().output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", support::show(&output));
        workspace.new = (0..CASES).map(|index| workspace.case(index)).collect();
        let changed = |(old, new): (&String, &String)| old != new;
        assert!(workspace.old.iter().zip(&workspace.new).all(changed));
        workspace
    }

    fn reset(&self) {
        for (index, case) in self.old.iter().enumerate() {
            self.subject.write(&name(index), case);
        }
    }

    fn accept(&self) -> Command {
        let mut command = self.subject.subcommand("accept", &["--workspace", "w"]);
        for index in 0..CASES {
            let path = name(index);
            command.args(["--case", path.strip_prefix("w/").unwrap(), &path]);
        }
        command
    }

    fn case(&self, index: usize) -> String {
        String::from_utf8(self.subject.read(&name(index))).unwrap()
    }

    /// How many cases are accepted; each of the others is as it was.
    fn accepted(&self) -> usize {
        let accepted = (0..CASES).filter(|index| {
            let case = self.case(*index);
            let accepted = case == self.new[*index];
            assert!(accepted || case == self.old[*index], "half a case");
            accepted
        });
        accepted.count()
    }

    fn unfinished(&self) -> usize {
        let entries = fs::read_dir(self.subject.path("w/cases")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(UNFINISHED)).count()
    }
}

fn name(index: usize) -> String {
    format!("w/cases/case-{index}.json")
}

#[test]
fn a_killed_accept_leaves_each_case_as_it_was_or_as_it_is_to_be() {
    let workspace = Workspace::new();
    let mut caught = 0;
    for attempt in 0..TRIES {
        workspace.reset();
        // Each time another of them is the last that is accepted for sure.
        let last = attempt as usize % (CASES - 1);
        let path = workspace.subject.path(&name(last));
        let begun =
            || fs::metadata(&path).is_ok_and(|file| file.len() != workspace.old[last].len() as u64);
        let mut child = workspace.accept().stdout(Stdio::null()).spawn().unwrap();
        while !begun() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(50));
        }
        sleep(Duration::from_micros(100 * u64::from(attempt)));
        // `kill` is SIGKILL: nothing of the program runs after it.
        child.kill().unwrap();
        let killed = child.wait().unwrap().code().is_none();
        let accepted = workspace.accepted();
        assert!(workspace.unfinished() <= 1, "the leftovers of earlier runs are gone");
        caught += usize::from(killed && accepted < CASES);
        if caught == CAUGHT {
            break;
        }
    }
    assert_eq!(caught, CAUGHT, "too few runs were caught at work");
    workspace.reset();
    let output = workspace.accept().output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", support::show(&output));
    assert_eq!((workspace.accepted(), workspace.unfinished()), (CASES, 0));
}

#[test]
fn what_a_killed_accept_left_is_removed_also_where_nothing_is_to_be_written() {
    let workspace = Workspace::new();
    workspace.subject.write(&format!("w/cases/{UNFINISHED}abc"), "{");
    let output = workspace.accept().output().unwrap();
    assert_eq!(output.stdout, b"demo.echo@1.0.0: 0 written, 0 refused\n");
    assert_eq!(workspace.unfinished(), 0);
}

#[test]
fn two_at_once_do_not_mix() {
    let workspace = Workspace::new();
    for _ in 0..3 {
        workspace.reset();
        let start =
            |_| workspace.accept().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let children: Vec<_> = (0..3).map(start).collect();
        let ended = children.into_iter().map(|mut child| child.wait().unwrap().code());
        let codes: Vec<_> = ended.collect();
        // Who comes second finds cases that were changed since they were read, or nothing to do.
        assert!(codes.contains(&Some(0)), "{codes:?}");
        assert!(codes.iter().all(|code| [Some(0), Some(2)].contains(code)), "{codes:?}");
        assert_eq!((workspace.accepted(), workspace.unfinished()), (CASES, 0));
    }
}
