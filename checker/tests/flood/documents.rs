//! Documents of up to 4 MB in which one mistake, or one odd but lawful thing, stands over and over.

use std::fmt::Write as _;

use super::{Flood, SCALE};

/// As large as documents may be, with room for what stands around.
const LIMIT: usize = ((4 << 20) - 20_000) / SCALE;

/// With room for those that stand around.
const VALUES: usize = 20_000 / SCALE;

/// As many items of so many values as have room.
fn repeated(values: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..VALUES / values {
        let next = item(number);
        if text.len() + next.len() > LIMIT {
            break;
        }
        text += &next;
    }
    text.truncate(text.trim_end_matches(',').len());
    text
}

pub fn all(contract: &str, manifest: &str) -> Vec<Flood> {
    [contracts(contract), manifests(manifest), workflows()].into_iter().flatten().collect()
}

fn contracts(contract: &str) -> Vec<Flood> {
    let flood = |name, code, text: String| Flood {
        name,
        subject: "contract",
        code,
        bytes: text.into_bytes(),
    };
    let fields = |fields: &str| changed(contract, "{", &format!("{{ {fields},"));
    let list = |items: &str| fields(&format!("\"lists\": [{items}]"));
    let filled = |name: &str, items: &str| {
        changed(contract, &format!("\"{name}\": []"), &format!("\"{name}\": [{items}]"))
    };
    let properties = |properties: &str| {
        changed(contract, "\"properties\": {", &format!("\"properties\": {{{properties},"))
    };
    vec![
        flood(
            "unknown fields",
            "unknown-field",
            fields(&repeated(1, |n| format!("\"field-{n}\":1,"))),
        ),
        flood("duplicate keys", "duplicate-key", fields(&repeated(1, |_| "\"a\":1,".into()))),
        flood("missing fields", "missing-field", filled("emits", &repeated(1, |_| "{},".into()))),
        flood("wrong types", "wrong-type", filled("emits", &repeated(1, |_| "1,".into()))),
        flood(
            "blank texts",
            "incomplete-contract",
            filled("permissions", &repeated(2, |_| "{\"id\":\"\"},".into())),
        ),
        flood(
            "one item over and over",
            "duplicate-item",
            filled("permissions", &repeated(2, |_| "{\"id\":\"a\"},".into())),
        ),
        flood(
            "each item twice",
            "duplicate-item",
            filled("permissions", &repeated(2, |n| format!("{{\"id\":\"{}\"}},", n / 2))),
        ),
        flood(
            "versions that are none",
            "incomplete-contract",
            filled(
                "emits",
                &repeated(3, |n| format!("{{\"event_id\":\"{n}\",\"version\":\"1\"}},")),
            ),
        ),
        flood("empty lists", "unknown-field", list(&repeated(1, |_| "[],".into()))),
        flood("empty objects", "unknown-field", list(&repeated(1, |_| "{},".into()))),
        flood("small numbers", "unknown-field", list(&repeated(1, |_| "1,".into()))),
        flood("one long key", "unknown-field", fields(&format!("\"{}\": 1", "k".repeat(LIMIT)))),
        flood(
            "one long name",
            "inconsistent-identity",
            changed(
                contract,
                "\"name\": \"greet\"",
                &format!("\"name\": \"{}\"", "k".repeat(LIMIT)),
            ),
        ),
        flood("numbers beyond f64", "unreadable-document", list(&repeated(1, |_| "1e400,".into()))),
        flood("large numbers", "unknown-field", list(&repeated(1, |_| "123456789e299,".into()))),
        flood(
            "hidden characters",
            "unknown-field",
            fields(&repeated(1, |n| format!("\"\u{202e}\\u001b{n}\":1,"))),
        ),
        flood(
            "2,000,000 values",
            "too-large",
            list("1,".repeat(LIMIT / 2 - 1).trim_end_matches(',')),
        ),
        flood("lists in lists", "unreadable-document", list(&"[".repeat(LIMIT))),
        flood("schemas in schemas", "unsupported-schema-keyword", properties(&nested(40))),
        flood(
            "schemas side by side",
            "unsupported-schema-keyword",
            properties(&repeated(2, |n| format!("\"p{n}\":{{\"tpye\":\"string\"}},"))),
        ),
        flood(
            "a keyword each",
            "unsupported-schema-keyword",
            properties(&repeated(2, |n| format!("\"p{n}\":{{\"k{n}\":1}},"))),
        ),
        flood(
            "loose schemas",
            "loose-schema",
            properties(&repeated(2, |n| format!("\"p{n}\":{{\"type\":\"object\"}},"))),
        ),
    ]
}

