//! Holds the code to `contract.json` and to `cases/`.

use contract_cases::Subject;
use serde_json::json;

use crate::{answer::ReasonCode, decide};

const SUBJECT: Subject<'_> = Subject {
    contract: include_str!("../contract.json"),
    cases: &[
        include_str!("../cases/competitor-match-by-representative.json"),
        include_str!("../cases/late-delivery-by-team-lead.json"),
        include_str!("../cases/representative-buys-for-himself.json"),
        include_str!("../cases/role-that-there-is-not.json"),
        include_str!("../cases/team-lead-of-another-region.json"),
    ],
    happy: "allow",
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
fn whatever_is_no_request_is_denied_as_malformed() {
    SUBJECT.calls_malformed_whatever_is_no_request(r#"{"request_id": 1}"#, "request_id");
}

#[test]
fn an_unknown_field_or_a_repeated_one_is_malformed() {
    SUBJECT.calls_malformed_what_has_an_entry_too_many([
        r#""urgent":true"#,
        r#""request_id":"req-0""#,
    ]);
}
