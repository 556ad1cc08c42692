//! Tests of what is confirmed and what is announced, each from one order that is confirmed as it
//! stands.

use serde_json::{Value, json};

use crate::{
    answer::{Answer, Decision, ReasonCode},
    decide,
};

/// 200.00, of which the customer knows, and which the screening accepts.
fn order() -> Value {
    json!({
        "quote": {
            "decision": "priced",
            "order_id": "ord-1",
            "currency": "EUR",
            "lines": [{"sku": "lamp", "quantity": 2}, {"sku": "bulb", "quantity": 5}],
            "totals": {"payable_minor": 20_000},
        },
        "screening": {"decision": "accept", "order_id": "ord-1"},
        "agreed_minor": 20_000,
    })
}

/// The answer after the changes, each a JSON pointer and the value that goes there; and the event.
fn confirmed(changes: &[(&str, Value)]) -> (Answer, Option<Value>) {
    let mut request = order();
    for (pointer, value) in changes {
        *request.pointer_mut(pointer).unwrap() = value.clone();
    }
    let mut event = None;
    let answer = decide::answer(request.to_string().as_bytes(), |message| {
        event = Some(serde_json::from_slice(message).unwrap());
        0
    });
    (answer.unwrap(), event)
}

/// What is decided where nothing is announced.
fn unheard(changes: &[(&str, Value)]) -> (Decision, ReasonCode) {
    let (answer, event) = confirmed(changes);
    assert_eq!((event, answer.announced), (None, false));
    (answer.decision, answer.reason_code)
}

#[test]
fn a_confirmed_order_is_announced_as_its_event_says() {
    let (answer, event) = confirmed(&[]);
    assert_eq!(answer.decision, Decision::Confirmed);
    assert!(answer.announced);
    let expected = json!({
        "event_id": "orders.order-confirmed",
        "version": "1.0.0",
        "payload": {
            "order_id": "ord-1",
            "currency": "EUR",
            "payable_minor": 20_000,
            "lines": [{"sku": "lamp", "quantity": 2}, {"sku": "bulb", "quantity": 5}],
        },
    });
    assert_eq!(event, Some(expected));
}

#[test]
fn the_event_contract_describes_the_event() {
    let contract: Value =
        serde_json::from_str(include_str!("../../events/order-confirmed.json")).unwrap();
    let event = confirmed(&[]).1.unwrap();
    assert_eq!([&contract["id"], &contract["version"]], [&event["event_id"], &event["version"]]);
    let keys = |value: &Value| Vec::from_iter(value.as_object().unwrap().keys().cloned());
    let schema = &contract["payload"]["schema"]["properties"];
    assert_eq!(keys(schema), keys(&event["payload"]));
    let line = &schema["lines"]["items"]["properties"];
    assert_eq!(keys(line), keys(&event["payload"]["lines"][0]));
}

#[test]
fn without_an_ear_there_is_no_confirmation() {
    for status in [-1, -2, -3, 1] {
        let answer = decide::answer(order().to_string().as_bytes(), |_| status);
        let error = format!("the host refuses the event with status {status}");
        assert_eq!(answer.unwrap_err(), error);
    }
}

#[test]
fn what_is_not_confirmed_needs_no_ear() {
    let mut held = order();
    held["agreed_minor"] = json!(0);
    let answer = decide::answer(held.to_string().as_bytes(), |_| panic!("emitted")).unwrap();
    assert_eq!(answer.decision, Decision::Held);
}

#[test]
fn a_lower_price_is_agreed_to_and_a_higher_one_is_not() {
    let agreed = |amount: u64| confirmed(&[("/agreed_minor", json!(amount))]).0.reason_code;
    assert_eq!(agreed(20_001), ReasonCode::Confirmed);
    assert_eq!(agreed(19_999), ReasonCode::PriceRose);
}

#[test]
fn the_first_in_the_way_decides() {
    let other = ("/screening/order_id", json!("ord-2"));
    let refused = ("/screening/decision", json!("refuse"));
    let reviewed = ("/screening/decision", json!("review"));
    let dearer = ("/quote/totals/payable_minor", json!(20_001));
    let declined = |code: ReasonCode| (Decision::Declined, code);
    let held = |code: ReasonCode| (Decision::Held, code);
    assert_eq!(unheard(&[other, refused.clone()]), declined(ReasonCode::OrdersDiffer));
    assert_eq!(unheard(&[refused, dearer.clone()]), declined(ReasonCode::ScreeningRefused));
    assert_eq!(unheard(&[reviewed.clone(), dearer]), held(ReasonCode::PriceRose));
    assert_eq!(unheard(&[reviewed]), held(ReasonCode::UnderReview));
}

#[test]
fn a_screening_of_no_order_is_of_another() {
    let nameless = ("/screening/order_id", Value::Null);
    assert_eq!(unheard(&[nameless]), (Decision::Declined, ReasonCode::OrdersDiffer));
}

#[test]
fn without_a_price_there_is_nothing_to_confirm() {
    let rejected = [
        ("/quote/decision", json!("rejected")),
        ("/quote/order_id", Value::Null),
        ("/quote/currency", Value::Null),
        ("/quote/totals", Value::Null),
        ("/screening/order_id", Value::Null),
    ];
    assert_eq!(unheard(&rejected), (Decision::Declined, ReasonCode::NotPriced));
    let (answer, _) = confirmed(&[("/quote/totals", Value::Null)]);
    assert_eq!(answer.reason, "The quote is priced, but lacks its order_id, currency or totals.");
}
