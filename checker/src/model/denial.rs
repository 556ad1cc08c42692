//! What a clause denies of what it speaks of, as far as its words tell.

use std::ops::Range;

use super::sentence::Clause;
use super::words::{gap, is_joint, offset};

/// These deny the whole clause, also what stands before them.
const NEGATIONS: &[&str] =
    &["no", "not", "none", "never", "nor", "neither", "nobody", "nothing", "nowhere", "cannot"];
/// What cannot be done without is needed: after a negation these make that of it.
const NEEDED: &[&str] = &[
    "optional",
    "avoidable",
    "dispensable",
    "missing",
    "absent",
    "omitted",
    "avoided",
    "only",
    "merely",
    "just",
];
/// What becomes of a package that lacks something.
const FAILS: &[&str] =
    &["fails", "fail", "breaks", "break", "stops", "crashes", "hangs", "useless", "unusable"];
/// And what it doesn't do then.
const WORKS: &[&str] = &[
    "work",
    "works",
    "run",
    "runs",
    "start",
    "starts",
    "function",
    "functions",
    "answer",
    "answers",
    "operate",
    "operates",
];
/// `nothing is lost without` claims nothing.
const HARMLESS: &[&str] = &[
    "lost",
    "change",
    "changes",
    "missing",
    "suffer",
    "suffers",
    "hard",
    "harder",
    "difficult",
    "problem",
];
/// Another clause begins with them, or another part of one.
const CONJUNCTIONS: &[&str] =
    &["and", "or", "when", "if", "while", "because", "since", "that", "which", "who", "as"];
/// So many words may stand between what denies and what it makes needed: `never start it without`.
const BETWEEN: usize = 4;

/// The parts of a clause in which what is spoken of is not denied, by their offsets.
pub fn claimed(clause: &Clause<'_>) -> Vec<Range<usize>> {
    let words = &clause.words;
    let negations: Vec<_> = (0..words.len()).filter_map(|at| clause.negation(at)).collect();
    let last = words.len().wrapping_sub(1);
    // What `without` ends a clause with, it denies.
    let is_whole =
        |it: &Negation| it.kind == Kind::Whole || (it.kind == Kind::Following && it.at == last);
    let whole = negations.iter().any(is_whole);
    let mut open = vec![];
    let mut start = (!whole).then_some(0);
    for negation in &negations {
        let at = offset(clause.text, words[negation.at]);
        if negation.kind == Kind::Needed {
            start = start.or(Some(at));
        } else {
            open.extend(start.take().map(|start| start..at));
        }
    }
    open.extend(start.map(|start| start..clause.text.len()));
    open
}

struct Negation {
    /// Its index among the words.
    at: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    /// `without`: what stands before it isn't denied.
    Following,
    /// A `without` that something else denies, or that leads to nothing good.
    Needed,
}

impl Clause<'_> {
    fn is(&self, at: usize, list: &[&str]) -> bool {
        let is = |word: &&str| list.iter().any(|listed| word.eq_ignore_ascii_case(listed));
        self.words.get(at).is_some_and(is)
    }

    fn denies(&self, at: usize) -> bool {
        if !self.is(at, NEGATIONS) && !self.words.get(at).is_some_and(|word| is_short(word)) {
            return false;
        }
        // `not optional`, `cannot be omitted`; but `no optional sidecar`
        let next = if self.is(at + 1, &["be"]) { at + 2 } else { at + 1 };
        !self.is(next, NEEDED) || self.is(at, &["no", "nor"])
    }

    fn negation(&self, at: usize) -> Option<Negation> {
        if self.denies(at) {
            return Some(Negation { at, kind: Kind::Whole });
        }
        if !self.is(at, &["without"]) {
            return None;
        }
        let needed = self.is_denied(at) || (at == 0 && self.fails());
        Some(Negation { at, kind: if needed { Kind::Needed } else { Kind::Following } })
    }

    /// Whether something shortly before denies it: `cannot run without`, `fails without`.
    fn is_denied(&self, without: usize) -> bool {
        for at in (without.saturating_sub(BETWEEN + 1)..without).rev() {
            if !self.is_joint(at) || self.is(at, CONJUNCTIONS) || self.is(at, HARMLESS) {
                return false;
            }
            if self.is(at, FAILS) {
                return !self.is_denied_before(at);
            }
            if self.denies(at) {
                return true;
            }
        }
        false
    }

    /// Whether the clause says later that something doesn't work.
    fn fails(&self) -> bool {
        (1..self.words.len()).any(|at| {
            (self.is(at, FAILS) && !self.is_denied_before(at))
                || (self.is(at, WORKS) && self.is_denied_before(at))
        })
    }

    fn is_denied_before(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|at| self.denies(at))
    }

    /// Whether nothing stands between a word and the next.
    fn is_joint(&self, at: usize) -> bool {
        is_joint(gap(self.text, self.words[at], self.words[at + 1]))
    }
}

