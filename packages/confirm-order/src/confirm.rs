//! Confirms one order, or says what is in the way.

use crate::{
    answer::{Decision, ReasonCode},
    request::{Order, Request, Verdict},
};

/// The first that is in the way decides. An order that is confirmed is there for the event.
pub fn confirm(request: &Request) -> (Decision, ReasonCode, Option<Order<'_>>) {
    let Some(order) = request.quote.order() else {
        return (Decision::Declined, ReasonCode::NotPriced, None);
    };
    let screening = &request.screening;
    let in_the_way = [
        // Another order's screening says nothing about this one.
        (
            screening.order_id.as_deref() != Some(order.id),
            Decision::Declined,
            ReasonCode::OrdersDiffer,
        ),
        (screening.decision == Verdict::Refuse, Decision::Declined, ReasonCode::ScreeningRefused),
        // Whoever pays less than agreed need not be asked again.
        (order.payable_minor > request.agreed_minor, Decision::Held, ReasonCode::PriceRose),
        (screening.decision == Verdict::Review, Decision::Held, ReasonCode::UnderReview),
    ];
    match in_the_way.into_iter().find(|(holds, ..)| *holds) {
        Some((_, decision, reason_code)) => (decision, reason_code, None),
        None => (Decision::Confirmed, ReasonCode::Confirmed, Some(order)),
    }
}