fn manifests(manifest: &str) -> Vec<Flood> {
    let flood = |name, code, old: &str, items: String| Flood {
        name,
        subject: "manifest",
        code,
        bytes: changed(manifest, old, &format!("{items}{old}")).into_bytes(),
    };
    let builders = |digest: &str| repeated(1, |n| format!("b{n} = \"{digest}\"\n"));
    vec![
        flood(
            "unknown keys in TOML",
            "unknown-field",
            "[governance]",
            repeated(1, |n| format!("field-{n} = 1\n")),
        ),
        flood(
            "duplicate keys in TOML",
            "duplicate-key",
            "[governance]",
            repeated(1, |n| format!("k{} = 1\n", n / 2)),
        ),
        flood(
            "duplicate tables in TOML",
            "duplicate-key",
            "[governance]",
            repeated(1, |n| format!("[t{}]\n", n / 2)),
        ),
        flood(
            "compositions",
            "unknown-workflow",
            "[governance]",
            repeated(7, |n| {
                format!(
                    "[[known_compositions]]\nworkflow_id = \"w{n}\"\nworkflow_version = \"1.0.0\"\n"
                )
            }),
        ),
        flood("digests of zeros", "placeholder", "default = ", builders("sha256:0")),
        flood("digests that are none", "malformed-digest", "default = ", builders("x")),
        flood(
            "one long text in TOML",
            "unknown-field",
            "[governance]",
            format!("text = \"{}\"\n", "a=b, [c.d], {e} ".repeat(LIMIT / 16)),
        ),
        flood(
            "one long comment in TOML",
            "unknown-field",
            "[governance]",
            format!("text = 1 # {}\n", "a=b, [c.d], {e} ".repeat(LIMIT / 16)),
        ),
        flood(
            "quotes in words of TOML",
            "too-large",
            "[governance]",
            format!("text\"\"\" = [{}]\n", "1,".repeat(LIMIT / 4)),
        ),
        flood(
            "tables in TOML",
            "unknown-field",
            "[governance]",
            repeated(1, |n| format!("[a{n}]\n")),
        ),
    ]
}

fn workflows() -> Vec<Flood> {
    let flood = |name, code, text: String| Flood {
        name,
        subject: "workflow",
        code,
        bytes: text.into_bytes(),
    };
    let nowhere = repeated(5, |n| {
        format!("{{\"edge_id\":\"x{n}\",\"from\":\"n1\",\"to\":\"y{n}\",\"trigger\":\"direct\"}},")
    });
    let edges = format!("\"edges\":[{nowhere},");
    vec![
        flood("a cycle of 1,000 nodes", "cyclic-workflow", workflow(1000, true)),
        flood("a cycle of many nodes", "cyclic-workflow", workflow(VALUES / 15, true)),
        flood("a line of many nodes", "unknown-capability", workflow(VALUES / 15, false)),
        flood(
            "edges to nowhere",
            "dangling-edge",
            changed(&workflow(10, false), "\"edges\":[", &edges),
        ),
    ]
}

fn changed(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

/// Properties in properties, as deep as JSON is read.
fn nested(depth: usize) -> String {
    repeated(2 * depth + 2, |number| {
        let open = "{\"properties\":{\"deeper\":".repeat(depth);
        format!("\"p{number}\":{open}{{\"tpye\":1}}{},", "}}".repeat(depth))
    })
}

fn workflow(nodes: usize, cycle: bool) -> String {
    let mut text = String::from(
        r#"{"kind":"workflow_definition","schema_version":"1.0.0","id":"demo.long","name":"long","version":"1.0.0","lifecycle":"active","owner":{"team":"t","contact":"c"},"summary":"One after the other.","inputs":{"schema":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}},"additionalProperties":false}},"outputs":{"schema":{"type":"object","properties":{},"additionalProperties":false}},"nodes":["#,
    );
    for number in 0..nodes {
        let _ = write!(
            text,
            r#"{}{{"node_id":"n{number}","capability_id":"demo.greet","capability_version":"{}.0.0","input":{{"from_workflow_input":["name"]}},"output":{{"to_workflow_state":["greeting{number}"]}}}}"#,
            if number == 0 { "" } else { "," },
            // Two thirds run what is given, the others what is not.
            if number % 3 == 0 { number + 2 } else { 1 },
        );
    }
    text += "],\"edges\":[";
    for number in 0..if cycle { nodes } else { nodes - 1 } {
        let _ = write!(
            text,
            r#"{}{{"edge_id":"e{number}","from":"n{number}","to":"n{}","trigger":"direct"}}"#,
            if number == 0 { "" } else { "," },
            (number + 1) % nodes,
        );
    }
    let _ = write!(
        text,
        r#"],"start_node":"n0","terminal_nodes":["n{}"],"tags":["long"],"governing_spec":"007-workflow-registry-traversal"}}"#,
        nodes - 1
    );
    text
}
