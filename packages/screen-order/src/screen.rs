//! Screens one order: first what needs no model, then the model's risk against the thresholds.

use crate::{
    answer::{Assessment, Decision, ReasonCode},
    model::{Features, Silence, risk_bp},
    request::{Method, Request},
    thresholds::{Thresholds, thresholds},
};

/// From so many disputed orders on a customer has a history of them,
const DISPUTES: u64 = 2;
/// unless there are more than so many paid ones for each.
const PAID_A_DISPUTE: u64 = 10;

#[derive(Debug)]
pub struct Screening {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    /// None if the model was not asked.
    pub assessment: Option<Assessment>,
}

/// `invoke` is the host's `connector_invoke`.
pub fn screen(request: &Request, invoke: impl FnOnce(&[u8], &mut [u8]) -> i32) -> Screening {
    let Some(order) = request.quote.order() else {
        return unasked(Decision::Refuse, ReasonCode::NotPriced);
    };
    let exposure_minor = order.totals.payable_minor;
    if let Some((decision, reason_code)) = without_asking(request, exposure_minor) {
        return unasked(decision, reason_code);
    }
    let limits = thresholds(exposure_minor, request.payment.method);
    let risk = risk_bp(&Features::of(request, &order), invoke);
    let (decision, reason_code) = weigh(risk, limits);
    let Thresholds { review_from_bp, refuse_from_bp } = limits;
    let assessment =
        Assessment { exposure_minor, risk_bp: risk.ok(), review_from_bp, refuse_from_bp };
    Screening { decision, reason_code, assessment: Some(assessment) }
}

fn unasked(decision: Decision, reason_code: ReasonCode) -> Screening {
    Screening { decision, reason_code, assessment: None }
}

/// What no risk would change; the first that holds decides.
fn without_asking(request: &Request, exposure_minor: u64) -> Option<(Decision, ReasonCode)> {
    let (customer, payment) = (&request.customer, &request.payment);
    let at_risk = exposure_minor > 0 && payment.method != Method::Prepaid;
    let disputes = customer.disputed_orders;
    let disputed = disputes >= DISPUTES && customer.paid_orders <= disputes * PAID_A_DISPUTE;
    let unproven = payment.method == Method::Invoice
        && !payment.billing_matches_delivery
        && customer.paid_orders == 0;
    let rules = [
        (customer.blocked, Decision::Refuse, ReasonCode::CustomerBlocked),
        (!at_risk, Decision::Accept, ReasonCode::NothingAtRisk),
        (disputed, Decision::Review, ReasonCode::DisputeHistory),
        (unproven, Decision::Review, ReasonCode::UnprovenInvoice),
    ];
    let decisive = rules.into_iter().find(|(holds, ..)| *holds);
    decisive.map(|(_, decision, reason_code)| (decision, reason_code))
}

/// Without a risk to go by a person decides: neither a sale nor a customer is given up unseen.
fn weigh(risk: Result<u64, Silence>, limits: Thresholds) -> (Decision, ReasonCode) {
    match risk {
        Err(Silence::Unavailable) => (Decision::Review, ReasonCode::ModelUnavailable),
        Err(Silence::Unusable) => (Decision::Review, ReasonCode::ModelAnswerUnusable),
        Ok(risk) if risk >= limits.refuse_from_bp => (Decision::Refuse, ReasonCode::HighRisk),
        Ok(risk) if risk >= limits.review_from_bp => (Decision::Review, ReasonCode::ElevatedRisk),
        Ok(_) => (Decision::Accept, ReasonCode::LowRisk),
    }
}
