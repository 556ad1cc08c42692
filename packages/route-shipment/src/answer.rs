//! The answer as the caller reads it, and the codes that it may carry.

use serde::Serialize;

use crate::carriers::{Carrier, ServiceLevel};

#[derive(Debug, Serialize)]
pub struct Answer {
    pub decision: Decision,
    pub reason_code: ReasonCode,
    pub reason: &'static str,
    pub shipment_id: Option<String>,
    pub route: Option<Route>,
    pub alternatives: Vec<Alternative>,
    pub excluded_warehouses: Vec<ExcludedWarehouse>,
    pub excluded_services: Vec<ExcludedService>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Routed,
    Unroutable,
    Rejected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    CheapestRoute,
    FastestRoute,
    NoStock,
    HazardNotHandled,
    NoServiceFits,
    DeadlineMissed,
    EmptyShipment,
    DuplicateWarehouse,
    MalformedRequest,
}

impl ReasonCode {
    #[cfg(test)]
    pub const ALL: [Self; 9] = [
        Self::CheapestRoute,
        Self::FastestRoute,
        Self::NoStock,
        Self::HazardNotHandled,
        Self::NoServiceFits,
        Self::DeadlineMissed,
        Self::EmptyShipment,
        Self::DuplicateWarehouse,
        Self::MalformedRequest,
    ];

    pub fn sentence(self) -> &'static str {
        match self {
            Self::CheapestRoute => "The cheapest route that arrives in time.",
            Self::FastestRoute => "The fastest route.",
            Self::NoStock => "No warehouse has all the items.",
            Self::HazardNotHandled => {
                "No warehouse that has all the items may handle their hazard."
            }
            Self::NoServiceFits => {
                "No service takes the shipment's weight and hazard to its destination."
            }
            Self::DeadlineMissed => "No service that takes the shipment arrives in time.",
            Self::EmptyShipment => "The shipment has no items.",
            Self::DuplicateWarehouse => "Two warehouses have the same id.",
            Self::MalformedRequest => "The request is malformed.",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route {
    pub warehouse_id: String,
    pub carrier: Carrier,
    pub service: ServiceLevel,
    pub dispatch_in_days: u64,
    pub arrive_in_days: u64,
    pub cost_minor: u64,
}

/// A route that would do as well, and why it is not the one.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    pub reason_code: AlternativeCode,
    pub route: Route,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlternativeCode {
    CostsMore,
    ArrivesLater,
    EqualRanksLater,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ExcludedWarehouse {
    pub warehouse_id: String,
    pub reason_code: WarehouseCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarehouseCode {
    OutOfStock,
    HazardNotHandled,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ExcludedService {
    pub warehouse_id: String,
    pub carrier: Carrier,
    pub service: ServiceLevel,
    pub reason_code: ServiceCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceCode {
    Overweight,
    HazardRefused,
    ZoneNotServed,
    DeadlineMissed,
}
