//! Paths as manifests have them: relative to the manifest, inside the workspace.

/// Why a path leads nowhere that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    Absolute,
    Leaves,
    Backslash,
}

/// Where `path` leads from the folder of `document`, in the document's repository. By text alone:
/// whether something stands there is not known here.
///
/// What begins with `@` stands in another repository, which it names: `@shared/greet/contract.json`.
pub fn resolve(document: &str, path: &str) -> Result<String, Escape> {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with(['/', '\\']) || drive {
        return Err(Escape::Absolute);
    }
    if path.contains('\\') {
        return Err(Escape::Backslash);
    }
    let elsewhere = path.starts_with('@');
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if elsewhere { "" } else { folder };
    let mut parts: Vec<&str> = vec![];
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                // The repository's name is no folder that one could leave.
                let bottom = usize::from(elsewhere);
                parts.pop().filter(|_| parts.len() >= bottom).ok_or(Escape::Leaves)?;
            }
            part => parts.push(part),
        }
    }
    let mut named = parts.join("/");
    // What ends so is no file, whatever stands there.
    if matches!(file_name(path), "" | "." | "..") && !named.is_empty() {
        named.push('/');
    }
    Ok(named)
}

/// Where a path leads, in words.
pub fn leads_to(named: &str) -> String {
    let what = if named.ends_with('/') { "the folder " } else { "" };
    format!("leads to {what}`{named}`")
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path that leads from the folder of `document` to `target`.
pub fn relative(document: &str, target: &str) -> String {
    if target.starts_with('@') {
        return target.to_owned();
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<_> = target.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| "..");
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_document_or_from_the_root_of_the_repository_that_they_name() {
        let from = |path| resolve("packages/greet/manifest.toml", path);
        assert_eq!(from("../wave/./contract.json").as_deref(), Ok("packages/wave/contract.json"));
        assert_eq!(from("../../../contract.json"), Err(Escape::Leaves));
        assert_eq!(from("@shared/greet/../wave/c.json").as_deref(), Ok("@shared/wave/c.json"));
        assert_eq!(from("@shared/../c.json"), Err(Escape::Leaves));
        assert_eq!(from("@shared//c.json").as_deref(), Ok("@shared/c.json"));
        assert_eq!(from("src/main.rs/").as_deref(), Ok("packages/greet/src/main.rs/"));
        assert_eq!(from("src/lib/..").as_deref(), Ok("packages/greet/src/"));
        let back = |target| relative("packages/greet/manifest.toml", target);
        assert_eq!(back("packages/wave/contract.json"), "../wave/contract.json");
        assert_eq!(back("@shared/wave/c.json"), "@shared/wave/c.json");
    }
}
