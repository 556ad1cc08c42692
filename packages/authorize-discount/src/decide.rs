//! From the bytes of a request to its answer; every request gets one.

use crate::{
    answer::{Answer, Approver, Decision, ReasonCode},
    judge::judge,
    request,
};

pub fn answer(input: &[u8]) -> Answer {
    match request::read(input) {
        Ok(request) => {
            let judgement = judge(&request);
            Answer {
                decision: judgement.decision,
                reason_code: judgement.reason_code,
                reason: judgement.reason_code.sentence(),
                request_id: Some(request.request_id),
                escalate_to: judgement.escalate_to,
                assessment: Some(judgement.assessment),
                checks: judgement.checks,
                obligations: judgement.obligations,
            }
        }
        // Whoever cannot be understood is granted nothing.
        Err(fault) => Answer {
            decision: Decision::Deny,
            reason_code: ReasonCode::MalformedRequest,
            reason: fault,
            request_id: None,
            escalate_to: Approver::Nobody,
            assessment: None,
            checks: vec![],
            obligations: vec![],
        },
    }
}
