//! From the bytes of a request to its answer; every request gets one.

use crate::{
    answer::{Answer, Decision, ReasonCode},
    request,
    screen::screen,
};

/// `invoke` is the host's `connector_invoke`; it is called at most once.
pub fn answer(input: &[u8], invoke: impl FnOnce(&[u8], &mut [u8]) -> i32) -> Answer {
    match request::read(input) {
        Ok(request) => {
            let screening = screen(&request, invoke);
            Answer {
                decision: screening.decision,
                reason_code: screening.reason_code,
                reason: screening.reason_code.sentence(),
                order_id: request.quote.order_id,
                assessment: screening.assessment,
            }
        }
        // Whoever cannot be understood is sold nothing.
        Err(fault) => Answer {
            decision: Decision::Refuse,
            reason_code: ReasonCode::MalformedRequest,
            reason: fault,
            order_id: None,
            assessment: None,
        },
    }
}
