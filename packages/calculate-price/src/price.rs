//! Prices one order: line discounts, then the coupon, then tax.

use std::collections::BTreeSet;

use crate::{
    answer::{CouponOutcome, PricedLine, ReasonCode, Tax, Totals},
    request::{Coupon, CouponKind, Line, Order, TaxClass, TaxRates},
    rounding::{Rounding, spread},
    tariff,
};

/// Beyond this, shares of an amount would no longer fit 64 bits.
const MAX_GOODS: u64 = 1_000_000_000_000;

#[derive(Debug)]
pub struct Quote {
    pub coupon_outcome: CouponOutcome,
    pub lines: Vec<PricedLine>,
    pub taxes: Vec<Tax>,
    pub totals: Totals,
}

pub fn price(order: &Order) -> Result<Quote, ReasonCode> {
    accept(order)?;
    let mut lines: Vec<PricedLine> =
        order.lines.iter().map(|line| discounted(order, line)).collect();
    let (coupon_outcome, taken) = redeem(order, sum(&lines, |line| line.net_minor));
    let nets: Vec<u64> = lines.iter().map(|line| line.net_minor).collect();
    for (line, part) in lines.iter_mut().zip(spread(taken, &nets)) {
        line.coupon_minor = part;
        line.net_minor -= part;
    }
    let taxes = taxes(&order.tax_rates, order.rounding, &lines);
    let net_minor = sum(&lines, |line| line.net_minor);
    let tax_minor = taxes.iter().map(|tax| tax.tax_minor).sum();
    let totals = Totals {
        gross_minor: sum(&lines, |line| line.gross_minor),
        discount_minor: sum(&lines, |line| line.discount_minor),
        coupon_minor: taken,
        net_minor,
        tax_minor,
        payable_minor: net_minor + tax_minor,
    };
    Ok(Quote { coupon_outcome, lines, taxes, totals })
}

fn accept(order: &Order) -> Result<(), ReasonCode> {
    if order.lines.is_empty() {
        return Err(ReasonCode::EmptyOrder);
    }
    let mut skus = BTreeSet::new();
    if !order.lines.iter().all(|line| skus.insert(&line.sku)) {
        return Err(ReasonCode::DuplicateSku);
    }
    if order.lines.iter().any(|line| rate(&order.tax_rates, line.tax_class).is_none()) {
        return Err(ReasonCode::TaxRateMissing);
    }
    if order.lines.iter().map(gross).sum::<u64>() > MAX_GOODS {
        return Err(ReasonCode::AmountTooLarge);
    }
    Ok(())
}

fn gross(line: &Line) -> u64 {
    line.quantity * line.unit_price_minor
}

fn discounted(order: &Order, line: &Line) -> PricedLine {
    let gross_minor = gross(line);
    let (discount_rule, discount_bp) = tariff::discount(order.customer_tier, line.quantity);
    let discount_minor = order.rounding.share(gross_minor, discount_bp);
    PricedLine {
        sku: line.sku.clone(),
        quantity: line.quantity,
        gross_minor,
        discount_rule,
        discount_bp,
        discount_minor,
        coupon_minor: 0,
        net_minor: gross_minor - discount_minor,
        tax_class: line.tax_class,
    }
}

/// What the coupon takes off the discounted goods; never more than they are worth.
fn redeem(order: &Order, goods: u64) -> (CouponOutcome, u64) {
    match &order.coupon {
        None => (CouponOutcome::None, 0),
        Some(coupon) if goods < coupon.minimum_goods_minor => (CouponOutcome::BelowMinimum, 0),
        Some(Coupon { kind: CouponKind::Percent, value, .. }) => {
            (CouponOutcome::Applied, order.rounding.share(goods, *value))
        }
        Some(Coupon { value, .. }) if *value > goods => (CouponOutcome::Capped, goods),
        Some(Coupon { value, .. }) => (CouponOutcome::Applied, *value),
    }
}

/// One tax a class, on the sum of its lines: rounding each line would drift from the invoice.
fn taxes(rates: &TaxRates, rounding: Rounding, lines: &[PricedLine]) -> Vec<Tax> {
    let of_class = |tax_class: TaxClass| {
        let rate_bp = rate(rates, tax_class)?;
        let lines = || lines.iter().filter(move |line| line.tax_class == tax_class);
        lines().next()?;
        let base_minor = lines().map(|line| line.net_minor).sum();
        let tax_minor = rounding.share(base_minor, rate_bp);
        Some(Tax { tax_class, rate_bp, base_minor, tax_minor })
    };
    let classes = [TaxClass::Standard, TaxClass::Reduced, TaxClass::Exempt];
    classes.into_iter().filter_map(of_class).collect()
}

fn rate(rates: &TaxRates, tax_class: TaxClass) -> Option<u64> {
    match tax_class {
        TaxClass::Standard => Some(rates.standard_bp),
        TaxClass::Reduced => rates.reduced_bp,
        TaxClass::Exempt => Some(0),
    }
}

fn sum(lines: &[PricedLine], amount: impl Fn(&PricedLine) -> u64) -> u64 {
    lines.iter().map(amount).sum()
}
