//! The answer as the caller reads it, and the codes that it may carry.

use serde::Serialize;

use crate::authority::{Limits, Role};

#[derive(Debug, Serialize)]
pub struct Answer {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    pub reason: &'static str,
    pub request_id: Option<String>,
    pub escalate_to: Approver,
    pub assessment: Option<Assessment>,
    pub checks: Vec<Checked>,
    pub obligations: Vec<Obligation>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Allow,
    Escalate,
    Deny,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    WithinAuthority,
    OverPercentLimit,
    OverAmountLimit,
    BelowCost,
    OverEveryAuthority,
    OrderClosed,
    OwnPurchase,
    OutsideRegion,
    ExceedsOrder,
    JustificationMissing,
    MalformedRequest,
}

impl ReasonCode {
    #[cfg(test)]
    pub const ALL: [Self; 11] = [
        Self::WithinAuthority,
        Self::OverPercentLimit,
        Self::OverAmountLimit,
        Self::BelowCost,
        Self::OverEveryAuthority,
        Self::OrderClosed,
        Self::OwnPurchase,
        Self::OutsideRegion,
        Self::ExceedsOrder,
        Self::JustificationMissing,
        Self::MalformedRequest,
    ];

    pub fn sentence(self) -> &'static str {
        match self {
            Self::WithinAuthority => {
                "All discounts on the order stay within the requester's limits."
            }
            Self::OverPercentLimit => {
                "All discounts on the order exceed the requester's share of it."
            }
            Self::OverAmountLimit => "All discounts on the order exceed the requester's amount.",
            Self::BelowCost => "The order would be sold below cost.",
            Self::OverEveryAuthority => "No role may grant so much on this order.",
            Self::OrderClosed => "The order is invoiced or cancelled.",
            Self::OwnPurchase => "The requester is the customer of the order.",
            Self::OutsideRegion => "The requester's role holds in another region than the order's.",
            Self::ExceedsOrder => "All discounts together are worth more than the goods.",
            Self::JustificationMissing => {
                "A discount out of goodwill, or above 1000 basis points, needs a justification of \
                 20 characters."
            }
            Self::MalformedRequest => "The request is malformed.",
        }
    }
}

/// Who decides instead of the requester.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    Nobody,
    TeamLead,
    SalesManager,
    FinanceController,
}

impl From<Role> for Approver {
    fn from(role: Role) -> Self {
        match role {
            // No role stands below the sales representative, so none escalates to one.
            Role::SalesRep => Self::Nobody,
            Role::TeamLead => Self::TeamLead,
            Role::SalesManager => Self::SalesManager,
            Role::FinanceController => Self::FinanceController,
        }
    }
}

/// The figures that were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Assessment {
    pub total_minor: u64,
    pub total_bp: u64,
    pub limits: Limits,
    pub below_cost: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub check: Check,
    pub passed: bool,
}

/// In the order in which they are made; the first that fails decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    OrderOpen,
    NotOwnPurchase,
    InRegion,
    WithinOrder,
    Justified,
    WithinAuthority,
}

/// What the caller owes once the discount is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Obligation {
    RecordJustification,
    ReportBelowCost,
    LinkServiceCase,
}
