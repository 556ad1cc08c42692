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
pub fn resolve(document: &str, path: &str) -> Result<String, Escape> {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with(['/', '\\']) || drive {
        return Err(Escape::Absolute);
    }
    if path.contains('\\') {
        return Err(Escape::Backslash);
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = vec![];
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Escape::Leaves)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path that leads from the folder of `document` to `target`.
pub fn relative(document: &str, target: &str) -> String {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<_> = target.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| "..");
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}
