//! The table of fields is what reading goes by: for every field of every kind of document, leaving
//! it out, misspelling it and giving it another type is told, with the right code and place.

use checker::model::fields::{
    ALL, CONTRACT, DocumentKind, EVENT, Field, Known, MANIFEST, MODEL_INTERFACE, POLICY, Type,
    WORKFLOW,
};
use checker::verdict::Finding;
use checker::{Content, Input, Request, Role, judge, policy};
use serde_json::{Map, Value, json};

/// A value of the type with everything in it that may be.
fn sample(ty: &Type) -> Value {
    match ty {
        Type::Text => json!("text"),
        Type::Boolean => json!(true),
        Type::Count => json!(1),
        Type::Choice(choices) => json!(choices[0]),
        Type::Version(Known::Text(text)) => json!(text),
        Type::Version(Known::Number(number)) => json!(number),
        Type::Record(fields) => record(fields),
        Type::Nullable(ty) => sample(ty),
        Type::List(ty) => json!([sample(ty)]),
        Type::Map(ty) => json!({ "key": sample(ty) }),
        Type::Any | Type::AnyObject => json!({ "any": [1, null] }),
    }
}

fn record(fields: &[Field]) -> Value {
    let entries = fields.iter().map(|field| (field.name.to_owned(), sample(&field.ty)));
    entries.collect::<Map<_, _>>().into()
}

/// The findings of reading alone: checks have cases of their own.
fn read(kind: &DocumentKind, document: &Value) -> Vec<Finding> {
    let text = document.to_string();
    let input = |role| Input { role, name: "d.json", content: Content::Bytes(text.as_bytes()) };
    let (lists, _) = policy::builtin("strict");
    let findings = if kind.name == MANIFEST.name {
        let manifest = input(Role::Manifest);
        judge(&Request::Package {
            manifest,
            contract: None,
            module: None,
            sources: vec![],
            crates: &[],
            boundary: None,
            workflows: vec![],
            models: vec![],
            sealed: false,
            lists: &lists,
            builder: "default",
            update_command: "update",
        })
        .findings
    } else if kind.name == CONTRACT.name {
        let contract = input(Role::Contract);
        judge(&Request::Contract { contract, approved: vec![], approve_command: "approve" })
            .findings
    } else if kind.name == WORKFLOW.name {
        let workflow = input(Role::Workflow);
        judge(&Request::Workflow { workflow, contracts: vec![], events: vec![] }).findings
    } else if kind.name == EVENT.name {
        judge(&Request::Event { event: input(Role::Event) }).findings
    } else if kind.name == MODEL_INTERFACE.name {
        judge(&Request::Model { model: input(Role::Model), lists: &lists }).findings
    } else {
        policy::read(&input(Role::Policy)).err().unwrap_or_default()
    };
    let reading = [
        "unknown-field",
        "missing-field",
        "wrong-type",
        "unsupported-schema-version",
        "unreadable-document",
        "duplicate-key",
    ];
    findings.into_iter().filter(|finding| reading.contains(&&*finding.code)).collect()
}

/// Every field of a kind, by its JSON pointer in a sample of everything.
fn pointers<'a>(fields: &'a [Field], at: &str, found: &mut Vec<(String, &'a Field)>) {
    for field in fields {
        let pointer = format!("{at}/{}", field.name);
        found.push((pointer.clone(), field));
        nested(&field.ty, &pointer, found);
    }
}

fn nested<'a>(ty: &'a Type, at: &str, found: &mut Vec<(String, &'a Field)>) {
    match ty {
        Type::Record(fields) => pointers(fields, at, found),
        Type::List(ty) => nested(ty, &format!("{at}/0"), found),
        Type::Nullable(ty) => nested(ty, at, found),
        Type::Map(ty) => nested(ty, &format!("{at}/key"), found),
        _ => {}
    }
}

fn object<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Map<String, Value> {
    let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
    document.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object")
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| &*finding.code).collect()
}

/// A sample without what only names mean: codes, profiles, days.
fn whole(kind: &DocumentKind) -> Value {
    let mut document = record(kind.fields);
    if kind.name == POLICY.name {
        document["governance"]["profile"] = json!("strict");
        document["levels"] = json!({ "weak-summary": "warn" });
        document["exception"][0]["code"] = json!("weak-summary");
        document["exception"][0]["until"] = json!("2026-12-31");
    }
    document
}

#[test]
fn a_document_with_every_field_is_read_without_a_finding() {
    for kind in ALL {
        let findings = read(kind, &whole(kind));
        assert!(findings.is_empty(), "{}: {findings:?}", kind.name);
    }
}

#[test]
fn every_field_left_out_misspelled_or_of_another_type_is_told() {
    let mut mutations = 0;
    for kind in ALL {
        let mut fields = vec![];
        pointers(kind.fields, "", &mut fields);
        for (pointer, field) in fields {
            let mutated = |change: &dyn Fn(&mut Map<String, Value>)| {
                let mut document = whole(kind);
                change(object(&mut document, &pointer));
                read(kind, &document)
            };
            let left_out = mutated(&|object| drop(object.remove(field.name)));
            let wanted: &[&str] = if field.required { &["missing-field"] } else { &[] };
            // Without `governance` nothing says which additions are in use.
            if pointer != "/governance" || kind.name != MANIFEST.name {
                assert_eq!(codes(&left_out), wanted, "{} without {pointer}", kind.name);
            }
            let strange =
                mutated(&|object| drop(object.insert(format!("{}x", field.name), json!(1))));
            assert_eq!(codes(&strange), ["unknown-field"], "{} with {pointer}x", kind.name);
            let told = &strange[0].labels[0].message;
            assert!(told.contains(&format!("`{}`", field.name)), "{strange:?}");
            if !matches!(field.ty, Type::Any) {
                let other = if matches!(field.ty, Type::Boolean) { json!(1) } else { json!(false) };
                let wrong =
                    mutated(&|object| drop(object.insert(field.name.into(), other.clone())));
                assert_eq!(codes(&wrong), ["wrong-type"], "{} with {pointer} {other}", kind.name);
                assert!(wrong[0].labels[0].span.is_some());
            }
            mutations += 3;
        }
    }
    assert!(mutations > 300, "{mutations}");
}

#[test]
fn every_field_says_what_it_means() {
    for kind in ALL {
        let mut fields = vec![];
        pointers(kind.fields, "", &mut fields);
        for (pointer, field) in fields {
            let doc = field.doc;
            assert!(doc.len() > 8 && !doc.ends_with('.'), "{} {pointer}: {doc}", kind.name);
        }
    }
}
