//! The answer as the caller reads it, and the codes that it may carry.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Answer {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    pub reason: &'static str,
    pub order_id: Option<String>,
    pub assessment: Option<Assessment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Accept,
    Review,
    Refuse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    LowRisk,
    ElevatedRisk,
    HighRisk,
    ModelUnavailable,
    ModelAnswerUnusable,
    NotPriced,
    CustomerBlocked,
    NothingAtRisk,
    DisputeHistory,
    UnprovenInvoice,
    MalformedRequest,
}

impl ReasonCode {
    #[cfg(test)]
    pub const ALL: [Self; 11] = [
        Self::LowRisk,
        Self::ElevatedRisk,
        Self::HighRisk,
        Self::ModelUnavailable,
        Self::ModelAnswerUnusable,
        Self::NotPriced,
        Self::CustomerBlocked,
        Self::NothingAtRisk,
        Self::DisputeHistory,
        Self::UnprovenInvoice,
        Self::MalformedRequest,
    ];

    pub fn sentence(self) -> &'static str {
        match self {
            Self::LowRisk => "The risk is below the threshold for a review.",
            Self::ElevatedRisk => "The risk is one that a person has to weigh.",
            Self::HighRisk => "The risk is above what the order desk takes.",
            Self::ModelUnavailable => "No risk could be had, so that a person has to decide.",
            Self::ModelAnswerUnusable => {
                "What was answered is no risk, so that a person has to decide."
            }
            Self::NotPriced => "The order has no price.",
            Self::CustomerBlocked => "The customer is blocked.",
            Self::NothingAtRisk => "Nothing is left to be paid once the goods are gone.",
            Self::DisputeHistory => {
                "The customer has paid ten orders or fewer for each one disputed."
            }
            Self::UnprovenInvoice => {
                "A first order on invoice is billed elsewhere than it is delivered."
            }
            Self::MalformedRequest => "The request is malformed.",
        }
    }
}

/// What was weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Assessment {
    pub exposure_minor: u64,
    /// None if the model did not say.
    pub risk_bp: Option<u64>,
    pub review_from_bp: u64,
    pub refuse_from_bp: u64,
}