/// `doesn't`
fn is_short(word: &str) -> bool {
    ["n't", "n’t", "N'T", "N’T"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::policy::builtin;

    fn claims(text: &str) -> usize {
        let (lists, _) = builtin("strict");
        lists.boundary.phrases().expect("phrases").claims(text, 9).len()
    }

    #[test]
    fn denials_are_left_alone() {
        for text in [
            "no sidecar",
            "No sidecar and no host process: the package is one core module that any host runs.",
            "It does not need any sidecar.",
            "It doesn't need a sidecar.",
            "It runs without a sidecar.",
            "It needs neither a sidecar nor a daemon.",
            "There is no sidecar, daemon or host process.",
            "This is not a sidecar.",
            "It is a module, not a sidecar.",
            "It runs with no sidecar, and no daemon.",
            "Sidecar: none.",
            "A sidecar is not needed.",
            "Sidecars and daemons are never started.",
            "There is nothing that needs a sidecar.",
            "A sidecar? No.",
            "Does it need a sidecar, or a daemon? Neither.",
            "No-sidecar deployment",
            "non-daemon",
            "No optional sidecar is looked for.",
            "It has no clock and works without a sidecar.",
            "It never fails without a daemon.",
            "Nothing is lost without a sidecar.",
            "Nothing breaks without a sidecar.",
            "It is not hard to run without a sidecar.",
            "Without a sidecar nothing breaks.",
            "It is neither a sidecar nor a daemon but a module.",
            "It has no state, so it runs without a daemon.",
            "A sidecar? It does without.",
            "It runs without a sidecar, and fails if its input is wrong.",
            "It does not listen on localhost, and neither reads an environment variable nor starts without one; the package needs no sidecar.",
            "The daemon cannot reach it.",
            "A daemon is something that it does without.",
            "Not needed: a sidecar, a daemon, environment variables.",
            "It is not a service: it runs without a sidecar.",
            "Nothing is stored, so that no sidecar is needed.",
            "It needs no network, no files and no environment variables.",
            "Without a sidecar or a daemon.",
            "Without a sidecar, no host has to be set up.",
            "It can’t talk to a sidecar.",
        ] {
            assert_eq!(claims(text), 0, "{text}");
        }
    }

    #[test]
    fn claims_are_told_from_denials() {
        for text in [
            "A sidecar.",
            "It needs a sidecar.",
            "It cannot run without a sidecar.",
            "It can't be used without a sidecar.",
            "Never start it without the environment variable.",
            "Nothing works without the daemon.",
            "No page is served without a daemon.",
            "It fails without a sidecar.",
            "Without the daemon it fails.",
            "Without the daemon, it does not work.",
            "Without a sidecar nothing works.",
            "Without a sidecar the package cannot run.",
            "It needs a sidecar, not a library.",
            "It needs a sidecar and no database.",
            "It needs a sidecar without a port.",
            "The sidecar is not optional.",
            "The sidecar isn't optional.",
            "The daemon must not be missing.",
            "It asks not only a sidecar.",
            "A non-blocking daemon.",
            "It does not start and needs nothing but a daemon.",
            "A no-op daemon.",
            "The package has no network, so a sidecar fetches the rates.",
            "No library, only a sidecar.",
            "No sidecar, but a daemon.",
            "No sidecar—but a daemon.",
            "No sidecar BUT a daemon.",
            "No sidecar, but: a daemon.",
            "No sidecar (but a daemon).",
            "It needs nothing but a sidecar.",
            "No process is needed except a daemon.",
            "It does not start unless a daemon runs.",
            "Does it need a sidecar? Yes.",
            "Notice the daemon.",
            "a noted sidecar",
        ] {
            assert_eq!(claims(text), 1, "{text}");
        }
    }
}
