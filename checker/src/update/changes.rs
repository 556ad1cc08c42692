//! What became of a core module between two builds, in lines for people.

use crate::model::authority;
use crate::model::module::{Import, Module};
use crate::report::human::escape;

/// The module as it is, and how that differs from the one recorded before, where that is at hand.
pub fn told(new: &Module<'_>, old: Option<&Module<'_>>) -> Vec<String> {
    if new.fault.is_some() {
        return vec!["it is no core module that hosts could run; a build says why".to_owned()];
    }
    let of = |module: &Module<'_>| {
        let imports = module.facts.imports.iter().map(import).collect::<Vec<_>>();
        let exports = module.facts.exports.iter().map(|export| escape(&export.name));
        (module.facts.bytes, imports, exports.collect::<Vec<_>>())
    };
    let (bytes, imports, exports) = of(new);
    let Some(old) = old else {
        return vec![
            format!("size: {bytes} bytes"),
            format!("imports: {}", listed(&imports)),
            format!("exports: {}", listed(&exports)),
        ];
    };
    let (old_bytes, old_imports, old_exports) = of(old);
    vec![
        match bytes == old_bytes {
            true => format!("size: {bytes} bytes, as before"),
            false => format!("size: {bytes} bytes, {old_bytes} before"),
        },
        difference("imports", &imports, &old_imports),
        difference("exports", &exports, &old_exports),
    ]
}

/// With the group that it takes to be granted: `stdio` always is.
fn import(import: &Import) -> String {
    let function = authority::find(&import.module, &import.name);
    let group = function.map_or("offered by no host", |function| function.group.name());
    let name = escape(&format!("{}::{}", import.module, import.name));
    if group == "stdio" { name } else { format!("{name} ({group})") }
}

fn difference(what: &str, new: &[String], old: &[String]) -> String {
    let missing = |of: &[String], from: &[String], sign: &str| {
        let missing = of.iter().filter(|name| !from.contains(name));
        missing.map(|name| format!("{sign}{name}")).collect::<Vec<_>>()
    };
    let changes = [missing(new, old, "+"), missing(old, new, "-")].concat();
    match changes.is_empty() {
        true => format!("{what}: as before"),
        false => format!("{what}: {}", changes.join(", ")),
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
