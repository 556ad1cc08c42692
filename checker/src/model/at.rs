//! Where reading is in a document: written out only where there is something to tell.

use std::borrow::Cow;
use std::fmt;

#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
    /// Each item.
    Items(&'a At<'a>),
}

/// `nodes[3].input`
impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(Self::Root, key) => f.write_str(&clipped(key)),
            Self::Key(parent, key) => write!(f, "{parent}.{}", clipped(key)),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Items(parent) => write!(f, "{parent}[]"),
        }
    }
}

/// Longer keys are shown to here: very many places may stand below one.
const LONGEST: usize = 200;

/// A key as paths have it.
pub(crate) fn clipped(key: &str) -> Cow<'_, str> {
    if key.len() <= LONGEST {
        return key.into();
    }
    format!("{}…", &key[..key.floor_char_boundary(LONGEST)]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_keys_are_clipped() {
        let key = "\u{e4}".repeat(LONGEST);
        let list = At::Key(&At::Root, &key);
        let shown = At::Key(&At::Item(&list, 3), "input").to_string();
        assert_eq!(shown, format!("{}…[3].input", "\u{e4}".repeat(LONGEST / 2)));
    }
}
