//! The id of a new package: its capability's, `namespace.name`.

use crate::checks::malformed_package_id::{LIMIT, is_kebab, suggest};
use crate::report::human::escape;

/// An id that a package and its capability may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id {
    text: String,
    /// Where the last dot stands.
    dot: usize,
}

/// Targets that every template has besides the one of the package's name.
const TAKEN: &[&str] = &["contract"];

impl Id {
    /// An error says what is wrong, in one line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let no_id = |why: String| Err(format!("`{}` is no package id: {why}", shortened(text)));
        let length = text.chars().count();
        if length > LIMIT {
            return no_id(format!("it has {length} characters, and {LIMIT} are allowed"));
        }
        if let Some(odd) = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '.')) {
            let help = match suggest(text) {
                meant if text.is_ascii() && Self::parse(&meant).is_ok() => {
                    format!("; write `{meant}`")
                }
                _ => String::new(),
            };
            return no_id(format!(
                "`{}` (U+{:04X}) is none of a-z, 0-9, `-` and `.`{help}",
                escape(&odd.to_string()),
                u32::from(odd)
            ));
        }
        if let Some(segment) = text.split('.').find(|segment| !is_kebab(segment)) {
            return no_id(match segment {
                "" => "a segment is empty; write kebab-case segments joined by dots".to_owned(),
                segment => format!("`{segment}` is not kebab-case"),
            });
        }
        let Some(dot) = text.rfind('.') else {
            return no_id(format!(
                "it has no namespace; write kebab-case segments joined by dots, such as `orders.{text}`"
            ));
        };
        let id = Self { text: text.to_owned(), dot };
        if TAKEN.contains(&id.name()) {
            return no_id(format!(
                "its target `{}` is the contract's; choose another name",
                id.name()
            ));
        }
        Ok(id)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn namespace(&self) -> &str {
        &self.text[..self.dot]
    }

    /// The last segment: the name of the capability, the target and the folder.
    pub fn name(&self) -> &str {
        &self.text[self.dot + 1..]
    }
}

/// What cannot be an id may be anything: shown in one line of a screen.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown = escape(&text.chars().take(SHOWN).collect::<String>());
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
