//! Files with very much of one thing are judged in bounds: 50 ms for each megabyte, and memory of eight
//! times the file and 64 MiB. What is found too often is counted, and none of it is let through.
//! `FLOODS=strict` holds a build with optimization to the bounds themselves, on a machine that does
//! nothing else; `scripts/bench/floods.sh` runs it so.
#![expect(clippy::disallowed_macros, reason = "it prints what each flood took")]
#![expect(clippy::disallowed_methods, reason = "it writes files, starts itself and measures time")]

#[path = "flood/documents.rs"]
mod documents;
#[path = "flood/modules.rs"]
mod modules;

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use checker::report::human::{self, Severity};
use checker::verdict::{Verdict, canonical_json};
use checker::{Content, Input, Request, Role, gate, judge, policy};

/// What does not optimize takes so much longer that it is given less.
pub const SCALE: usize = if cfg!(debug_assertions) { 16 } else { 1 };

const MILLISECONDS_PER_MEGABYTE: f64 = 50.0;
/// Of a smaller file too.
const MEGABYTE: f64 = 1e6;
const MEMORY: u64 = 64 << 20;
/// What exceeds a bound this often does so by itself.
const ATTEMPTS: usize = 3;

#[derive(Debug)]
pub struct Flood {
    pub name: &'static str,
    /// What the file is: `contract`, `manifest`, `workflow` or `module`.
    pub subject: &'static str,
    /// What is found, and denied.
    pub code: &'static str,
    pub bytes: Vec<u8>,
}

fn base(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base");
    let text = fs::read_to_string(folder.join(name)).expect("the base");
    text.replace("$DIGEST", &format!("sha256:{}", "1".repeat(64)))
}

fn judged(subject: &str, bytes: &[u8]) -> Verdict {
    let input = |role, name, bytes| Input { role, name, content: Content::Bytes(bytes) };
    let contract = base("contract.json");
    let contract = || input(Role::Contract, "p/contract.json", contract.as_bytes());
    let manifest = base("manifest.toml");
    let (lists, _) = policy::builtin("strict");
    match subject {
        "contract" => judge(&Request::Contract {
            contract: input(Role::Contract, "p/contract.json", bytes),
            approved: vec![],
            approve_command: "approve",
        }),
        "workflow" => judge(&Request::Workflow {
            workflow: input(Role::Workflow, "p/workflow.json", bytes),
            contracts: vec![contract()],
            events: vec![],
        }),
        subject => {
            let manifest = if subject == "manifest" { bytes } else { manifest.as_bytes() };
            judge(&Request::Package {
                manifest: input(Role::Manifest, "p/manifest.toml", manifest),
                contract: Some(contract()),
                module: (subject == "module").then(|| input(Role::Module, "p/greet.wasm", bytes)),
                sources: vec![],
                crates: &[],
                boundary: None,
                workflows: vec![],
                models: vec![],
                sealed: false,
                lists: &lists,
                builder: "default",
                update_command: "update",
            })
        }
    }
}

/// In a process of its own, whose memory is this flood's alone.
#[test]
#[ignore = "the other test starts it"]
fn one_flood() {
    let setting = |name| env::var(name).expect("the other test sets it");
    let bytes = fs::read(setting("FLOOD_FILE")).expect("the flood");
    let verdict = judged(&setting("FLOOD_SUBJECT"), &bytes);
    fs::write(setting("FLOOD_VERDICT"), verdict.to_json()).expect("a writable file");
    let status = fs::read_to_string("/proc/self/status").expect("the system tells");
    let memory = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    let cpu = fs::read_to_string("/proc/thread-self/schedstat").expect("the system tells");
    let cpu = cpu.split(' ').next().and_then(|time| time.parse::<u64>().ok()).expect("a time");
    let memory = memory.trim().trim_end_matches(" kB");
    println!("\nFLOOD {} {memory}", cpu as f64 / 1e6);
}

/// What a flood took.
#[derive(Clone, Copy)]
struct Took {
    /// From the checker's start to its end.
    milliseconds: f64,
    /// Of the judgement alone, those in which it was not kept waiting.
    busy: f64,
    memory: u64,
}

/// Judges it in a process of its own.
fn run(folder: &Path, flood: &Flood) -> Took {
    let output = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "one_flood", "--ignored", "--nocapture", "--test-threads=1"])
        .env("FLOOD_FILE", folder.join("file"))
        .env("FLOOD_VERDICT", folder.join("verdict.json"))
        .env("FLOOD_SUBJECT", flood.subject)
        .output()
        .expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix("FLOOD "));
    let numbers = line.unwrap_or_default().split(' ').map(|number| number.parse::<f64>().ok());
    match numbers.collect::<Option<Vec<_>>>().as_deref() {
        Some(&[busy, memory]) => Took { milliseconds: 0.0, busy, memory: (memory as u64) << 10 },
        _ => panic!("{}: {}", flood.name, String::from_utf8_lossy(&output.stderr)),
    }
}

