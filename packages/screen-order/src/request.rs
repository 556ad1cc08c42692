//! The order as it was priced, who pays for it and how; and what the types alone cannot say about it.

use serde::{Deserialize, Serialize};

/// Bounds the work: hosts stop a guest that computes too much. The largest quote fits.
pub const MAX_BYTES: usize = 49_152;
/// One byte more, so that a longer request is known without reading all of it.
pub const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;
const MAX_NAME: usize = 64;
const MAX_LINES: usize = 100;
const MAX_PIECES: u64 = 1_000_000;
const MAX_MINOR: u64 = 2_000_000_000_000;
const MAX_COUNT: u64 = 1_000_000;
const MAX_DAYS: u64 = 36_500;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub quote: Quote,
    pub customer: Customer,
    pub payment: Payment,
}

/// Of the answer of `orders.calculate-price` what is needed here; the rest is none of our business.
#[derive(Debug, Deserialize)]
pub struct Quote {
    pub decision: Pricing,
    pub order_id: Option<String>,
    pub currency: Option<String>,
    pub lines: Vec<Line>,
    pub totals: Option<Totals>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pricing {
    Priced,
    Rejected,
}

#[derive(Debug, Deserialize)]
pub struct Line {
    pub quantity: u64,
}

#[derive(Debug, Deserialize)]
pub struct Totals {
    pub gross_minor: u64,
    pub discount_minor: u64,
    pub coupon_minor: u64,
    pub payable_minor: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    pub account_age_days: u64,
    pub paid_orders: u64,
    pub disputed_orders: u64,
    pub blocked: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    pub method: Method,
    pub billing_matches_delivery: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Prepaid,
    Card,
    Invoice,
}

/// What every priced quote has.
#[derive(Debug)]
pub struct Order<'a> {
    pub currency: &'a str,
    pub totals: &'a Totals,
}

impl Quote {
    /// None if the order was not priced.
    pub fn order(&self) -> Option<Order<'_>> {
        let (currency, totals) = (self.currency.as_deref()?, self.totals.as_ref()?);
        (self.decision == Pricing::Priced).then_some(Order { currency, totals })
    }
}

/// Reads a request, or says in one sentence why the bytes are none.
pub fn read(input: &[u8]) -> Result<Request, &'static str> {
    if input.len() > MAX_BYTES {
        return Err("The request is larger than 49152 bytes.");
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
    let Request { quote, customer, .. } = request;
    let amounts = quote.totals.iter().flat_map(|totals| {
        [totals.gross_minor, totals.discount_minor, totals.coupon_minor, totals.payable_minor]
    });
    let incomplete = quote.order_id.is_none() || quote.order().is_none();
    let faults = [
        (
            quote.decision == Pricing::Priced && incomplete,
            "The quote is priced, but lacks its order_id, currency or totals.",
        ),
        (
            quote.order_id.as_deref().is_some_and(|name| !is_name(name)),
            "The quote's order_id is not 1 to 64 characters long.",
        ),
        (
            quote.currency.as_deref().is_some_and(|code| !is_currency(code)),
            "The quote's currency is not three upper-case letters.",
        ),
        (quote.lines.len() > MAX_LINES, "The quote has more than 100 lines."),
        (
            quote.lines.iter().any(|line| !(1..=MAX_PIECES).contains(&line.quantity)),
            "A line's quantity is not between 1 and 1000000.",
        ),
        (
            amounts.into_iter().any(|amount| amount > MAX_MINOR),
            "An amount of the quote is above 2000000000000.",
        ),
        (customer.account_age_days > MAX_DAYS, "account_age_days is above 36500."),
        (
            customer.paid_orders.max(customer.disputed_orders) > MAX_COUNT,
            "A number of orders is above 1000000.",
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

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}
