//! The order as the caller sends it, and what the types alone cannot say about it.

use serde::Deserialize;

use crate::{
    rounding::{BASIS, Rounding},
    tariff::CustomerTier,
};

/// Bounds the work and the answer: hosts stop a guest that computes or writes too much.
pub const MAX_BYTES: usize = 16_384;
/// One byte more, so that a longer request is known without reading all of it.
pub const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;
const MAX_LINES: usize = 100;
const MAX_NAME: usize = 64;
const MAX_QUANTITY: u64 = 1_000_000;
const MAX_MINOR: u64 = 1_000_000_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub order_id: String,
    pub currency: String,
    pub customer_tier: CustomerTier,
    pub rounding: Rounding,
    pub tax_rates: TaxRates,
    pub lines: Vec<Line>,
    pub coupon: Option<Coupon>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRates {
    pub standard_bp: u64,
    pub reduced_bp: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub sku: String,
    pub quantity: u64,
    pub unit_price_minor: u64,
    pub tax_class: TaxClass,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coupon {
    pub code: String,
    pub kind: CouponKind,
    pub value: u64,
    pub minimum_goods_minor: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponKind {
    Percent,
    Amount,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxClass {
    Standard,
    Reduced,
    Exempt,
}

/// Reads an order, or says in one sentence why the bytes are none.
pub fn read(input: &[u8]) -> Result<Order, &'static str> {
    if input.len() > MAX_BYTES {
        return Err("The request is larger than 16384 bytes.");
    }
    // Not serde's own words: they name the first fault met, which depends on the order of the keys.
    let order: Order = serde_json::from_slice(input).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "The request does not match the input schema.",
        _ => "The request is not exactly one JSON value.",
    })?;
    well_formed(&order)?;
    Ok(order)
}

fn well_formed(order: &Order) -> Result<(), &'static str> {
    let upper_case = |letter: u8| letter.is_ascii_uppercase();
    let rates = [Some(order.tax_rates.standard_bp), order.tax_rates.reduced_bp];
    let faults = [
        (!is_name(&order.order_id), "order_id is not 1 to 64 characters long."),
        (
            order.currency.len() != 3 || !order.currency.bytes().all(upper_case),
            "currency is not three upper-case letters.",
        ),
        (
            rates.into_iter().flatten().any(|rate| rate > BASIS),
            "A tax rate is above 10000 basis points.",
        ),
        (order.lines.len() > MAX_LINES, "The order has more than 100 lines."),
        (
            order.lines.iter().any(|line| !is_name(&line.sku)),
            "A line's sku is not 1 to 64 characters long.",
        ),
        (
            order.lines.iter().any(|line| !(1..=MAX_QUANTITY).contains(&line.quantity)),
            "A line's quantity is not between 1 and 1000000.",
        ),
        (
            order.lines.iter().any(|line| line.unit_price_minor > MAX_MINOR),
            "A line's unit_price_minor is above 1000000000.",
        ),
    ];
    if let Some((_, fault)) = faults.into_iter().find(|(found, _)| *found) {
        return Err(fault);
    }
    order.coupon.as_ref().map_or(Ok(()), coupon_well_formed)
}

fn coupon_well_formed(coupon: &Coupon) -> Result<(), &'static str> {
    if !is_name(&coupon.code) {
        return Err("The coupon's code is not 1 to 64 characters long.");
    }
    if coupon.kind == CouponKind::Percent && coupon.value > BASIS {
        return Err("The coupon takes more than 10000 basis points off.");
    }
    if coupon.value > MAX_MINOR || coupon.minimum_goods_minor > MAX_MINOR {
        return Err("An amount of the coupon is above 1000000000.");
    }
    Ok(())
}

fn is_name(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.chars().count())
}
