//! Who may grant how much: the one table that the order desk's management signs.

use serde::{Deserialize, Serialize};

/// From the least authority to the most; a request is escalated along this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    SalesRep,
    TeamLead,
    SalesManager,
    FinanceController,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    Retail,
    Business,
    Strategic,
}

/// The most that all discounts on one order may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    pub basis_points: u64,
    pub amount_minor: u64,
}

impl Role {
    pub const ALL: [Self; 4] =
        [Self::SalesRep, Self::TeamLead, Self::SalesManager, Self::FinanceController];

    pub fn limits(self, segment: Segment) -> Limits {
        let ([retail, business, strategic], amount_minor) = match self {
            Self::SalesRep => ([500, 800, 1_000], 50_000),
            Self::TeamLead => ([1_000, 1_500, 1_800], 250_000),
            Self::SalesManager => ([1_500, 2_500, 3_000], 1_000_000),
            Self::FinanceController => ([3_000, 4_000, 5_000], 20_000_000),
        };
        let basis_points = match segment {
            Segment::Retail => retail,
            Segment::Business => business,
            Segment::Strategic => strategic,
        };
        Limits { basis_points, amount_minor }
    }

    /// Only finance sees what a loss on one order buys elsewhere.
    pub fn may_sell_below_cost(self) -> bool {
        self == Self::FinanceController
    }

    /// From the sales manager up, authority is not tied to a region.
    pub fn is_regional(self) -> bool {
        self < Self::SalesManager
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_grant_more_than_the_one_before() {
        for segment in [Segment::Retail, Segment::Business, Segment::Strategic] {
            for pair in Role::ALL.windows(2) {
                let (lower, higher) = (pair[0].limits(segment), pair[1].limits(segment));
                assert!(lower.basis_points < higher.basis_points, "{pair:?} {segment:?}");
                assert!(lower.amount_minor < higher.amount_minor, "{pair:?} {segment:?}");
            }
        }
    }
}
