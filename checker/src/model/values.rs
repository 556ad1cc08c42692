//! When two values are one: 10 and 10.0 are one number.

use serde_json::{Number, Value as Json};

use super::document::{Node, Value};

/// The same for values that are the same.
pub fn text(node: &Node) -> String {
    json(node).to_string()
}

/// A number by its value; whole numbers beyond f64 are kept whole.
pub fn plain(number: &Number) -> Number {
    let whole = number.as_f64().filter(|value| number.is_f64() && value.fract() == 0.0);
    // Without a precision only the digits that tell it from others are written.
    let whole = whole.map(|value| format!("{value:.0}"));
    let whole = whole.and_then(|text| {
        let signed = text.parse::<i64>().ok().map(Number::from);
        signed.or_else(|| text.parse::<u64>().ok().map(Number::from))
    });
    whole.unwrap_or_else(|| number.clone())
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Number(number) => plain(number).into(),
        Value::List(items) => items.iter().map(json).collect::<Vec<_>>().into(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|entry| (entry.key.clone(), json(&entry.node)));
            entries.collect::<serde_json::Map<_, _>>().into()
        }
        _ => node.to_json(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    #[test]
    fn one_value_has_one_text() {
        let text = |value: &str| text(&Document::parse("a.json", value).expect("JSON").root);
        assert_eq!(text("[1.0, {\"a\": -0.0}]"), text("[1, {\"a\": 0}]"));
        assert_eq!(text("18446744073709549568.0"), text("18446744073709549568"));
        assert_ne!(text("1.5"), text("1"));
        assert_ne!(text("9007199254740993"), text("9007199254740992.0"));
        assert_ne!(text("\"1\""), text("1"));
    }
}
