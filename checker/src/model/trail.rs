//! The way to a value in a document, shared by all that stands below it: very many may stand below a
//! long one, and few are told.

use std::fmt;
use std::rc::Rc;

use super::schema::token;

#[derive(Clone, Debug, Default)]
pub struct Trail<'a>(Option<Rc<(Trail<'a>, Step<'a>)>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Trail<'a> {
    pub fn to(keys: impl IntoIterator<Item = &'a str>) -> Self {
        keys.into_iter().fold(Self::default(), |trail, key| trail.key(key))
    }

    pub fn key(&self, key: &'a str) -> Self {
        Self(Some(Rc::new((self.clone(), Step::Key(key)))))
    }

    pub fn item(&self, index: usize) -> Self {
        Self(Some(Rc::new((self.clone(), Step::Item(index)))))
    }

    /// From the root on.
    pub fn steps(&self) -> Vec<Step<'a>> {
        let mut steps = vec![];
        let mut trail = self;
        while let Some(link) = &trail.0 {
            steps.push(link.1);
            trail = &link.0;
        }
        steps.reverse();
        steps
    }
}

/// As a JSON pointer.
impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps().iter().try_for_each(|step| write!(f, "/{step}"))
    }
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => f.write_str(&token(key)),
            Self::Item(index) => write!(f, "{index}"),
        }
    }
}
