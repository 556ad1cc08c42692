//! Judges one request: the checks that anyone can fail, then the requester's authority.

use crate::{
    answer::{Approver, Assessment, Check, Checked, Decision, Obligation, ReasonCode},
    authority::{Limits, Role},
    request::{Motive, Request, Status},
};

const BASIS: u64 = 10_000;
/// A larger share of one order has to be explained, whatever the motive.
const UNEXPLAINED_BP: u64 = 1_000;
const JUSTIFICATION_LENGTH: usize = 20;
/// Making up for a mistake of our own may cost this much more than the table says.
const RECOVERY_BP: u64 = 300;

#[derive(Debug)]
pub struct Judgement {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    pub escalate_to: Approver,
    pub assessment: Assessment,
    pub checks: Vec<Checked>,
    pub obligations: Vec<Obligation>,
}

type Passes = fn(&Request, &Assessment) -> bool;

/// No authority makes up for failing one of these; the first that fails denies.
const CHECKS: [(Check, ReasonCode, Passes); 5] = [
    (Check::OrderOpen, ReasonCode::OrderClosed, |request, _| request.order.status == Status::Open),
    (Check::NotOwnPurchase, ReasonCode::OwnPurchase, |request, _| {
        request.order.customer_id != request.requester.id
    }),
    (Check::InRegion, ReasonCode::OutsideRegion, |request, _| {
        !request.requester.role.is_regional() || request.requester.region == request.order.region
    }),
    (Check::WithinOrder, ReasonCode::ExceedsOrder, |request, assessment| {
        assessment.total_minor <= request.order.goods_minor
    }),
    (Check::Justified, ReasonCode::JustificationMissing, |request, assessment| {
        !needs_justification(request, assessment) || is_justified(request)
    }),
];

pub fn judge(request: &Request) -> Judgement {
    let assessment = assess(request);
    let mut checks = vec![];
    for (check, reason_code, passes) in CHECKS {
        let passed = passes(request, &assessment);
        checks.push(Checked { check, passed });
        if !passed {
            return Judgement {
                decision: Decision::Deny,
                reason_code,
                escalate_to: Approver::Nobody,
                assessment,
                checks,
                obligations: vec![],
            };
        }
    }
    let (decision, reason_code, escalate_to) = rule(request, &assessment);
    let passed = decision == Decision::Allow;
    checks.push(Checked { check: Check::WithinAuthority, passed });
    let obligations = if passed { obligations(request, &assessment) } else { vec![] };
    Judgement { decision, reason_code, escalate_to, assessment, checks, obligations }
}

fn assess(request: &Request) -> Assessment {
    let order = &request.order;
    let total_minor = order.already_granted_minor + request.discount.amount_minor;
    Assessment {
        total_minor,
        // Rounded up, so that no limit is passed by a fraction.
        total_bp: (total_minor * BASIS).div_ceil(order.goods_minor),
        limits: limits(request.requester.role, request),
        below_cost: total_minor + order.cost_minor > order.goods_minor,
    }
}

fn limits(role: Role, request: &Request) -> Limits {
    let mut limits = role.limits(request.order.segment);
    if request.discount.motive == Motive::ServiceRecovery {
        limits.basis_points += RECOVERY_BP;
    }
    limits
}

fn needs_justification(request: &Request, assessment: &Assessment) -> bool {
    request.discount.motive == Motive::Goodwill || assessment.total_bp > UNEXPLAINED_BP
}

fn is_justified(request: &Request) -> bool {
    let text = request.discount.justification.as_deref().unwrap_or_default();
    text.trim().chars().count() >= JUSTIFICATION_LENGTH
}

/// The requester decides, or the next role that may, or nobody.
fn rule(request: &Request, assessment: &Assessment) -> (Decision, ReasonCode, Approver) {
    let requester = request.requester.role;
    let Some(shortfall) = shortfall(requester, request, assessment) else {
        return (Decision::Allow, ReasonCode::WithinAuthority, Approver::Nobody);
    };
    let may_decide =
        |role: &Role| *role > requester && self::shortfall(*role, request, assessment).is_none();
    match Role::ALL.into_iter().find(may_decide) {
        Some(role) => (Decision::Escalate, shortfall, role.into()),
        None => (Decision::Deny, ReasonCode::OverEveryAuthority, Approver::Nobody),
    }
}

/// What the role lacks to grant the discount.
fn shortfall(role: Role, request: &Request, assessment: &Assessment) -> Option<ReasonCode> {
    let limits = limits(role, request);
    if assessment.below_cost && !role.may_sell_below_cost() {
        Some(ReasonCode::BelowCost)
    } else if assessment.total_bp > limits.basis_points {
        Some(ReasonCode::OverPercentLimit)
    } else if assessment.total_minor > limits.amount_minor {
        Some(ReasonCode::OverAmountLimit)
    } else {
        None
    }
}

fn obligations(request: &Request, assessment: &Assessment) -> Vec<Obligation> {
    let owed = [
        (needs_justification(request, assessment), Obligation::RecordJustification),
        (assessment.below_cost, Obligation::ReportBelowCost),
        (request.discount.motive == Motive::ServiceRecovery, Obligation::LinkServiceCase),
    ];
    owed.into_iter().filter(|(is_owed, _)| *is_owed).map(|(_, obligation)| obligation).collect()
}
