//! How much risk the order desk takes: the one table that its management signs.

use serde::Serialize;

use crate::request::Method;

/// The risks from which on an order is reviewed, and refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Thresholds {
    pub review_from_bp: u64,
    pub refuse_from_bp: u64,
}

/// The largest exposure, and what holds up to it; beyond the last, `LARGEST` holds.
const TABLE: [(u64, Thresholds); 2] = [
    (20_000, Thresholds { review_from_bp: 4_000, refuse_from_bp: 9_000 }),
    (200_000, Thresholds { review_from_bp: 2_500, refuse_from_bp: 8_500 }),
];
const LARGEST: Thresholds = Thresholds { review_from_bp: 1_000, refuse_from_bp: 8_000 };

pub fn thresholds(exposure_minor: u64, method: Method) -> Thresholds {
    let of_exposure = TABLE
        .into_iter()
        .find(|(largest, _)| exposure_minor <= *largest)
        .map_or(LARGEST, |(_, thresholds)| thresholds);
    // On invoice the goods are gone before the money comes.
    let part = if method == Method::Invoice { 2 } else { 1 };
    Thresholds { review_from_bp: of_exposure.review_from_bp / part, ..of_exposure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_ends_at_its_exposure() {
        let review = |exposure| thresholds(exposure, Method::Card).review_from_bp;
        assert_eq!([review(0), review(20_000), review(20_001)], [4_000, 4_000, 2_500]);
        assert_eq!([review(200_000), review(200_001)], [2_500, 1_000]);
    }

    #[test]
    fn whoever_risks_more_is_sooner_refused() {
        let refuse = |exposure| thresholds(exposure, Method::Card).refuse_from_bp;
        assert_eq!([refuse(20_000), refuse(200_000), refuse(200_001)], [9_000, 8_500, 8_000]);
    }

    #[test]
    fn an_invoice_halves_what_goes_without_review() {
        let invoice = thresholds(20_000, Method::Invoice);
        assert_eq!((invoice.review_from_bp, invoice.refuse_from_bp), (2_000, 9_000));
    }
}
