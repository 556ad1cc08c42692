//! The discount as it is asked for, and what the types alone cannot say about it.

use serde::Deserialize;

use crate::authority::{Role, Segment};

/// Bounds the work and the answer: hosts stop a guest that computes or writes too much.
pub const MAX_BYTES: usize = 16_384;
/// One byte more, so that a longer request is known without reading all of it.
pub const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;
const MAX_NAME: usize = 64;
const MAX_JUSTIFICATION: usize = 500;
const MAX_MINOR: u64 = 1_000_000_000_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub request_id: String,
    pub requester: Requester,
    pub order: Order,
    pub discount: Discount,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requester {
    pub id: String,
    pub role: Role,
    pub region: Region,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub id: String,
    pub customer_id: String,
    pub region: Region,
    pub segment: Segment,
    pub status: Status,
    pub goods_minor: u64,
    pub cost_minor: u64,
    pub already_granted_minor: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    pub amount_minor: u64,
    pub motive: Motive,
    pub justification: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    Emea,
    Amer,
    Apac,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Open,
    Invoiced,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motive {
    Volume,
    CompetitorMatch,
    ServiceRecovery,
    Goodwill,
}

/// Reads a request, or says in one sentence why the bytes are none.
pub fn read(input: &[u8]) -> Result<Request, &'static str> {
    if input.len() > MAX_BYTES {
        return Err("The request is larger than 16384 bytes.");
    }
    // Not serde's own words: they name the first fault met, which depends on the order of the keys.
    let request = serde_json::from_slice(input).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "The request does not match the input schema.",
        _ => "The request is not exactly one JSON value.",
    })?;
    well_formed(&request)?;
    Ok(request)
}

fn well_formed(request: &Request) -> Result<(), &'static str> {
    let Request { request_id, requester, order, discount } = request;
    let names = [request_id, &requester.id, &order.id, &order.customer_id];
    let granted = discount.amount_minor.saturating_add(order.already_granted_minor);
    let faults = [
        (names.into_iter().any(|name| !is_name(name)), "An id is not 1 to 64 characters long."),
        (
            [order.goods_minor, order.cost_minor, granted].iter().any(|amount| *amount > MAX_MINOR),
            "An amount, or all discounts together, is above 1000000000000.",
        ),
        (order.goods_minor == 0, "goods_minor is 0, so that no discount is a share of it."),
        (discount.amount_minor == 0, "amount_minor is 0, so that there is nothing to decide."),
        (
            discount
                .justification
                .as_ref()
                .is_some_and(|text| text.chars().count() > MAX_JUSTIFICATION),
            "The justification is longer than 500 characters.",
        ),
    ];
    match faults.into_iter().find(|(found, _)| *found) {
        Some((_, fault)) => Err(fault),
        None => Ok(()),
    }
}

fn is_name(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.chars().count())
}
