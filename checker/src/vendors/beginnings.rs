//! What the names begin with that globs have: few words get past it, and a core module may have
//! millions of them.

/// A glob that stands for more beginnings than these may begin with anything.
const MOST: usize = 100;

/// A tree of letters in lower case; the first step is of no letter.
#[derive(Clone, Debug)]
pub(super) struct Beginnings {
    steps: Vec<Step>,
    /// Whether all of them begin with a letter of ASCII.
    ascii: bool,
}

/// The only letters beyond ASCII that have a small form which begins in it: the signs for Kelvin, and
/// the capital I with a dot.
const SMALL_IN_ASCII: &[char] = &['\u{212a}', '\u{130}'];

#[derive(Clone, Debug, Default)]
struct Step {
    /// By the letter.
    next: Vec<(char, usize)>,
    /// Whether anything may follow.
    open: bool,
    /// Whether a name may end here.
    whole: bool,
}

impl Beginnings {
    pub(super) fn of(globs: &[String]) -> Self {
        let mut tree = Self { steps: vec![Step::default()], ascii: false };
        for glob in globs {
            let (beginnings, goes_on) = beginnings(glob);
            for beginning in beginnings {
                let last = beginning.chars().fold(0, |at, letter| tree.grow(at, letter));
                let Step { open, whole, .. } = &mut tree.steps[last];
                *if goes_on { open } else { whole } = true;
            }
        }
        let Step { next, open, whole } = &tree.steps[0];
        tree.ascii = !open && !whole && next.iter().all(|(letter, _)| letter.is_ascii());
        tree
    }

    fn grow(&mut self, at: usize, letter: char) -> usize {
        let new = self.steps.len();
        match self.steps[at].next.binary_search_by_key(&letter, |(letter, _)| *letter) {
            Ok(known) => self.steps[at].next[known].1,
            Err(place) => {
                self.steps[at].next.insert(place, (letter, new));
                self.steps.push(Step::default());
                new
            }
        }
    }

    pub(super) fn may_begin(&self, name: &str) -> bool {
        let first = name.chars().next();
        if self.ascii
            && first.is_some_and(|first| !first.is_ascii() && !SMALL_IN_ASCII.contains(&first))
        {
            return false;
        }
        let mut step = &self.steps[0];
        for letter in name.chars() {
            let next = match letter {
                _ if step.open => return true,
                letter if letter.is_ascii() => self.after(step, letter.to_ascii_lowercase()),
                letter => letter.to_lowercase().try_fold(step, |step, small| {
                    if step.open { Some(step) } else { self.after(step, small) }
                }),
            };
            match next {
                Some(next) => step = next,
                None => return false,
            }
        }
        step.open || step.whole
    }

    fn after(&self, step: &Step, letter: char) -> Option<&Step> {
        let found = step.next.binary_search_by_key(&letter, |(letter, _)| *letter).ok()?;
        Some(&self.steps[step.next[found].1])
    }
}

/// What names may begin with that a glob has, and whether something may follow.
fn beginnings(glob: &str) -> (Vec<String>, bool) {
    let mut all = vec![String::new()];
    let mut rest = glob;
    while let Some(first) = rest.chars().next() {
        let (choices, after) = match first {
            '[' => match class(rest) {
                Some(found) => found,
                None => return (all, true),
            },
            '{' => match rest[1..].split_once('}') {
                Some((inner, after)) if !inner.contains(SPECIAL) => {
                    (inner.split(',').map(str::to_owned).collect(), after)
                }
                _ => return (all, true),
            },
            first if SPECIAL.contains(&first) => return (all, true),
            first => (vec![first.to_string()], &rest[first.len_utf8()..]),
        };
        if all.len() * choices.len() > MOST {
            return (all, true);
        }
        let longer =
            |start: &String| choices.iter().map(|end| [start, &**end].concat()).collect::<Vec<_>>();
        all = all.iter().flat_map(longer).collect();
        rest = after;
    }
    (all, false)
}

const SPECIAL: &[char] = &['*', '?', '[', ']', '{', '}', '\\'];

/// The one range of a class such as `[0-9]`, and what stands after it.
fn class(glob: &str) -> Option<(Vec<String>, &str)> {
    let (inner, after) = glob[1..].split_once(']')?;
    let mut characters = inner.chars();
    let (first, dash, last) = (characters.next()?, characters.next()?, characters.next()?);
    let is_range = dash == '-' && characters.next().is_none() && first != '!' && first != '^';
    is_range.then(|| ((first..=last).take(MOST + 1).map(String::from).collect(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_begins_with_all_that_it_spells_out() {
        let of = |glob| beginnings(glob);
        assert_eq!(of("gpt*"), (vec!["gpt".into()], true));
        assert_eq!(of("go"), (vec!["go".into()], false));
        assert_eq!(
            of("a[0-1]-{b,c}*"),
            (["a0-b", "a0-c", "a1-b", "a1-c"].map(Into::into).into(), true)
        );
        for glob in [
            "a[!0-9]b",
            "a[^x]b",
            "a[bc]",
            "a{b*,c}",
            "a{b,{c,d}}",
            "a?b",
            "a\\*b",
            "a[\u{0}-\u{fff}]",
        ] {
            assert_eq!(of(glob), (vec!["a".into()], true), "{glob}");
        }
    }

    #[test]
    fn whole_names_are_whole_and_case_is_nothing() {
        let all = Beginnings::of(
            &["google", "command-r", "command-r-plus*", "grok*", "\u{fc}ber"].map(str::to_owned),
        );
        for name in ["GOOGLE", "command-r", "command-r-plus-2", "gro\u{212a}", "\u{dc}ber"] {
            assert!(all.may_begin(name), "{name}");
        }
        for name in ["googles", "goo", "command-r-min", "\u{fc}bers", ""] {
            assert!(!all.may_begin(name), "{name}");
        }
        let ascii = Beginnings::of(&["kimi*", "ideogram*"].map(str::to_owned));
        assert!(ascii.may_begin("\u{212a}imi-k2") && !ascii.may_begin("\u{e9}kimi"));
        assert!(Beginnings::of(&["*-chat".to_owned()]).may_begin("anything"));
        assert!(!Beginnings::of(&[]).may_begin("anything"));
    }
}
