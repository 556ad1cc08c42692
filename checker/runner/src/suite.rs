//! All cases of one package, one after the other, then the probes.

use checker::verdict::Finding;
use regex::Regex;
use serde_json::Value;

use crate::case::Case;
use crate::codes;
use crate::execute::{Execution, Stimulus};
use crate::finding;
use crate::judge::Judge;
use crate::probes::{self, PROBES};

#[derive(Debug)]
pub struct Suite<'a> {
    pub judge: Judge<'a>,
    /// The contract's file, as findings call it.
    pub contract: &'a str,
    pub cases: Vec<Case<'a>>,
    pub filter: Option<Regex>,
    pub probes: bool,
}

/// Why a case or probe is left out.
pub const FILTERED: &str = "left out by the filter";
pub const CASE_FAILED: &str = "probes not tried while a case fails";

/// What came of one case or probe.
#[derive(Debug)]
pub struct Outcome {
    pub name: String,
    /// None if it was left out.
    pub findings: Option<Vec<Finding>>,
    /// Why it was left out.
    pub skipped: Option<&'static str>,
    /// None if nothing was run.
    pub execution: Option<Execution>,
    /// What stood on stdin.
    pub input: Option<Value>,
}

/// The findings, the run if there was one, and its input if it is JSON.
type Ran = (Vec<Finding>, Option<Execution>, Option<Value>);

impl Suite<'_> {
    pub fn run(&self) -> Result<Vec<Outcome>, String> {
        let mut outcomes = vec![];
        if self.cases.is_empty() {
            outcomes.push(self.no_cases());
        }
        for case in &self.cases {
            outcomes.push(self.filtered(&case.name, || self.case(case))?);
        }
        // What fails its cases would fail its probes by the same fault, and say so five times.
        let failed =
            |outcome: &Outcome| outcome.findings.as_ref().is_some_and(|found| !found.is_empty());
        let failed = outcomes.iter().any(failed);
        for probe in PROBES.iter().filter(|_| self.probes) {
            let name = format!("probe: {}", probe.name);
            if failed {
                outcomes.push(Outcome::skipped(name, CASE_FAILED));
                continue;
            }
            outcomes.push(self.filtered(&name, || {
                let stimulus = Stimulus { stdin: (probe.stdin)(), ..Stimulus::default() };
                let execution = self.judge.machine.run(stimulus)?;
                let finding = probe.judge(self.contract, &execution, self.judge.machine);
                Ok((finding.into_iter().collect(), Some(execution), None))
            })?);
        }
        Ok(outcomes)
    }

    fn filtered(
        &self,
        name: &str,
        run: impl FnOnce() -> Result<Ran, String>,
    ) -> Result<Outcome, String> {
        let name = name.to_owned();
        if self.filter.as_ref().is_some_and(|filter| !filter.is_match(&name)) {
            return Ok(Outcome::skipped(name, FILTERED));
        }
        let (findings, execution, input) = run()?;
        Ok(Outcome { name, findings: Some(findings), skipped: None, execution, input })
    }

    fn case(&self, case: &Case<'_>) -> Result<Ran, String> {
        let input = Some(case.input.value.clone());
        if let Some(finding) = self.judge.input(case) {
            let finding = self.judge.case(case, None, Err(&finding));
            return Ok((Vec::from_iter(finding), None, input));
        }
        let execution = self.judge.machine.run(probes::stimulus(case, 0))?;
        let answer = self.judge.answer(case, &execution);
        let finding = self.judge.case(case, Some(&execution), answer.as_ref());
        let mut findings = Vec::from_iter(finding);
        if let Ok(value) = &answer
            && findings.is_empty()
            && self.probes
        {
            findings = self.probe(case, value, &execution)?;
        }
        Ok((findings, Some(execution), input))
    }

    /// A microservice that is not the same twice is not asked for more.
    fn probe(
        &self,
        case: &Case<'_>,
        first: &Value,
        execution: &Execution,
    ) -> Result<Vec<Finding>, String> {
        let outcome = |stimulus| {
            let execution = self.judge.machine.run(stimulus)?;
            let answer = self.judge.answer(case, &execution);
            Ok::<_, String>((execution, answer))
        };
        let second = outcome(probes::stimulus(case, 1))?;
        if let Some(finding) = probes::again(case, first, execution, &second) {
            return Ok(vec![finding]);
        }
        let Some(stimulus) = probes::reversed(case) else { return Ok(vec![]) };
        let second = outcome(stimulus)?;
        Ok(Vec::from_iter(probes::reordered(case, first, execution, &second)))
    }

    fn no_cases(&self) -> Outcome {
        let message = "the package has no cases, and its contract no use cases: nothing is run";
        let labels = vec![finding::note(self.contract, "`use_cases` is empty or missing")];
        let help = "add a case, `cases/<name>.json`, with `name`, `input` and `expect`".into();
        let finding = finding::new(&codes::NO_CASES, message, labels, vec![help]);
        Outcome::unread(vec![finding])
    }
}

impl Outcome {
    /// Nothing was run: these are the faults of the cases.
    pub fn unread(faults: Vec<Finding>) -> Self {
        Self { findings: Some(faults), skipped: None, ..Self::skipped("cases".into(), FILTERED) }
    }

    fn skipped(name: String, reason: &'static str) -> Self {
        Self { name, findings: None, skipped: Some(reason), execution: None, input: None }
    }
}
