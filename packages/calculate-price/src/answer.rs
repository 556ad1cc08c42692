//! The answer as the caller reads it, and the codes that it may carry.

use serde::Serialize;

use crate::{request::TaxClass, tariff::DiscountRule};

#[derive(Debug, Serialize)]
pub struct Answer {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    pub reason: &'static str,
    pub order_id: Option<String>,
    pub currency: Option<String>,
    pub coupon_outcome: CouponOutcome,
    pub lines: Vec<PricedLine>,
    pub taxes: Vec<Tax>,
    pub totals: Option<Totals>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Priced,
    Rejected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    Priced,
    EmptyOrder,
    DuplicateSku,
    TaxRateMissing,
    AmountTooLarge,
    MalformedRequest,
}

impl ReasonCode {
    #[cfg(test)]
    pub const ALL: [Self; 6] = [
        Self::Priced,
        Self::EmptyOrder,
        Self::DuplicateSku,
        Self::TaxRateMissing,
        Self::AmountTooLarge,
        Self::MalformedRequest,
    ];

    pub fn sentence(self) -> &'static str {
        match self {
            Self::Priced => "The order is priced.",
            Self::EmptyOrder => "The order has no lines.",
            Self::DuplicateSku => "Two lines name the same sku; volume discounts need them as one.",
            Self::TaxRateMissing => {
                "A line is taxed at the reduced rate, but the order names none."
            }
            Self::AmountTooLarge => "The goods are worth more than 1000000000000 minor units.",
            Self::MalformedRequest => "The request is malformed.",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponOutcome {
    None,
    Applied,
    Capped,
    BelowMinimum,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PricedLine {
    pub sku: String,
    pub quantity: u64,
    pub gross_minor: u64,
    pub discount_rule: DiscountRule,
    pub discount_bp: u64,
    pub discount_minor: u64,
    pub coupon_minor: u64,
    pub net_minor: u64,
    pub tax_class: TaxClass,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Tax {
    pub tax_class: TaxClass,
    pub rate_bp: u64,
    pub base_minor: u64,
    pub tax_minor: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    pub gross_minor: u64,
    pub discount_minor: u64,
    pub coupon_minor: u64,
    pub net_minor: u64,
    pub tax_minor: u64,
    pub payable_minor: u64,
}
