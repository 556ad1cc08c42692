//! Tests of what is asked of the model, and of each way in which no risk comes back.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    model::{Features, Silence, risk_bp},
    request::Method,
};

fn features() -> Features<'static> {
    Features {
        exposure_minor: 58_441,
        currency: "EUR",
        discount_bp: 289,
        articles: 2,
        pieces: 16,
        account_age_days: 412,
        paid_orders: 7,
        disputed_orders: 0,
        payment_method: Method::Card,
        billing_matches_delivery: true,
    }
}

/// The risk where the host answers with this text.
fn answered(text: &str) -> Result<u64, Silence> {
    risk_bp(&features(), |_, answer| {
        answer[..text.len()].copy_from_slice(text.as_bytes());
        i32::try_from(text.len()).unwrap()
    })
}

fn payload(payload: &Value) -> Result<u64, Silence> {
    let response = json!({"abi_version": "1.0.0", "payload": payload, "result_class": "ok"});
    answered(&response.to_string())
}

#[test]
fn one_question_with_figures_alone() {
    let mut asked = Value::Null;
    let silence = risk_bp(&features(), |request, _| {
        asked = serde_json::from_slice(request).unwrap();
        -2
    });
    assert_eq!(silence, Err(Silence::Unavailable));
    let envelope = ["abi_version", "connector_id", "operation"].map(|key| asked[key].clone());
    assert_eq!(envelope, ["1.0.0", "orders.fraud-risk", "score"]);
    let figures = json!({
        "exposure_minor": 58_441,
        "currency": "EUR",
        "discount_bp": 289,
        "articles": 2,
        "pieces": 16,
        "account_age_days": 412,
        "paid_orders": 7,
        "disputed_orders": 0,
        "payment_method": "card",
        "billing_matches_delivery": true,
    });
    assert_eq!(asked["payload"], figures);
}

#[test]
fn the_interface_describes_the_question_and_the_answer() {
    let interface: Value =
        serde_json::from_str(include_str!("../../models/fraud-risk.json")).unwrap();
    assert_eq!(interface["id"], "orders.fraud-risk");
    let required = |side: &str| {
        let schema = &interface[side]["schema"];
        let required = schema["required"].as_array().unwrap().iter();
        let required = BTreeSet::from_iter(required.map(|name| name.as_str().unwrap()));
        let described = schema["properties"].as_object().unwrap().keys();
        assert_eq!(required, described.map(String::as_str).collect(), "{side}");
        required
    };
    let asked = serde_json::to_value(features()).unwrap();
    let asked = asked.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(required("inputs"), asked);
    assert_eq!(required("outputs"), BTreeSet::from(["risk_bp"]));
}

#[test]
fn every_status_is_told_apart() {
    for status in [-1, -2, -3, -4, -6, i32::MIN] {
        assert_eq!(risk_bp(&features(), |_, _| status), Err(Silence::Unavailable), "{status}");
    }
    assert_eq!(risk_bp(&features(), |_, _| -5), Err(Silence::Unusable));
    // More than there is room for, which no host says.
    assert_eq!(risk_bp(&features(), |_, _| i32::MAX), Err(Silence::Unusable));
    assert_eq!(risk_bp(&features(), |_, _| 0), Err(Silence::Unusable));
}

#[test]
fn the_scale_ends_at_10000() {
    assert_eq!(payload(&json!({"risk_bp": 0})), Ok(0));
    assert_eq!(payload(&json!({"risk_bp": 10_000})), Ok(10_000));
    assert_eq!(payload(&json!({"risk_bp": 10_001})), Err(Silence::Unusable));
}

#[test]
fn what_the_interface_does_not_promise_is_unusable() {
    for answer in [
        json!(null),
        json!({}),
        json!({"risk_bp": null}),
        json!({"risk_bp": "120"}),
        json!({"risk_bp": -1}),
        json!({"risk_bp": 12.5}),
        json!({"risk_bp": 120, "explanation": "a new account"}),
    ] {
        assert_eq!(payload(&answer), Err(Silence::Unusable), "{answer}");
    }
    assert_eq!(answered(r#"{"payload":{"risk_bp":1}}{}"#), Err(Silence::Unusable));
}