/// How long the checker itself takes, from its start to its end, in milliseconds.
fn checker(folder: &Path, flood: &Flood) -> f64 {
    let file = |name: &str| folder.join(name).display().to_string();
    let given = |role: &'static str, name: &str| {
        let own = if role == flood.subject { "file" } else { name };
        ["--input".to_owned(), role.to_owned(), format!("p/{name}"), file(own)]
    };
    let (subject, inputs) = match flood.subject {
        "contract" => ("contract", vec![given("contract", "contract.json")]),
        "workflow" => {
            let contract = given("contract", "contract.json");
            ("workflow", vec![given("workflow", "workflow.json"), contract])
        }
        other => {
            let beside = [given("manifest", "manifest.toml"), given("contract", "contract.json")];
            let module = (other == "module").then(|| given("module", "greet.wasm"));
            ("package", beside.into_iter().chain(module).collect())
        }
    };
    let binary = fs::canonicalize(env!("CARGO_BIN_EXE_checker")).expect("the binary");
    let mut command = Command::new(binary);
    command.args(["verdict", "--subject", subject, "--policy", &file("lists.json")]);
    command.args(["--out", &file("verdict.json")]).args(inputs.into_iter().flatten());
    let start = Instant::now();
    assert!(command.status().expect("it starts").success(), "{}", flood.name);
    start.elapsed().as_secs_f64() * 1000.0
}

#[test]
fn floods_are_judged_in_bounds() {
    let strict = env::var("FLOODS").is_ok_and(|value| value == "strict");
    assert!(!strict || SCALE == 1, "build it with optimization");
    // A machine that builds other things meanwhile is slower by far: there only the time counts in
    // which it was not kept waiting.
    let (slower, rounds) = match (strict, SCALE) {
        (true, _) => (1.0, 5),
        (false, 1) => (4.0, 1),
        (false, _) => (40.0, 1),
    };
    let levels = policy::builtin("strict").1;
    let module = wat::parse_str(base("module.wat")).expect("valid WAT");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let lists = policy::builtin("strict").0;
    let beside = [
        ("contract.json", base("contract.json")),
        ("manifest.toml", base("manifest.toml")),
        ("lists.json", canonical_json(&lists)),
    ];
    for (name, text) in beside {
        fs::write(folder.path().join(name), text).expect("a writable file");
    }
    let mut exceeded = vec![];
    let wanted = env::var("FLOOD").unwrap_or_default();
    let floods = documents::all(&base("contract.json"), &base("manifest.toml"))
        .into_iter()
        .chain(modules::all(&module))
        .filter(|flood| flood.name.contains(&wanted));
    for flood in floods {
        fs::write(folder.path().join("file"), &flood.bytes).expect("a writable file");
        let once = || {
            let took = run(folder.path(), &flood);
            let milliseconds = checker(folder.path(), &flood);
            Took { milliseconds, ..took }
        };
        let median = || {
            let mut runs: Vec<_> = (0..rounds).map(|_| once()).collect();
            runs.sort_by(|a, b| a.milliseconds.total_cmp(&b.milliseconds));
            runs[rounds / 2]
        };
        let megabytes = (flood.bytes.len() as f64 / MEGABYTE).max(1.0);
        let bound = MEMORY + 8 * flood.bytes.len() as u64;
        let limit = MILLISECONDS_PER_MEGABYTE * slower;
        // The machine may be another's too, and stand still for moments.
        let fits = (0..ATTEMPTS).any(|_| {
            let Took { milliseconds, busy, memory } = median();
            let (rate, busy) = (milliseconds / megabytes, busy / megabytes);
            let fits = (if strict { rate } else { busy }) <= limit && memory <= bound;
            println!(
                "{rate:>6.1} ms/MB ({busy:.1} busy) of {limit:.0} {:>5} MiB of {:>4}  {} ({} bytes){}",
                memory >> 20,
                bound >> 20,
                flood.name,
                flood.bytes.len(),
                if fits { "" } else { "  EXCEEDED" }
            );
            fits
        });
        if !fits {
            exceeded.push(flood.name);
        }
        let text = fs::read_to_string(folder.path().join("verdict.json")).expect("the verdict");
        let verdict = gate::read_verdict(flood.name, &text).expect("a verdict");
        let found = verdict.findings.iter().filter(|finding| finding.code == flood.code);
        assert!(matches!(found.count(), 1..=100), "{}: {}", flood.name, flood.code);
        let mut all_denied = levels.clone();
        all_denied
            .levels
            .values_mut()
            .for_each(|level| *level = checker::model::policy::Level::Deny);
        let decided = gate::decide(&verdict.findings, None, &all_denied, false, None);
        assert!(decided.iter().any(|decided| decided.severity == Severity::Error));
        let shown = human::decided(flood.name, &decided);
        assert!(shown.len() < 2_000_000, "{}: {} bytes are shown", flood.name, shown.len());
    }
    assert!(exceeded.is_empty(), "{exceeded:?}");
}
