//! Shares of an amount in whole minor units: by rounding one, or by spreading a total without a rest.

use serde::Deserialize;

/// Basis points in a whole.
pub const BASIS: u64 = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    HalfUp,
    HalfEven,
    Down,
}

impl Rounding {
    /// So many basis points of the amount, rounded to a minor unit.
    pub fn share(self, amount: u64, basis_points: u64) -> u64 {
        let product = amount * basis_points;
        let (whole, rest) = (product / BASIS, product % BASIS);
        let up = match self {
            Self::HalfUp => rest * 2 >= BASIS,
            Self::HalfEven => rest * 2 > BASIS || (rest * 2 == BASIS && whole % 2 == 1),
            Self::Down => false,
        };
        whole + u64::from(up)
    }
}

/// Spreads a total over the weights in proportion, so that the parts add up to it exactly.
///
/// What is left after rounding every part down goes, a unit each, to the largest remainders; of equal
/// remainders the earlier one comes first. The total must not exceed the sum of the weights, so that
/// no part exceeds its own weight.
pub fn spread(total: u64, weights: &[u64]) -> Vec<u64> {
    let sum: u64 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    // Two amounts multiplied need more than 64 bits; the quotient never exceeds the total.
    let product = |weight: u64| u128::from(total) * u128::from(weight);
    let part = |&weight| (product(weight) / u128::from(sum)) as u64;
    let mut parts: Vec<u64> = weights.iter().map(part).collect();
    let remainder = |&weight| (product(weight) % u128::from(sum)) as u64;
    let mut remainders: Vec<u64> = weights.iter().map(remainder).collect();
    // The remainders add up to `rest` times the sum, so at least `rest` of them are above zero.
    let rest = total - parts.iter().sum::<u64>();
    for _ in 0..rest {
        // Backwards, because of equal ones `max_by_key` takes the last.
        let largest = remainders.iter_mut().zip(&mut parts).rev().max_by_key(|(left, _)| **left);
        if let Some((left, part)) = largest {
            *part += 1;
            *left = 0;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_where_the_mode_says() {
        // 5 % of 10, 30 and 50 minor units: 0.5, 1.5 and 2.5.
        let shares = |mode: Rounding| [10, 30, 50].map(|amount| mode.share(amount, 500));
        assert_eq!(shares(Rounding::HalfUp), [1, 2, 3]);
        assert_eq!(shares(Rounding::HalfEven), [0, 2, 2]);
        assert_eq!(shares(Rounding::Down), [0, 1, 2]);
    }

    #[test]
    fn above_and_below_half_agree_in_both_half_modes() {
        for mode in [Rounding::HalfUp, Rounding::HalfEven] {
            assert_eq!(mode.share(49, 100), 0);
            assert_eq!(mode.share(51, 100), 1);
        }
    }

    #[test]
    fn the_largest_amount_does_not_overflow() {
        assert_eq!(Rounding::HalfUp.share(1_000_000_000_000, BASIS), 1_000_000_000_000);
    }

    #[test]
    fn parts_add_up_and_the_largest_remainder_comes_first() {
        // 100 over 1:1:1 leaves one unit, equal remainders: the first gets it.
        assert_eq!(spread(100, &[333, 333, 333]), [34, 33, 33]);
        // 10 × 5/16 = 3.125, 10 × 11/16 = 6.875.
        assert_eq!(spread(10, &[5, 11]), [3, 7]);
    }

    #[test]
    fn a_total_as_large_as_the_weights_takes_them_whole() {
        assert_eq!(spread(7, &[0, 3, 4]), [0, 3, 4]);
        assert_eq!(spread(0, &[0, 0]), [0, 0]);
    }
}
