//! The answer as the caller reads it, and the codes that it may carry.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Answer {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    pub reason: &'static str,
    pub order_id: Option<String>,
    pub currency: Option<String>,
    pub payable_minor: Option<u64>,
    pub announced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Confirmed,
    Held,
    Declined,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    Confirmed,
    UnderReview,
    PriceRose,
    NotPriced,
    OrdersDiffer,
    ScreeningRefused,
    MalformedRequest,
}

impl ReasonCode {
    #[cfg(test)]
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::UnderReview,
        Self::PriceRose,
        Self::NotPriced,
        Self::OrdersDiffer,
        Self::ScreeningRefused,
        Self::MalformedRequest,
    ];

    pub fn sentence(self) -> &'static str {
        match self {
            Self::Confirmed => "The order is confirmed.",
            Self::UnderReview => "A person has yet to decide whether the order is taken.",
            Self::PriceRose => "The order costs more than the customer has agreed to.",
            Self::NotPriced => "The order has no price.",
            Self::OrdersDiffer => "Another order was screened than the one that was priced.",
            Self::ScreeningRefused => "The order was refused when it was screened.",
            Self::MalformedRequest => "The request is malformed.",
        }
    }
}
