//! What a clause denies of what it speaks of, as far as its words tell.

use std::ops::Range;

use super::words::{atoms, is_joint};

/// These deny the whole clause, also what stands before them.
const NEGATIONS: &[&str] = &[
    "no", "not", "none", "never", "nor", "neither", "nobody", "nothing", "nowhere", "cannot", "non",
];
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
/// Another clause begins with them, or another part of one.
const CONJUNCTIONS: &[&str] =
    &["and", "or", "when", "if", "while", "because", "since", "that", "which", "who", "as"];
/// So many words may stand between what denies and what it makes needed: `never start it without`.
const BETWEEN: usize = 4;

/// The parts of a clause in which what is spoken of is not denied, by their offsets.
pub fn claimed(clause: &str) -> Vec<Range<usize>> {
    let words = Words { clause, words: atoms(clause).collect() };
    let negations: Vec<_> = (0..words.words.len()).filter_map(|at| words.negation(at)).collect();
    let denied = |kind| negations.iter().any(|negation| negation.kind == kind);
    // What `without` ends a clause with, it denies.
    let last = words.words.len().wrapping_sub(1);
    let whole = denied(Kind::Whole)
        || negations.last().is_some_and(|it| it.kind == Kind::Following && it.at == last);
    let mut open = vec![];
    let mut start = Some(0).filter(|_| !whole);
    for negation in &negations {
        let at = words.words[negation.at].0;
        let denies = match negation.kind {
            Kind::Whole => whole,
            Kind::Following => true,
            Kind::Needed => false,
        };
        if denies {
            open.extend(start.take().map(|start| start..at));
        } else {
            start = start.or(Some(at));
        }
    }
    open.extend(start.map(|start| start..clause.len()));
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

struct Words<'t> {
    clause: &'t str,
    words: Vec<(usize, &'t str)>,
}

impl Words<'_> {
    fn is(&self, at: usize, list: &[&str]) -> bool {
        self.words
            .get(at)
            .is_some_and(|(_, word)| list.iter().any(|listed| word.eq_ignore_ascii_case(listed)))
    }

    fn denies(&self, at: usize) -> bool {
        let denies = |(_, word): &(usize, &str)| {
            let end = word.len().checked_sub(3).and_then(|start| word.get(start..));
            let short = end.is_some_and(|end| end.eq_ignore_ascii_case("n't"))
                || word.ends_with("n’t")
                || word.ends_with("N’T");
            short || self.is(at, NEGATIONS)
        };
        // `not optional`, `cannot be omitted`; but `no optional sidecar`
        let next = if self.is(at + 1, &["be"]) { at + 2 } else { at + 1 };
        self.words.get(at).is_some_and(denies)
            && (!self.is(next, NEEDED) || self.is(at, &["no", "nor", "non"]))
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
        let mut before = (without.saturating_sub(BETWEEN + 1)..without).rev();
        let tells = before.find(|at| {
            let parted = !is_joint(self.gap(*at)) || self.is(*at, CONJUNCTIONS);
            parted || self.denies(*at) || self.is(*at, FAILS)
        });
        tells.is_some_and(|at| {
            let parted = !is_joint(self.gap(at)) || self.is(at, CONJUNCTIONS);
            !parted && (self.denies(at) || !at.checked_sub(1).is_some_and(|at| self.denies(at)))
        })
    }

    /// Whether what the clause says at last is that something doesn't work.
    fn fails(&self) -> bool {
        (1..self.words.len()).any(|at| {
            let denied = self.denies(at - 1) || (at > 1 && self.denies(at - 2));
            (self.is(at, FAILS) && !denied) || (self.is(at, WORKS) && denied)
        })
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> &str {
        let (start, word) = self.words[at];
        let end = self.words.get(at + 1).map_or(self.clause.len(), |(start, _)| *start);
        &self.clause[start + word.len()..end]
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::builtin;

    fn claims(text: &str) -> usize {
        let (lists, _) = builtin("strict");
        lists.boundary.phrases().expect("phrases").claims(text).len()
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
