//! Tests of `price` that no use case of the contract needs to show.

use serde_json::{Value, json};

use crate::{
    answer::{CouponOutcome, ReasonCode},
    price::{Quote, price},
    request,
};

fn order(lines: Value, coupon: Value) -> request::Order {
    let order = json!({
        "order_id": "ord-1",
        "currency": "EUR",
        "customer_tier": "standard",
        "rounding": "half_up",
        "tax_rates": {"standard_bp": 2_000, "reduced_bp": 500},
        "lines": lines,
        "coupon": coupon,
    });
    request::read(order.to_string().as_bytes()).unwrap()
}

fn quote(lines: Value, coupon: Value) -> Quote {
    price(&order(lines, coupon)).unwrap()
}

fn line(sku: &str, quantity: u64, unit_price_minor: u64, tax_class: &str) -> Value {
    json!({
        "sku": sku,
        "quantity": quantity,
        "unit_price_minor": unit_price_minor,
        "tax_class": tax_class,
    })
}

fn amount_coupon(value: u64, minimum: u64) -> Value {
    json!({"code": "C", "kind": "amount", "value": value, "minimum_goods_minor": minimum})
}

#[test]
fn coupon_parts_add_up_to_the_coupon() {
    let lines = json!([
        line("a", 1, 333, "standard"),
        line("b", 1, 333, "reduced"),
        line("c", 1, 334, "exempt")
    ]);
    let quote = quote(lines, amount_coupon(100, 0));
    let parts: Vec<u64> = quote.lines.iter().map(|line| line.coupon_minor).collect();
    assert_eq!(parts, [33, 33, 34]);
    assert_eq!(quote.totals.coupon_minor, 100);
    assert_eq!(quote.totals.net_minor, 900);
}

#[test]
fn the_minimum_of_a_coupon_counts_after_line_discounts() {
    // 10 × 100 less 3 % is 970.
    let lines = || json!([line("a", 10, 100, "standard")]);
    let outcome = |minimum| quote(lines(), amount_coupon(50, minimum)).coupon_outcome;
    assert_eq!(outcome(970), CouponOutcome::Applied);
    assert_eq!(outcome(971), CouponOutcome::BelowMinimum);
}

#[test]
fn a_coupon_never_makes_an_order_negative() {
    let exact = quote(json!([line("a", 1, 50, "standard")]), amount_coupon(50, 0));
    assert_eq!((exact.coupon_outcome, exact.totals.net_minor), (CouponOutcome::Applied, 0));
    let quote = quote(json!([line("a", 1, 40, "standard")]), amount_coupon(50, 0));
    assert_eq!(quote.coupon_outcome, CouponOutcome::Capped);
    assert_eq!((quote.totals.net_minor, quote.totals.payable_minor), (0, 0));
}

#[test]
fn tax_is_rounded_once_a_class() {
    // Twice 20 % of 2 would round to 0 each; on their sum it is 0.8, so 1.
    let lines = json!([line("a", 1, 2, "standard"), line("b", 1, 2, "standard")]);
    assert_eq!(quote(lines, Value::Null).totals.tax_minor, 1);
}

#[test]
fn a_class_without_lines_is_not_listed() {
    let quote = quote(json!([line("a", 1, 100, "exempt")]), Value::Null);
    assert_eq!(quote.taxes.len(), 1);
    assert_eq!((quote.taxes[0].base_minor, quote.taxes[0].tax_minor), (100, 0));
}

#[test]
fn the_largest_order_is_priced_and_one_unit_more_is_not() {
    let lines =
        |rest| json!([line("a", 1_000, 1_000_000_000, "standard"), line("b", 1, rest, "standard")]);
    // 12 % off 10^12, then 20 % tax.
    assert_eq!(quote(lines(0), Value::Null).totals.payable_minor, 1_056_000_000_000);
    let too_large = price(&order(lines(1), Value::Null));
    assert_eq!(too_large.unwrap_err(), ReasonCode::AmountTooLarge);
}
