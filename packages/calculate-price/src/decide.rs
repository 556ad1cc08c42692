//! From the bytes of a request to its answer; every request gets one.

use crate::{
    answer::{Answer, CouponOutcome, Decision, ReasonCode},
    price::price,
    request,
};

pub fn answer(input: &[u8]) -> Answer {
    let order = match request::read(input) {
        Ok(order) => order,
        Err(fault) => {
            return Answer { reason: fault, ..rejected(ReasonCode::MalformedRequest) };
        }
    };
    let outcome = match price(&order) {
        Ok(quote) => Answer {
            decision: Decision::Priced,
            coupon_outcome: quote.coupon_outcome,
            lines: quote.lines,
            taxes: quote.taxes,
            totals: Some(quote.totals),
            ..rejected(ReasonCode::Priced)
        },
        Err(reason_code) => rejected(reason_code),
    };
    Answer { order_id: Some(order.order_id), currency: Some(order.currency), ..outcome }
}

/// The answer without a price; what follows fills in what it knows.
fn rejected(reason_code: ReasonCode) -> Answer {
    Answer {
        decision: Decision::Rejected,
        reason_code,
        reason: reason_code.sentence(),
        order_id: None,
        currency: None,
        coupon_outcome: CouponOutcome::None,
        lines: vec![],
        taxes: vec![],
        totals: None,
    }
}
