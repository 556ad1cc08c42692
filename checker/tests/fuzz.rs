//! Mutations of all cases' files, judged: never a panic, and no more time and memory than a file of
//! its size may take. `FUZZ_SECONDS` is how long for each target, `FUZZ_SEED` where to start;
//! `scripts/fuzz` runs it for long.
#![expect(clippy::disallowed_macros, reason = "it prints how many executions it did")]
#![expect(clippy::disallowed_methods, reason = "it reads files, times and the environment")]

mod case;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use std::{env, fs};

use case::{Case, root};
use checker::report::{Subject, human, json, sarif};
use checker::verdict::canonical_json;
use checker::{Content, Input, Lists, Request, Role, gate, judge, policy};
use fastrand::Rng;

const TARGETS: [&str; 7] =
    ["manifest", "contract", "policy", "module", "workflow", "boundary", "verdict"];

/// What readers stumble over.
const TOKENS: [&[u8]; 22] = [
    b"\"",
    b"{",
    b"[",
    b"]",
    b"}",
    b",",
    b":",
    b"=",
    b"\n",
    b"\\u202e",
    b"\xe2\x80\xae",
    b"\x00",
    b"\xff",
    b"1e400",
    b"-0",
    b"18446744073709551616",
    b"null",
    b"[[a]]",
    b"\\ud800",
    b"$",
    b"*{",
    b"\x80\x80\x80\x80\x80\x0f",
];

/// Of one execution; a build without optimization is slower by far.
const PER_MEGABYTE: Duration = Duration::from_millis(50);
const SLOWER: u32 = if cfg!(debug_assertions) { 40 } else { 4 };
const START: Duration = Duration::from_millis(20);
/// Beyond eight times the input.
const MEMORY: u64 = 64 << 20;

struct Corpus {
    lists: Lists,
    base: Vec<(String, Vec<u8>)>,
    verdict: Vec<u8>,
    files: Vec<(String, Vec<u8>)>,
}

impl Corpus {
    fn read() -> Self {
        let owned = |case: &Case| -> Vec<(String, Vec<u8>)> {
            let files = case.files().into_iter();
            files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
        };
        let mut files = BTreeSet::new();
        for code in fs::read_dir(root()).expect("the fixtures") {
            let code = code.expect("an entry").path();
            let cases = fs::read_dir(&code).expect("a folder").map(|case| case.expect("it").path());
            let cases = cases.filter(|case| case.is_dir());
            cases.for_each(|case| files.extend(owned(&Case::at(&case))));
        }
        let mut corpus = Self {
            lists: policy::builtin("strict").0,
            base: owned(&Case::at(&root().join("base"))),
            verdict: vec![],
            files: files.into_iter().filter(|(_, bytes)| bytes.len() < 1 << 20).collect(),
        };
        // One with findings, so that there is something to show.
        let broken = corpus.base("manifest.toml").replace_all(b"1.0.0", b"1.0");
        let verdict = corpus.package("manifest", "manifest.toml", &broken);
        assert!(!verdict.findings.is_empty());
        corpus.verdict = canonical_json(&verdict).into_bytes();
        corpus
    }

    fn base(&self, name: &str) -> &[u8] {
        let found = self.base.iter().find(|(known, _)| known == name);
        &found.expect("a file of the base").1
    }

    /// What is mutated for a target.
    fn seeds(&self, target: &str) -> Vec<(&str, &[u8])> {
        if target == "verdict" {
            return vec![("verdict.json", &self.verdict)];
        }
        let wanted = |name: &str| match target {
            "boundary" => name == "BOUNDARY.md",
            _ => name.starts_with(target),
        };
        let files = self.files.iter().filter(|(name, _)| wanted(name));
        files.map(|(name, bytes)| (&**name, &**bytes)).collect()
    }

    fn package(&self, role: &str, name: &str, bytes: &[u8]) -> checker::verdict::Verdict {
        let input = |own: Role, named: &'static str| {
            let content = if own.name() == role { bytes } else { self.base(named) };
            Input { role: own, name: named, content: Content::Bytes(content) }
        };
        let manifest = if name.ends_with(".json") { "manifest.json" } else { "manifest.toml" };
        let content = if role == "manifest" { bytes } else { self.base("manifest.toml") };
        judge(&Request::Package {
            manifest: Input {
                role: Role::Manifest,
                name: manifest,
                content: Content::Bytes(content),
            },
            contract: Some(input(Role::Contract, "contract.json")),
            module: Some(input(Role::Module, "module.wasm")),
            sources: vec![],
            crates: &[],
            boundary: Some(input(Role::Boundary, "BOUNDARY.md")),
            workflows: vec![input(Role::Workflow, "workflow.json")],
            models: vec![input(Role::Model, "model.json")],
            sealed: false,
            lists: &self.lists,
            builder: "default",
            update_command: "update",
        })
    }

    /// Judges and shows: what is found has to be printable too.
    fn execute(&self, target: &str, name: &str, bytes: &[u8]) -> usize {
        let contents = Content::Bytes;
        let findings = match target {
            "policy" => {
                let input = Input { role: Role::Policy, name, content: contents(bytes) };
                policy::read(&input).err().unwrap_or_default()
            }
            "contract" => {
                let input =
                    |name, bytes| Input { role: Role::Contract, name, content: contents(bytes) };
                judge(&Request::Contract {
                    contract: input(name, bytes),
                    approved: vec![input("approved/1.0.0.json", self.base("contract.json"))],
                    approve_command: "approve",
                })
                .findings
            }
            "workflow" => {
                let input = |role, name| Input { role, name, content: contents(self.base(name)) };
                judge(&Request::Workflow {
                    workflow: Input { role: Role::Workflow, name, content: contents(bytes) },
                    contracts: vec![
                        input(Role::Contract, "contract.json"),
                        input(Role::Contract, "shout.json"),
                    ],
                    events: vec![input(Role::Event, "event.json")],
                })
                .findings
            }
            "verdict" => match gate::read_verdict(name, &String::from_utf8_lossy(bytes)) {
                Err(_) => vec![],
                Ok(verdict) => {
                    let levels = policy::builtin("strict").1;
                    let decided = gate::decide(&verdict.findings, None, &levels, false, None);
                    let subjects = [Subject { verdict: &verdict, decided }];
                    return human::report(&subjects).len()
                        + json::report(&subjects).len()
                        + sarif::report(&subjects).len();
                }
            },
            role => self.package(role, name, bytes).findings,
        };
        findings.iter().map(|finding| human::finding(finding, human::Severity::Error).len()).sum()
    }
}

