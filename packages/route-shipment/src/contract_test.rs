//! Holds the code to `contract.json` and to `cases/`.

use contract_cases::Subject;
use serde_json::json;

use crate::{answer::ReasonCode, decide};

const SUBJECT: Subject<'_> = Subject {
    contract: include_str!("../contract.json"),
    cases: &[
        include_str!("../cases/batteries-to-the-islands.json"),
        include_str!("../cases/friday-evening-express.json"),
        include_str!("../cases/friday-morning-express.json"),
        include_str!("../cases/minute-after-the-day.json"),
        include_str!("../cases/solvent-abroad-in-a-week.json"),
    ],
    happy: "routed",
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
fn whatever_is_no_request_is_rejected_as_malformed() {
    SUBJECT.calls_malformed_whatever_is_no_request(r#"{"shipment_id": 1}"#, "shipment_id");
}

#[test]
fn an_unknown_field_or_a_repeated_one_is_malformed() {
    SUBJECT.calls_malformed_what_has_an_entry_too_many([
        r#""insured":true"#,
        r#""shipment_id":"shp-0""#,
    ]);
}
