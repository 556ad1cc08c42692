//! What is asked of the model behind the interface `orders.fraud-risk`, and what it answers.

use serde::{Deserialize, Serialize};

use crate::request::{Method, Order, Request};

/// The interface's id: a host binds a model to the connector of the same name.
const CONNECTOR: &str = "orders.fraud-risk";
const OPERATION: &str = "score";
const ABI_VERSION: &str = "1.0.0";
/// Basis points in a whole.
pub const BASIS: u64 = 10_000;
/// An answer has about 70 bytes.
const CAPACITY: usize = 1_024;
/// The host's status for an answer that does not fit.
const TOO_LARGE: i32 = -5;

#[derive(Serialize)]
struct Question<'a> {
    abi_version: &'static str,
    connector_id: &'static str,
    operation: &'static str,
    payload: &'a Features<'a>,
}

/// Figures alone: who buys and what is not the model's business.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Features<'a> {
    pub exposure_minor: u64,
    pub currency: &'a str,
    pub discount_bp: u64,
    pub articles: u64,
    pub pieces: u64,
    pub account_age_days: u64,
    pub paid_orders: u64,
    pub disputed_orders: u64,
    pub payment_method: Method,
    pub billing_matches_delivery: bool,
}

impl<'a> Features<'a> {
    pub fn of(request: &'a Request, order: &Order<'a>) -> Self {
        let taken_off = order.totals.discount_minor + order.totals.coupon_minor;
        let share = (taken_off * BASIS).checked_div(order.totals.gross_minor).unwrap_or(0);
        Self {
            exposure_minor: order.totals.payable_minor,
            currency: order.currency,
            discount_bp: share.min(BASIS),
            articles: request.quote.lines.len() as u64,
            pieces: request.quote.lines.iter().map(|line| line.quantity).sum(),
            account_age_days: request.customer.account_age_days,
            paid_orders: request.customer.paid_orders,
            disputed_orders: request.customer.disputed_orders,
            payment_method: request.payment.method,
            billing_matches_delivery: request.payment.billing_matches_delivery,
        }
    }
}

/// What the host wraps around it is for the host.
#[derive(Deserialize)]
struct Response {
    payload: Score,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Score {
    risk_bp: u64,
}

/// Why there is no risk to go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// No model is bound, this package may not ask it, or it failed.
    Unavailable,
    /// What came back is not what the interface promises.
    Unusable,
}

/// The risk in basis points. `invoke` is the host's `connector_invoke`.
pub fn risk_bp(
    features: &Features<'_>,
    invoke: impl FnOnce(&[u8], &mut [u8]) -> i32,
) -> Result<u64, Silence> {
    let question = Question {
        abi_version: ABI_VERSION,
        connector_id: CONNECTOR,
        operation: OPERATION,
        payload: features,
    };
    let question = serde_json::to_vec(&question).map_err(|_| Silence::Unavailable)?;
    let mut answer = [0; CAPACITY];
    let length = match invoke(&question, &mut answer) {
        TOO_LARGE => return Err(Silence::Unusable),
        status => usize::try_from(status).map_err(|_| Silence::Unavailable)?,
    };
    let answer = answer.get(..length).ok_or(Silence::Unusable)?;
    let response: Response = serde_json::from_slice(answer).map_err(|_| Silence::Unusable)?;
    Some(response.payload.risk_bp).filter(|risk| *risk <= BASIS).ok_or(Silence::Unusable)
}