trait ReplaceAll {
    fn replace_all(&self, old: &[u8], new: &[u8]) -> Vec<u8>;
}

impl ReplaceAll for [u8] {
    fn replace_all(&self, old: &[u8], new: &[u8]) -> Vec<u8> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        text(self).replace(&text(old), &text(new)).into_bytes()
    }
}

fn mutate(rng: &mut Rng, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..rng.usize(1..6) {
        let at = rng.usize(0..=bytes.len());
        let end = (at + rng.usize(0..64)).min(bytes.len());
        match rng.u8(0..9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << rng.u8(0..8),
            1 if at < bytes.len() => bytes[at] = rng.u8(..),
            2 => drop(bytes.drain(at..end)),
            3 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            4 => bytes.truncate(at),
            5 => {
                let from = rng.usize(0..=other.len());
                let part = &other[from..(from + rng.usize(0..256)).min(other.len())];
                drop(bytes.splice(at..end, part.iter().copied()));
            }
            6 => {
                let part = bytes[at..end].repeat(rng.usize(1..400));
                drop(bytes.splice(at..at, part));
            }
            7 => {
                let token = TOKENS[rng.usize(..TOKENS.len())].repeat(rng.usize(1..90));
                drop(bytes.splice(at..at, token));
            }
            _ => drop(bytes.splice(at..at, TOKENS[rng.usize(..TOKENS.len())].iter().copied())),
        }
    }
    bytes
}

/// What the system tells of this process's memory: `VmRSS` is held now, `VmHWM` was held at most.
fn memory(what: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

fn setting(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |value| value.parse().expect("a whole number"))
}

#[test]
fn mutated_files_are_judged_in_bounds() {
    let corpus = Corpus::read();
    let seed = setting("FUZZ_SEED", 1);
    let time = Duration::from_millis(1000 * setting("FUZZ_SECONDS", 1));
    let mut rng = Rng::with_seed(seed);
    // Reading the corpus took memory too: the peak is counted from here.
    let counted = fs::write("/proc/self/clear_refs", "5").is_ok();
    let (before, mut largest) = (memory("VmRSS").filter(|_| counted), 0);
    for target in TARGETS {
        let seeds = corpus.seeds(target);
        assert!(!seeds.is_empty(), "{target}");
        let (start, mut executions) = (Instant::now(), 0_u64);
        while start.elapsed() < time {
            let (name, bytes) = seeds[rng.usize(..seeds.len())];
            let (_, other) = seeds[rng.usize(..seeds.len())];
            let mutated = mutate(&mut rng, bytes, other);
            largest = largest.max(mutated.len() as u64);
            let judged = || {
                let began = Instant::now();
                let judged =
                    catch_unwind(AssertUnwindSafe(|| corpus.execute(target, name, &mutated)));
                judged.map(|_| began.elapsed())
            };
            let megabytes = 1 + u32::try_from(mutated.len() >> 20).expect("it is small");
            let limit = (START + PER_MEGABYTE * megabytes) * SLOWER;
            let mut took = judged();
            // A machine that does other things may stand still for a moment.
            for _ in 0..2 {
                if took.as_ref().is_ok_and(|took| *took > limit) {
                    took = judged();
                }
            }
            let fault = match took {
                Err(_) => Some("a panic".to_owned()),
                Ok(took) if took > limit => Some(format!("{took:?} for {} bytes", mutated.len())),
                Ok(_) => None,
            };
            if let Some(fault) = fault {
                let path =
                    env::temp_dir().join(format!("fuzz-{target}-{seed}-{executions}-{name}"));
                fs::write(&path, &mutated).expect("a writable file");
                panic!("{target}, seed {seed}: {fault}; the input is in {}", path.display());
            }
            executions += 1;
        }
        let rate = executions as f64 / start.elapsed().as_secs_f64();
        println!("{target}: {executions} executions, {rate:.0} a second, seed {seed}");
        assert!(executions > 0, "{target}");
    }
    if let (Some(before), Some(after)) = (before, memory("VmHWM")) {
        let grown = after.saturating_sub(before);
        println!("memory: {} kB more at most, the largest input has {largest} bytes", grown >> 10);
        assert!(grown < MEMORY + 8 * largest, "{grown} bytes more for inputs of {largest}");
    }
}
