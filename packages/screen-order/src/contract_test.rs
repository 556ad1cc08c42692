//! Holds the code to `contract.json` and to `cases/`.

use contract_cases::Subject;
use serde_json::json;

use crate::{answer::ReasonCode, decide};

const SUBJECT: Subject<'_> = Subject {
    contract: include_str!("../contract.json"),
    cases: &[
        include_str!("../cases/account-age-below-zero.json"),
        include_str!("../cases/answer-beyond-the-scale.json"),
        include_str!("../cases/card-within-the-threshold.json"),
        include_str!("../cases/chair-order-at-high-risk.json"),
        include_str!("../cases/connector-refuses-the-package.json"),
        include_str!("../cases/elevated-risk.json"),
        include_str!("../cases/explained-answer.json"),
        include_str!("../cases/hundred-lines.json"),
        include_str!("../cases/invoice-is-reviewed-sooner.json"),
        include_str!("../cases/model-fails.json"),
    ],
    happy: "accept",
    decide: |input, world| {
        let invoke = |request: &[u8], answer: &mut [u8]| world.connector_invoke(request, answer);
        serde_json::to_value(decide::answer(input, invoke)).unwrap()
    },
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
fn whatever_is_no_request_is_refused_as_malformed() {
    SUBJECT.calls_malformed_whatever_is_no_request(r#"{"quote": 1}"#, "order_id");
}

#[test]
fn an_unknown_field_or_a_repeated_one_is_malformed() {
    SUBJECT.calls_malformed_what_has_an_entry_too_many([r#""urgent":true"#, r#""payment":null"#]);
}
