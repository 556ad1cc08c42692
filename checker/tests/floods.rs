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
#[path = "flood/texts.rs"]
mod texts;
#[path = "flood/workflows.rs"]
mod workflows;

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use checker::report::human::{self, Severity};
use checker::verdict::{self, Facts, Verdict, canonical_json};
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
    /// What is found, and denied.
    pub code: &'static str,
    /// The files that are not the base's, by their roles; the first is what is judged, or part of it.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Flood {
    pub fn new(
        name: &'static str,
        code: &'static str,
        role: &'static str,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        Self { name, code, files: vec![(role, bytes.into())] }
    }

    /// With another file.
    pub fn and(mut self, role: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((role, bytes.into()));
        self
    }

    fn bytes(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// What is judged, and the roles of all that is given.
    fn subject(&self) -> (&'static str, Vec<&'static str>) {
        let own = self.files.iter().map(|(role, _)| *role);
        let (subject, beside): (_, &[&str]) = match self.files[0].0 {
            "contract" => ("contract", &[]),
            "workflow" => ("workflow", &["contract"]),
            "policy" => ("policy", &[]),
            _ => ("package", &["manifest", "contract"]),
        };
        let mut roles: Vec<_> = own.chain(beside.iter().copied()).collect();
        roles.sort_unstable();
        roles.dedup();
        (subject, roles)
    }
}

/// The name of the file of a role.
fn file_name(role: &str) -> &'static str {
    match role {
        "approved" => "1.0.0.json",
        "boundary" => "BOUNDARY.md",
        "contract" => "contract.json",
        "manifest" => "manifest.toml",
        "module" => "greet.wasm",
        "policy" => "policy.toml",
        "source" => "main.rs",
        _ => "workflow.json",
    }
}

fn base(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base");
    let text = fs::read_to_string(folder.join(name)).expect("the base");
    text.replace("$DIGEST", &format!("sha256:{}", "1".repeat(64)))
}

fn judged(folder: &Path, subject: &str, roles: &[&str]) -> Verdict {
    let read =
        |role: &Role| (*role, fs::read(folder.join(file_name(role.name()))).expect("a file"));
    let given = Role::ALL.iter().filter(|role| roles.contains(&role.name()));
    let files: Vec<_> = given.map(read).collect();
    let one = |wanted: Role| {
        let (role, bytes) = files.iter().find(|(role, _)| *role == wanted)?;
        let name = match role {
            Role::Approved => "p/approved/1.0.0.json",
            Role::Boundary => "p/BOUNDARY.md",
            Role::Contract => "p/contract.json",
            Role::Manifest => "p/manifest.toml",
            Role::Module => "p/greet.wasm",
            Role::Source => "p/src/main.rs",
            Role::Policy => "policy.toml",
            _ => "p/workflow.json",
        };
        Some(Input { role: *role, name, content: Content::Bytes(bytes) })
    };
    let own = |role| one(role).expect("it is given");
    let all = |role| one(role).into_iter().collect();
    let (lists, _) = policy::builtin("strict");
    match subject {
        "policy" => Verdict {
            builder: None,
            checker: verdict::CHECKER.into(),
            facts: Facts::default(),
            findings: policy::read(&own(Role::Policy)).expect_err("findings"),
            inputs: vec![],
            kind: verdict::KIND.into(),
            schema: verdict::SCHEMA,
            subject: verdict::Subject { id: None, kind: "policy".into(), version: None },
        },
        "contract" => judge(&Request::Contract {
            contract: own(Role::Contract),
            approved: all(Role::Approved),
            approve_command: "approve",
        }),
        "workflow" => judge(&Request::Workflow {
            workflow: own(Role::Workflow),
            contracts: all(Role::Contract),
            events: vec![],
        }),
        _ => judge(&Request::Package {
            manifest: own(Role::Manifest),
            contract: one(Role::Contract),
            module: one(Role::Module),
            sources: all(Role::Source),
            crates: &[],
            boundary: one(Role::Boundary),
            workflows: vec![],
            models: vec![],
            sealed: false,
            lists: &lists,
            builder: "default",
            update_command: "update",
        }),
    }
}

/// In a process of its own, whose memory is this flood's alone.
#[test]
#[ignore = "the other test starts it"]
fn one_flood() {
    let setting = |name| env::var(name).expect("the other test sets it");
    let (folder, subject, roles) =
        (setting("FLOOD_FOLDER"), setting("FLOOD_SUBJECT"), setting("FLOOD_ROLES"));
    let roles: Vec<_> = roles.split(' ').collect();
    let verdict = judged(Path::new(&folder), &subject, &roles);
    fs::write(Path::new(&folder).join("verdict.json"), verdict.to_json()).expect("a writable file");
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
    let (subject, roles) = flood.subject();
    let output = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "one_flood", "--ignored", "--nocapture", "--test-threads=1"])
        .env("FLOOD_FOLDER", folder)
        .env("FLOOD_SUBJECT", subject)
        .env("FLOOD_ROLES", roles.join(" "))
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
    let (subject, roles) = flood.subject();
    let inputs = roles.iter().flat_map(|role| {
        let name = file_name(role);
        ["--input".to_owned(), (*role).to_owned(), format!("p/{name}"), file(name)]
    });
    let binary = fs::canonicalize(env!("CARGO_BIN_EXE_checker")).expect("the binary");
    let mut command = Command::new(binary);
    // Of a policy there is no verdict: it is split, or not.
    if subject == "policy" {
        command.args(["policy", "--lists", &file("lists"), "--levels", &file("levels")]);
    } else {
        command.args(["verdict", "--subject", subject, "--policy", &file("lists.json")]);
        command.args(["--out", &file("verdict.json")]);
    }
    let start = Instant::now();
    let output = command.args(inputs).output().expect("it starts");
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    assert_eq!(output.status.success(), subject != "policy", "{}", flood.name);
    milliseconds
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
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("a writable file");
    };
    write("lists.json", canonical_json(&policy::builtin("strict").0).as_bytes());
    let mut exceeded = vec![];
    let wanted = env::var("FLOOD").unwrap_or_default();
    let (contract, manifest) = (base("contract.json"), base("manifest.toml"));
    let floods = documents::all(&contract, &manifest)
        .into_iter()
        .chain(workflows::all(&contract))
        .chain(texts::all(&manifest))
        .chain(modules::all(&module))
        .filter(|flood| flood.name.contains(&wanted));
    for flood in floods {
        write("contract.json", contract.as_bytes());
        write("manifest.toml", manifest.as_bytes());
        flood.files.iter().for_each(|(role, bytes)| write(file_name(role), bytes));
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
        let megabytes = (flood.bytes() as f64 / MEGABYTE).max(1.0);
        let bound = MEMORY + 8 * flood.bytes() as u64;
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
                flood.bytes(),
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
