//! Tests of `screen` at its limits, each from one order that is accepted as it stands.

use serde_json::{Value, json};

use crate::{
    answer::{Decision, ReasonCode},
    model::Features,
    request::{self, Request},
    screen::{Screening, screen},
};

/// 200.00 by card, from a customer of a year.
fn order() -> Value {
    let line = |sku: &str, quantity: u64| json!({"sku": sku, "quantity": quantity});
    json!({
        "quote": {
            "decision": "priced",
            "order_id": "ord-1",
            "currency": "EUR",
            "lines": [line("lamp", 2), line("bulb", 5)],
            "totals": {
                "gross_minor": 25_000,
                "discount_minor": 1_000,
                "coupon_minor": 500,
                "payable_minor": 20_000,
            },
        },
        "customer": {
            "account_age_days": 365,
            "paid_orders": 3,
            "disputed_orders": 0,
            "blocked": false,
        },
        "payment": {"method": "card", "billing_matches_delivery": true},
    })
}

/// The request after the changes, each a JSON pointer and the value that goes there.
fn changed(changes: &[(&str, Value)]) -> Result<Request, &'static str> {
    let mut request = order();
    for (pointer, value) in changes {
        *request.pointer_mut(pointer).unwrap() = value.clone();
    }
    request::read(request.to_string().as_bytes())
}

/// The screening where the model, if it is asked, says this risk.
fn screened(risk: u64, changes: &[(&str, Value)]) -> Screening {
    screen(&changed(changes).unwrap(), |_, answer| {
        let response = json!({"payload": {"risk_bp": risk}}).to_string();
        answer[..response.len()].copy_from_slice(response.as_bytes());
        i32::try_from(response.len()).unwrap()
    })
}

fn outcome(risk: u64, changes: &[(&str, Value)]) -> (Decision, ReasonCode) {
    let screening = screened(risk, changes);
    (screening.decision, screening.reason_code)
}

/// What is decided without the model being asked.
fn unasked(changes: &[(&str, Value)]) -> (Decision, ReasonCode) {
    let screening = screen(&changed(changes).unwrap(), |_, _| panic!("asked"));
    assert_eq!(screening.assessment, None);
    (screening.decision, screening.reason_code)
}

#[test]
fn a_risk_at_a_threshold_is_over_it() {
    assert_eq!(outcome(3_999, &[]), (Decision::Accept, ReasonCode::LowRisk));
    assert_eq!(outcome(4_000, &[]), (Decision::Review, ReasonCode::ElevatedRisk));
    assert_eq!(outcome(8_999, &[]), (Decision::Review, ReasonCode::ElevatedRisk));
    assert_eq!(outcome(9_000, &[]), (Decision::Refuse, ReasonCode::HighRisk));
}

#[test]
fn the_thresholds_are_those_of_exposure_and_payment() {
    let dearer = ("/quote/totals/payable_minor", json!(20_001));
    let invoice = ("/payment/method", json!("invoice"));
    assert_eq!(outcome(2_500, std::slice::from_ref(&dearer)).1, ReasonCode::ElevatedRisk);
    assert_eq!(outcome(1_250, &[dearer, invoice]).1, ReasonCode::ElevatedRisk);
}

#[test]
fn the_model_is_told_of_the_whole_order() {
    let request = changed(&[]).unwrap();
    let order = request.quote.order().unwrap();
    let features = Features::of(&request, &order);
    assert_eq!((features.articles, features.pieces), (2, 7));
    // 1500 of 25000.
    assert_eq!(features.discount_bp, 600);
}

#[test]
fn a_share_of_nothing_is_none_and_never_more_than_all() {
    let share = |gross: u64| {
        let request = changed(&[("/quote/totals/gross_minor", json!(gross))]).unwrap();
        Features::of(&request, &request.quote.order().unwrap()).discount_bp
    };
    assert_eq!([share(0), share(1), share(1_500)], [0, 10_000, 10_000]);
}

#[test]
fn blocked_customers_are_refused_whatever_they_pay() {
    let blocked = ("/customer/blocked", json!(true));
    let prepaid = ("/payment/method", json!("prepaid"));
    assert_eq!(unasked(&[blocked, prepaid]), (Decision::Refuse, ReasonCode::CustomerBlocked));
}

#[test]
fn what_is_paid_or_free_is_accepted_unasked() {
    let nothing = (Decision::Accept, ReasonCode::NothingAtRisk);
    let disputes = ("/customer/disputed_orders", json!(9));
    assert_eq!(unasked(&[("/payment/method", json!("prepaid")), disputes]), nothing);
    assert_eq!(unasked(&[("/quote/totals/payable_minor", json!(0))]), nothing);
}

#[test]
fn a_history_of_disputes_is_two_and_one_in_ten() {
    let history = |disputed: u64, paid: u64| {
        let disputed = ("/customer/disputed_orders", json!(disputed));
        outcome(0, &[disputed, ("/customer/paid_orders", json!(paid))])
    };
    assert_eq!(history(1, 1), (Decision::Accept, ReasonCode::LowRisk));
    assert_eq!(history(2, 20), (Decision::Review, ReasonCode::DisputeHistory));
    assert_eq!(history(2, 21), (Decision::Accept, ReasonCode::LowRisk));
}

#[test]
fn a_first_invoice_to_another_address_is_reviewed() {
    let outcome = |method: &str, matches: bool, paid: u64| {
        let method = ("/payment/method", json!(method));
        let matches = ("/payment/billing_matches_delivery", json!(matches));
        outcome(0, &[method, matches, ("/customer/paid_orders", json!(paid))]).1
    };
    assert_eq!(outcome("invoice", false, 0), ReasonCode::UnprovenInvoice);
    assert_eq!(outcome("invoice", false, 1), ReasonCode::LowRisk);
    assert_eq!(outcome("invoice", true, 0), ReasonCode::LowRisk);
    assert_eq!(outcome("card", false, 0), ReasonCode::LowRisk);
}

#[test]
fn a_priced_quote_has_all_of_a_price() {
    for pointer in ["/quote/order_id", "/quote/currency", "/quote/totals"] {
        let fault = changed(&[(pointer, Value::Null)]).unwrap_err();
        assert_eq!(fault, "The quote is priced, but lacks its order_id, currency or totals.");
    }
    let rejected = [("/quote/decision", json!("rejected")), ("/quote/totals", Value::Null)];
    assert_eq!(unasked(&rejected), (Decision::Refuse, ReasonCode::NotPriced));
}

#[test]
fn the_largest_amounts_are_weighed_and_larger_ones_are_none() {
    let amounts = |amount: u64| {
        ["gross", "discount", "coupon", "payable"]
            .map(|name| (format!("/quote/totals/{name}_minor"), json!(amount)))
    };
    let changes = |amounts: &[(String, Value)]| {
        let pairs = amounts.iter().map(|(pointer, value)| (pointer.as_str(), value.clone()));
        changed(&pairs.collect::<Vec<_>>()).map(|_| ())
    };
    assert_eq!(changes(&amounts(2_000_000_000_000)), Ok(()));
    let fault = Err("An amount of the quote is above 2000000000000.");
    assert_eq!(changes(&amounts(2_000_000_000_001)), fault);
}

#[test]
fn a_currency_that_is_none_is_not_passed_on() {
    for code in ["eur", "EU", "/EU", "EURO"] {
        let fault = changed(&[("/quote/currency", json!(code))]).unwrap_err();
        assert_eq!(fault, "The quote's currency is not three upper-case letters.", "{code}");
    }
}
