//! Sources, boundary documents and policies.

use super::Flood;
use super::documents::{LIMIT, VALUES, changed, repeated};

/// As large as boundary documents may be.
const BOUNDARY: usize = 256 << 10;

const POLICY: &str = "[governance]\nschema = 1\nprofile = \"strict\"\n";

pub fn all(manifest: &str) -> Vec<Flood> {
    let filled = |text: &str, bytes: usize| text.repeat(bytes / text.len());
    let boundary =
        |name, code, text: &str| Flood::new(name, code, "boundary", filled(text, BOUNDARY));
    let source = |name, text: String| {
        Flood::new(name, "concrete-model-trace", "source", text).and("module", b"\0asm\x01\0\0\0")
    };
    let policy = |name, code, text: String| Flood::new(name, code, "policy", text);
    let codes = |number| format!("\"unlisted-imports-{number:0183}\" = \"deny\"\n");
    vec![
        source("a source of one long word", filled("go-", LIMIT) + " gpt"),
        source("a source of names", filled("gpt-", LIMIT)),
        source("a source of words beyond ASCII", filled("\u{e9}-", LIMIT) + " gpt"),
        Flood::new(
            "a sentence that ends without end",
            "host-bound-boundary",
            "boundary",
            format!("A daemon.{}", ")".repeat(BOUNDARY - 9)),
        ),
        Flood::new(
            "a purpose that ends without end",
            "host-bound-boundary",
            "manifest",
            changed(
                manifest,
                "[governance]",
                &format!(
                    "[[model_dependencies]]\ninterface = \"a\"\npurpose = \"A daemon.{}\"\n[governance]",
                    ")".repeat(LIMIT)
                ),
            ),
        ),
        boundary("marks in one line", "placeholder", "replace-me "),
        boundary("claims", "host-bound-boundary", "A sidecar. "),
        boundary("denials", "missing-boundary", "no sidecar "),
        boundary("denials of denials", "missing-boundary", "cannot run without, no daemon "),
        boundary("clauses", "missing-boundary", "no sidecar but "),
        boundary("words in a name", "missing-boundary", "sidecary/"),
        boundary("names in a name", "missing-boundary", "sidecary://"),
        boundary("words with hyphens", "missing-boundary", "sidecary-"),
        boundary("escapes", "missing-boundary", "\\*a&#97;"),
        boundary("lines", "missing-boundary", "no sidecar?  \n"),
        Flood::new(
            "rows",
            "missing-boundary",
            "boundary",
            format!("|a|b|\n|-|-|\n{}", filled("|no|sidecar|\n", BOUNDARY - 12)),
        ),
        boundary("headings", "missing-boundary", "#\n"),
        boundary("items", "missing-boundary", "- `b`\n"),
        boundary("brackets", "missing-boundary", "["),
        boundary("emphasis", "missing-boundary", "*a "),
        boundary("references", "missing-boundary", "a@1.0.0 "),
        policy(
            "codes that there are not",
            "unknown-field",
            format!("{POLICY}[levels]\n{}", repeated(1, codes)),
        ),
        policy(
            "globs that are none",
            "wrong-type",
            format!("{POLICY}[models]\nvendors = [{}]\n", "'\\',".repeat(VALUES)),
        ),
    ]
}
