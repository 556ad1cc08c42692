//! Documents of up to 4 MB in which one mistake, or one odd but lawful thing, stands over and over.

use super::{Flood, SCALE};

/// As large as documents may be, with room for what stands around.
pub const LIMIT: usize = ((4 << 20) - 20_000) / SCALE;

/// With room for those that stand around.
pub const VALUES: usize = 15_000 / SCALE;

/// As many items of so many values as have room.
pub fn repeated(values: usize, item: impl Fn(usize) -> String) -> String {
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
    [contracts(contract), long_keys(contract), manifests(manifest)].into_iter().flatten().collect()
}

fn contracts(contract: &str) -> Vec<Flood> {
    let flood = |name, code, text: String| Flood::new(name, code, "contract", text);
    let fields = |fields: &str| changed(contract, "{", &format!("{{ {fields},"));
    let list = |items: &str| fields(&format!("\"lists\": [{items}]"));
    let filled = |name: &str, items: &str| {
        changed(contract, &format!("\"{name}\": []"), &format!("\"{name}\": [{items}]"))
    };
    let properties = |properties: &str| {
        changed(contract, "\"properties\": {", &format!("\"properties\": {{{properties},"))
    };
    let required = repeated(1, |n| format!("\"name-{n}\","));
    let many = |values: usize, item: &str| repeated(values * 3, |_| format!("{item},"));
    let defaults = format!(
        "\"a\":{{\"type\":\"string\",\"default\":5}},\"p\":{{\"default\":[{}],\"items\":{{\"type\":\"array\",\"items\":{{\"enum\":[{}]}}}}}}",
        many(1, "[1]"),
        many(1, "2"),
    );
    let defaults = properties(&defaults);
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
        flood(
            "schemas that nothing satisfies",
            "unsatisfiable-schema",
            properties(&repeated(3, |n| format!("\"p{n}\":{{\"minimum\":1,\"maximum\":0}},"))),
        ),
        flood(
            "required names that are not allowed",
            "unsatisfiable-schema",
            changed(contract, "\"required\": [\"name\"", &format!("\"required\": [{}", required)),
        ),
        flood("defaults of very many requirements", "unsatisfiable-schema", defaults),
    ]
}

/// Very much below one key that is long: whoever writes out where each of it stands writes gigabytes.
fn long_keys(contract: &str) -> Vec<Flood> {
    let key = "k".repeat(LIMIT / 4);
    let items = |item: &str| repeated(2, |_| item.to_owned());
    let properties = |properties: &str| {
        let new = format!("\"properties\": {{\"{key}\":{{\"properties\":{{{properties}}}}},");
        changed(contract, "\"properties\": {", &new)
    };
    let required = repeated(4, |number| format!("\"p{number}\","));
    let described = repeated(4, |number| format!("\"p{number}\":{{\"type\":\"string\"}},"));
    let described = properties(&format!("{described}}},\"required\":[{required}],\"x\":{{"));
    let example = format!("\"input_example\": {{\"{key}\": {{}},");
    let lists = |item: &str| {
        changed(contract, "{", &format!("{{ \"lists\": {{\"{key}\":[{}]}},", items(item)))
    };
    let later = |text: String| changed(&text, "\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"");
    let gone = properties(&repeated(3, |number| format!("\"p{number}\":{{}},")));
    vec![
        Flood::new(
            "placeholders below a long key",
            "placeholder",
            "contract",
            lists("\"replace-me\","),
        ),
        Flood::new(
            "examples that show nothing below a long key",
            "uncovered-case",
            "contract",
            changed(&described, "\"input_example\": {", &example),
        ),
        Flood::new(
            "schemas that are none below a long key",
            "unsupported-schema-keyword",
            "contract",
            properties(&repeated(2, |number| format!("\"p{number}\":{{\"type\":1}},"))),
        ),
        Flood::new(
            "unknown keywords below a long key",
            "unsupported-schema-keyword",
            "contract",
            properties(&repeated(2, |number| format!("\"p{number}\":{{\"k{number}\":1}},"))),
        ),
        Flood::new("differences below a long key", "altered-contract", "contract", lists("1,"))
            .and("approved", lists("2,")),
        Flood::new(
            "properties that are gone below a long key",
            "understated-version",
            "contract",
            later(properties("")),
        )
        .and("approved", gone),
    ]
}

fn manifests(manifest: &str) -> Vec<Flood> {
    let flood = |name, code, old: &str, items: String| {
        Flood::new(name, code, "manifest", changed(manifest, old, &format!("{items}{old}")))
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
        flood(
            "digests of zeros",
            "placeholder",
            "default = ",
            builders(&format!("sha256:{}", "0".repeat(64))),
        ),
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
            "model interfaces",
            "unknown-model-interface",
            "[governance]",
            repeated(3, |n| format!("[[model_dependencies]]\ninterface = \"i{n}\"\n")),
        ),
        flood(
            "tables in TOML",
            "unknown-field",
            "[governance]",
            repeated(1, |n| format!("[a{n}]\n")),
        ),
    ]
}

pub fn changed(text: &str, old: &str, new: &str) -> String {
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
