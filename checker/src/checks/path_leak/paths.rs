//! Paths in bytes that tell of people's and build machines.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// How such paths begin. What compilers put in place of their own (`/rustc/<hash>/`,
/// `/usr/src/rustc-<version>/`) is the same everywhere and not among them.
const ROOTS: &[Root] = &[
    people("/home/"),
    people("/root/"),
    people("/tmp/"),
    people("/builds/"),
    people("/Users/"),
    people("C:\\Users\\"),
    people("D:\\a\\"),
    people("/usr/local/cargo/"),
    people("/var/lib/jenkins/"),
    people("/private/var/folders/"),
    ordinary("/app/"),
    ordinary("/build/"),
    ordinary("/github/"),
    ordinary("/mnt/"),
    ordinary("/opt/"),
    ordinary("/src/"),
    ordinary("/workspace/"),
];

struct Root {
    text: &'static str,
    /// Whether programs speak of such paths too, so that only one of a source tells of a machine.
    is_ordinary: bool,
}

const fn people(text: &'static str) -> Root {
    Root { text, is_ordinary: false }
}

const fn ordinary(text: &'static str) -> Root {
    Root { text, is_ordinary: true }
}

/// Of what is compiled, and where compilers find it.
const OF_SOURCES: &[&str] = &[".rs", ".go", ".zig", ".cc", ".cpp", ".hpp", "/.cargo/", "/src/"];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| finder(ROOTS.iter().map(|root| root.text)));
static MARKS: LazyLock<AhoCorasick> = LazyLock::new(|| finder(OF_SOURCES.iter().copied()));

fn finder(texts: impl Iterator<Item = &'static str>) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    // Of this kind it looks at many bytes at once.
    builder.match_kind(MatchKind::LeftmostFirst);
    builder.build(texts).expect("a few short patterns")
}

pub(super) fn of(bytes: &[u8]) -> impl Iterator<Item = &str> {
    let mut marks = MARKS.find_iter(bytes).peekable();
    let mut run = 0;
    FINDER.find_iter(bytes).filter_map(move |found| {
        let (root, start) = (&ROOTS[found.pattern()], found.start());
        let path = path(bytes, start, root, &mut run)?;
        // One pass, however many roots stand one in another.
        let below = found.end() - 1;
        while marks.next_if(|mark| mark.start() < below).is_some() {}
        let end = start + path.len();
        let is_of_source = marks.peek().is_some_and(|mark| mark.end() <= end)
            || path.ends_with(".c")
            || path.ends_with(".h");
        let before = &bytes[..start];
        // Compilers put texts one after the other, so it may begin in the middle of what looks like
        // a longer path; but then it has to be one of a source.
        let goes_on = before.last().is_some_and(|byte| is_of_paths(*byte));
        let told = match root.is_ordinary {
            true => !goes_on && is_of_source,
            false => !goes_on || is_of_source || is_local(before),
        };
        (told && !in_address(before)).then_some(path)
    })
}

fn is_of_paths(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || b"/\\._-+@:~".contains(&byte)
}

/// So long a path is shown.
const LONGEST: usize = 200;

/// The path at `start`: a root, the name of someone or something, and what it holds. Up to `run` all
/// bytes are known to be of paths.
fn path<'a>(bytes: &'a [u8], start: usize, root: &Root, run: &mut usize) -> Option<&'a str> {
    let last = bytes.len().min(start + LONGEST);
    let below = start + root.text.len();
    // People's names have blanks where systems let them.
    let name_ends = |byte: &u8| b"/\\".contains(byte) || *byte < b' ';
    let rest = &bytes[below..last.max(below)];
    let named = match root.text.ends_with("Users/") || root.text.ends_with("Users\\") {
        true if !rest.starts_with(b" ") => rest.iter().position(name_ends).unwrap_or(0).min(64),
        _ => 0,
    };
    let inner = (*run).max(below + named).min(last);
    let more = bytes[inner..last].iter().take_while(|byte| is_of_paths(**byte)).count();
    let end = inner + more;
    *run = (*run).max(end);
    let path = &bytes[start..end];
    let path = match str::from_utf8(path) {
        Ok(path) => path,
        Err(error) => str::from_utf8(&path[..error.valid_up_to()]).ok()?,
    };
    let rest = path.get(root.text.len()..)?.trim_start_matches(['/', '\\']);
    // `/tmp/` alone, or one file in it, may well be what the program is about.
    rest.find(['/', '\\']).is_some_and(|slash| slash > 0 && slash + 1 < rest.len()).then_some(path)
}

/// What stands before a path after its host, if anything: the end of an address' scheme.
fn scheme(before: &[u8]) -> Option<&[u8]> {
    let host = before
        .iter()
        .rev()
        .take(253)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(byte))
        .count();
    before[..before.len() - host].strip_suffix(b"//")?.strip_suffix(b":")
}

/// Whether what comes before is an address on the web, whose path is nobody's machine.
fn in_address(before: &[u8]) -> bool {
    scheme(before).is_some_and(|scheme| !scheme.ends_with(b"file"))
}

fn is_local(before: &[u8]) -> bool {
    scheme(before).is_some_and(|scheme| scheme.ends_with(b"file"))
}
