//! The discounts that the order desk gives without being asked.

use serde::{Deserialize, Serialize};

/// Smallest quantity of one line, and what is taken off that line; the largest quantity first.
const VOLUME: [(u64, u64); 3] = [(100, 1_200), (50, 700), (10, 300)];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerTier {
    Standard,
    Silver,
    Gold,
}

impl CustomerTier {
    fn discount_bp(self) -> u64 {
        match self {
            Self::Standard => 0,
            Self::Silver => 200,
            Self::Gold => 500,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscountRule {
    None,
    Volume,
    CustomerTier,
}

/// The better of the two discounts, in basis points: they are never added up.
pub fn discount(tier: CustomerTier, quantity: u64) -> (DiscountRule, u64) {
    let volume = VOLUME
        .into_iter()
        .find(|(smallest, _)| quantity >= *smallest)
        .map_or(0, |(_, basis_points)| basis_points);
    match (volume, tier.discount_bp()) {
        (0, 0) => (DiscountRule::None, 0),
        (volume, tier) if volume >= tier => (DiscountRule::Volume, volume),
        (_, tier) => (DiscountRule::CustomerTier, tier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_volume_step_starts_at_its_quantity() {
        let standard = |quantity| discount(CustomerTier::Standard, quantity);
        assert_eq!(standard(9), (DiscountRule::None, 0));
        assert_eq!(standard(10), (DiscountRule::Volume, 300));
        assert_eq!(standard(49), (DiscountRule::Volume, 300));
        assert_eq!(standard(50), (DiscountRule::Volume, 700));
        assert_eq!(standard(100), (DiscountRule::Volume, 1_200));
    }

    #[test]
    fn the_better_discount_wins_alone() {
        let gold = |quantity| discount(CustomerTier::Gold, quantity);
        assert_eq!(gold(10), (DiscountRule::CustomerTier, 500));
        assert_eq!(gold(50), (DiscountRule::Volume, 700));
        assert_eq!(discount(CustomerTier::Silver, 10), (DiscountRule::Volume, 300));
    }
}
