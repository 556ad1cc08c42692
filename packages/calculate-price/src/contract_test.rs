//! Holds the code to `contract.json` and to `cases/`.

use contract_cases::Subject;
use serde_json::json;

use crate::{answer::ReasonCode, decide};

const SUBJECT: Subject<'_> = Subject {
    contract: include_str!("../contract.json"),
    cases: &[
        include_str!("../cases/coupon-over-two-tax-classes.json"),
        include_str!("../cases/gold-customer-small-order.json"),
        include_str!("../cases/hundred-lines.json"),
        include_str!("../cases/line-of-no-pieces.json"),
        include_str!("../cases/volume-order-half-even.json"),
    ],
    happy: "priced",
    decide: |input, _| serde_json::to_value(decide::answer(input)).unwrap(),
};

#[test]
fn every_use_case_gives_its_output_example() {
    SUBJECT.gives_every_output_example();
}

#[test]
fn every_case_gives_what_it_expects() {
    SUBJECT.gives_what_every_case_expects();
}

#[test]
fn reason_codes_are_those_of_the_contract_and_each_has_a_use_case() {
    SUBJECT.has_the_reason_codes_of_its_contract(&ReasonCode::ALL.map(|code| json!(code)));
}

#[test]
fn whatever_is_no_order_is_malformed() {
    SUBJECT.calls_malformed_whatever_is_no_request(r#"{"order_id": 1}"#, "order_id");
}

#[test]
fn an_unknown_field_or_a_repeated_one_is_malformed() {
    SUBJECT.calls_malformed_what_has_an_entry_too_many([r#""rush":true"#, r#""currency":"USD""#]);
}
