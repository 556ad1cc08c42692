//! From the bytes of a request to its answer; every request gets one, if its event is heard.

use crate::{
    answer::{Answer, Decision, ReasonCode},
    confirm::confirm,
    event, request,
};

/// `emit` is the host's `emit_event`; it is called once if the order is confirmed. An error says that
/// the host did not take the event.
pub fn answer(input: &[u8], emit: impl FnOnce(&[u8]) -> i32) -> Result<Answer, String> {
    let request = match request::read(input) {
        Ok(request) => request,
        Err(fault) => {
            return Ok(Answer {
                reason: fault,
                ..without_price(Decision::Declined, ReasonCode::MalformedRequest)
            });
        }
    };
    let (decision, reason_code, confirmed) = confirm(&request);
    if let Some(order) = &confirmed {
        let message = event::message(order).map_err(|error| error.to_string())?;
        match emit(&message) {
            0 => {}
            status => return Err(format!("the host refuses the event with status {status}")),
        }
    }
    let announced = confirmed.is_some();
    let payable_minor = request.quote.order().map(|order| order.payable_minor);
    let (order_id, currency) = (request.quote.order_id, request.quote.currency);
    let answer = without_price(decision, reason_code);
    Ok(Answer { order_id, currency, payable_minor, announced, ..answer })
}

fn without_price(decision: Decision, reason_code: ReasonCode) -> Answer {
    Answer {
        decision,
        reason_code,
        reason: reason_code.sentence(),
        order_id: None,
        currency: None,
        payable_minor: None,
        announced: false,
    }
}
