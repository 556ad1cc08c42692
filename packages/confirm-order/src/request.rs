//! The order as it was priced and screened, and what the customer agreed to pay for it.

use serde::{Deserialize, Serialize};

/// Bounds the work and the event: hosts stop a guest that computes too much, and take no event above
/// 64 KiB. The largest quote fits.
pub const MAX_BYTES: usize = 49_152;
/// One byte more, so that a longer request is known without reading all of it.
pub const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;
const MAX_NAME: usize = 64;
const MAX_LINES: usize = 100;
const MAX_PIECES: u64 = 1_000_000;
const MAX_MINOR: u64 = 2_000_000_000_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub quote: Quote,
    pub screening: Screening,
    pub agreed_minor: u64,
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

#[derive(Debug, Deserialize, Serialize)]
pub struct Line {
    pub sku: String,
    pub quantity: u64,
}

#[derive(Debug, Deserialize)]
pub struct Totals {
    pub payable_minor: u64,
}

/// Likewise of the answer of `orders.screen-order`.
#[derive(Debug, Deserialize)]
pub struct Screening {
    pub decision: Verdict,
    pub order_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Accept,
    Review,
    Refuse,
}

/// What every priced quote has.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    pub id: &'a str,
    pub currency: &'a str,
    pub payable_minor: u64,
    pub lines: &'a [Line],
}

impl Quote {
    /// None if the order was not priced.
    pub fn order(&self) -> Option<Order<'_>> {
        let order = Order {
            id: self.order_id.as_deref()?,
            currency: self.currency.as_deref()?,
            payable_minor: self.totals.as_ref()?.payable_minor,
            lines: &self.lines,
        };
        (self.decision == Pricing::Priced).then_some(order)
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
    let Request { quote, screening, agreed_minor } = request;
    let mut names = [&quote.order_id, &screening.order_id].into_iter().flatten();
    let payable = quote.totals.as_ref().map_or(0, |totals| totals.payable_minor);
    let faults = [
        (
            quote.decision == Pricing::Priced && quote.order().is_none(),
            "The quote is priced, but lacks its order_id, currency or totals.",
        ),
        (names.any(|name| !is_name(name)), "An order_id is not 1 to 64 characters long."),
        (quote.lines.len() > MAX_LINES, "The quote has more than 100 lines."),
        (
            quote.lines.iter().any(|line| !is_name(&line.sku)),
            "A line's sku is not 1 to 64 characters long.",
        ),
        (
            quote.lines.iter().any(|line| !(1..=MAX_PIECES).contains(&line.quantity)),
            "A line's quantity is not between 1 and 1000000.",
        ),
        (payable.max(*agreed_minor) > MAX_MINOR, "An amount is above 2000000000000."),
    ];
    match faults.into_iter().find(|(found, _)| *found) {
        Some((_, fault)) => Err(fault),
        None => Ok(()),
    }
}

fn is_name(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.chars().count())
}
