//! A new package from a template: which ids there may be, and what becomes of a template's text.

mod id;

pub use id::Id;

/// What a template's files end in, so that no tool takes them for the real ones.
pub const ENDING: &str = ".tmpl";

/// What stands in a template as `{{name}}`, by name.
#[derive(Debug)]
pub struct Values<'a> {
    pub id: &'a Id,
    /// The repository of the workspace's Rust crates, such as `@crates`.
    pub crates: &'a str,
    /// When the contract is written, in the form of RFC 3339.
    pub created_at: &'a str,
}

impl Values<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        Some(match name {
            "id" => self.id.as_str(),
            "namespace" => self.id.namespace(),
            "name" => self.id.name(),
            "crates" => self.crates,
            "created_at" => self.created_at,
            _ => return None,
        })
    }
}

/// The template's text with the values in it; else the name in it that nobody knows.
pub fn fill<'a>(template: &'a str, values: &Values<'_>) -> Result<String, &'a str> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let (name, after) = after.split_once("}}").ok_or("{{")?;
        filled.push_str(values.get(name).ok_or(name)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Whether a text names a repository, as it stands at the beginning of a label.
pub fn is_repository(text: &str) -> bool {
    let name = text.strip_prefix('@').map(|name| name.strip_prefix('@').unwrap_or(name));
    name.is_some_and(|name| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.+~".contains(&byte))
    })
}
