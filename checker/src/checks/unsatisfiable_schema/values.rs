//! Values that stand in a schema, and that it does not take itself.

use super::super::places;
use super::super::unsupported_schema_keyword::shape::TYPES;
use super::CHECK;
use crate::finding::Flood;
use crate::model::document::{Document, Node, Value};
use crate::model::schema::Schema;
use crate::{Finding, Span};

/// Of one document no more is compared than this: a long list of defaults with a long list of what is
/// required takes as many steps as both together multiplied.
const STEPS: usize = 100_000;

#[derive(Default)]
pub(super) struct Fitting {
    steps: usize,
}

/// Where a value is at fault, and why.
type Misfit = (Span, String);

impl Fitting {
    /// The values of `enum` that no value can be.
    pub(super) fn listed(
        &mut self,
        document: &Document<'_>,
        schema: &Schema<'_>,
        findings: &mut Flood,
    ) {
        let listed = schema.node.get("enum").map_or(&[][..], Node::items);
        let misfits: Vec<_> = listed
            .iter()
            .filter_map(|value| Some((value, self.limits(schema.node, value)?)))
            .collect();
        let Some((first, _)) = misfits.first() else { return };
        findings.push(|| {
            let pointer = schema.pointer();
            let finding = Finding::new(
                &CHECK.code,
                format!("`{pointer}` lists in `enum` what it does not allow"),
            );
            let places = misfits.iter().map(|(value, why)| (document.place(value.span), why));
            let help = match (&first.value, &schema.types()[..]) {
                (Value::Null, [only]) => {
                    format!("write `\"type\": [\"{only}\", \"null\"]`, or remove `null`")
                }
                (Value::Number(number), ["string"]) => {
                    format!("write `\"{number}\"`, or remove it")
                }
                _ => "remove it, or correct what does not allow it".to_owned(),
            };
            places::labelled(finding, places).help(help)
        });
    }

    pub(super) fn own_default(
        &mut self,
        document: &Document<'_>,
        schema: &Schema<'_>,
        findings: &mut Flood,
    ) {
        let Some(value) = schema.node.get("default") else { return };
        let Some((span, why)) = self.misfit(schema.node, value) else { return };
        findings.push(|| {
            let message = format!("`{}` does not allow its own `default`", schema.pointer());
            Finding::new(&CHECK.code, message)
                .label(document.place(span), why)
                .help("write a default that the schema allows, or remove it")
        });
    }

    /// None also where too much was compared already.
    fn misfit(&mut self, schema: &Node, value: &Node) -> Option<Misfit> {
        if let Some(why) = self.limits(schema, value) {
            return Some((value.span, why));
        }
        let listed = schema.get("enum").map_or(&[][..], Node::items);
        self.steps += listed.len();
        if self.is_tired() {
            return None;
        }
        if !listed.is_empty() && !listed.iter().any(|listed| same(listed, value)) {
            return Some((value.span, "this is not among the values of `enum`".into()));
        }
        match &value.value {
            Value::Object(_) => self.object(schema, value),
            Value::List(items) => {
                let schema = schema.get("items")?;
                items.iter().find_map(|item| self.misfit(schema, item))
            }
            _ => None,
        }
    }

    fn object(&mut self, schema: &Node, value: &Node) -> Option<Misfit> {
        let required = schema.get("required").map_or(&[][..], Node::items);
        self.steps += required.len();
        if self.is_tired() {
            return None;
        }
        let mut required = required.iter().filter_map(Node::as_str);
        if let Some(name) = required.find(|name| value.get(name).is_none()) {
            return Some((value.span, format!("this lacks `{name}`, which is required")));
        }
        let (properties, more) = (schema.get("properties"), schema.get("additionalProperties"));
        value.entries().iter().find_map(|entry| {
            match properties.and_then(|properties| properties.get(&entry.key)).or(more) {
                Some(Node { value: Value::Bool(false), .. }) => {
                    Some((entry.key_span, format!("`{}` is no property", entry.key)))
                }
                Some(schema) => self.misfit(schema, &entry.node),
                None => None,
            }
        })
    }

    /// What the type and the bounds of a schema have against a value.
    fn limits(&mut self, schema: &Node, value: &Node) -> Option<String> {
        self.steps += 1;
        if self.is_tired() {
            return None;
        }
        let types = schema.get("type").map_or(&[][..], |node| match node.as_str() {
            Some(_) => std::slice::from_ref(node),
            None => node.items(),
        });
        let types: Vec<_> = types.iter().take(TYPES.len()).filter_map(Node::as_str).collect();
        // A type that there isn't is told as that.
        let known = types.iter().all(|name| TYPES.contains(name));
        if known && !types.is_empty() && !types.iter().any(|name| is_of(value, name)) {
            return Some(format!("this is not of the type `{}`", types.join("` or `")));
        }
        let (size, bounds) = size(value)?;
        let is_crossed = |(name, crosses): &&Bound| {
            schema.get(name).and_then(Node::as_f64).is_some_and(|bound| crosses(&size, &bound))
        };
        let (name, _) = bounds.iter().find(is_crossed)?;
        Some(format!("`{name}` does not allow this"))
    }

    fn is_tired(&self) -> bool {
        self.steps > STEPS
    }
}

/// A keyword, and how what it bounds stands to it if it is not kept.
type Bound = (&'static str, fn(&f64, &f64) -> bool);

const OF_NUMBERS: &[Bound] =
    &[("minimum", f64::lt), ("exclusiveMinimum", f64::le), ("maximum", f64::gt)];
const OF_TEXTS: &[Bound] = &[("minLength", f64::lt), ("maxLength", f64::gt)];
const OF_LISTS: &[Bound] = &[("minItems", f64::lt)];

/// What is bounded of a value, and by what.
fn size(value: &Node) -> Option<(f64, &'static [Bound])> {
    match &value.value {
        Value::Number(_) => Some((value.as_f64()?, OF_NUMBERS)),
        Value::Text(text) => Some((text.chars().count() as f64, OF_TEXTS)),
        Value::List(items) => Some((items.len() as f64, OF_LISTS)),
        _ => None,
    }
}

fn is_of(value: &Node, name: &str) -> bool {
    match &value.value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        // 2.0 is a whole number too.
        Value::Number(number) => {
            let is_whole = || number.as_f64().is_none_or(|number| number.fract() == 0.0);
            name == "number" || (name == "integer" && is_whole())
        }
        Value::Text(_) | Value::Date(_) => name == "string",
        Value::List(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

fn same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Number(_), Value::Number(_)) => left.as_f64() == right.as_f64(),
        _ => left.to_json() == right.to_json(),
    }
}
