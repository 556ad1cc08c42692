//! The event `orders.order-confirmed`, as its contract describes it.

use serde::Serialize;

use crate::request::{Line, Order};

#[derive(Serialize)]
struct Message<'a> {
    event_id: &'static str,
    version: &'static str,
    payload: Confirmed<'a>,
}

/// What whoever ships or bills the order has to know.
#[derive(Serialize)]
struct Confirmed<'a> {
    order_id: &'a str,
    currency: &'a str,
    payable_minor: u64,
    lines: &'a [Line],
}

pub fn message(order: &Order<'_>) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Message {
        event_id: "orders.order-confirmed",
        version: "1.0.0",
        payload: Confirmed {
            order_id: order.id,
            currency: order.currency,
            payable_minor: order.payable_minor,
            lines: order.lines,
        },
    })
}
