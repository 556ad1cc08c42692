//! Tests of `judge` at its limits, each from one request that is allowed as it stands.

use serde_json::{Value, json};

use crate::{
    answer::{Approver, Decision, Obligation, ReasonCode},
    judge::{Judgement, judge},
    request,
};

/// A sales representative grants exactly what a business order of 100000 allows: 800 basis points.
fn at_the_limit() -> Value {
    json!({
        "request_id": "req-1",
        "requester": {"id": "emp-1", "role": "sales_rep", "region": "emea"},
        "order": {
            "id": "ord-1",
            "customer_id": "cust-1",
            "region": "emea",
            "segment": "business",
            "status": "open",
            "goods_minor": 100_000,
            "cost_minor": 60_000,
            "already_granted_minor": 3_000,
        },
        "discount": {"amount_minor": 5_000, "motive": "volume"},
    })
}

/// The judgement after the changes, each a JSON pointer and the value that goes there.
fn judged(changes: &[(&str, Value)]) -> Judgement {
    let mut request = at_the_limit();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        request.pointer_mut(parent).unwrap()[key] = value.clone();
    }
    judge(&request::read(request.to_string().as_bytes()).unwrap())
}

fn outcome(changes: &[(&str, Value)]) -> (Decision, ReasonCode, Approver) {
    let judgement = judged(changes);
    (judgement.decision, judgement.reason_code, judgement.escalate_to)
}

#[test]
fn the_limit_itself_is_within_authority() {
    let judgement = judged(&[]);
    assert_eq!(judgement.decision, Decision::Allow);
    assert_eq!(judgement.assessment.total_bp, 800);
    assert_eq!(judgement.obligations, []);
    assert!(judgement.checks.iter().all(|checked| checked.passed));
}

#[test]
fn a_fraction_of_a_basis_point_over_the_limit_is_over_it() {
    let judgement = judged(&[("/discount/amount_minor", json!(5_001))]);
    assert_eq!(judgement.assessment.total_bp, 801);
    assert_eq!(judgement.reason_code, ReasonCode::OverPercentLimit);
    assert_eq!(judgement.escalate_to, Approver::TeamLead);
}

#[test]
fn earlier_discounts_count() {
    let later = [("/order/already_granted_minor", json!(3_001))];
    assert_eq!(outcome(&later).1, ReasonCode::OverPercentLimit);
}

#[test]
fn a_small_share_of_a_large_order_is_limited_by_its_amount() {
    let large = |amount: u64| {
        outcome(&[
            ("/order/goods_minor", json!(100_000_000)),
            ("/order/already_granted_minor", json!(0)),
            ("/discount/amount_minor", json!(amount)),
        ])
    };
    assert_eq!(large(50_000).0, Decision::Allow);
    assert_eq!(
        large(50_001),
        (Decision::Escalate, ReasonCode::OverAmountLimit, Approver::TeamLead)
    );
    let finance = (Decision::Escalate, ReasonCode::OverAmountLimit, Approver::FinanceController);
    assert_eq!(large(1_000_001), finance);
}

#[test]
fn only_finance_sells_below_cost() {
    let cost = |cost: u64| ("/order/cost_minor", json!(cost));
    assert_eq!(outcome(&[cost(92_000)]).0, Decision::Allow);
    let escalated = (Decision::Escalate, ReasonCode::BelowCost, Approver::FinanceController);
    assert_eq!(outcome(&[cost(92_001)]), escalated);
    let by_finance = judged(&[cost(92_001), ("/requester/role", json!("finance_controller"))]);
    assert_eq!(by_finance.decision, Decision::Allow);
    assert_eq!(by_finance.obligations, [Obligation::ReportBelowCost]);
}

#[test]
fn service_recovery_widens_the_share() {
    let recovery = |amount: u64| {
        outcome(&[
            ("/discount/motive", json!("service_recovery")),
            ("/discount/amount_minor", json!(amount)),
            ("/discount/justification", json!("Delivered two weeks late, case 77.")),
        ])
    };
    assert_eq!(recovery(8_000).0, Decision::Allow);
    assert_eq!(recovery(8_001).1, ReasonCode::OverPercentLimit);
}

#[test]
fn a_justification_of_spaces_is_none() {
    let goodwill = |text: &str| {
        outcome(&[
            ("/discount/motive", json!("goodwill")),
            ("/discount/justification", json!(text)),
        ])
    };
    assert_eq!(goodwill("Customer of 20 years").0, Decision::Allow);
    assert_eq!(goodwill("Customer of 9 years ").1, ReasonCode::JustificationMissing);
    assert_eq!(goodwill(&" ".repeat(30)).1, ReasonCode::JustificationMissing);
}

#[test]
fn regions_bind_representatives_and_leads_only() {
    let abroad = |role: &str| {
        outcome(&[("/requester/region", json!("apac")), ("/requester/role", json!(role))]).0
    };
    assert_eq!(abroad("sales_rep"), Decision::Deny);
    assert_eq!(abroad("team_lead"), Decision::Deny);
    assert_eq!(abroad("sales_manager"), Decision::Allow);
    assert_eq!(abroad("finance_controller"), Decision::Allow);
}

#[test]
fn the_first_failed_check_is_the_last_one_made() {
    let judgement =
        judged(&[("/order/customer_id", json!("emp-1")), ("/requester/region", json!("apac"))]);
    assert_eq!(judgement.reason_code, ReasonCode::OwnPurchase);
    let passed: Vec<bool> = judgement.checks.iter().map(|checked| checked.passed).collect();
    assert_eq!(passed, [true, false]);
}

#[test]
fn nobody_is_above_the_last_role() {
    let half = [
        ("/requester/role", json!("finance_controller")),
        ("/discount/amount_minor", json!(47_000)),
        ("/discount/justification", json!("The customer asked for half off.")),
    ];
    let denied = (Decision::Deny, ReasonCode::OverEveryAuthority, Approver::Nobody);
    assert_eq!(outcome(&half), denied);
}
