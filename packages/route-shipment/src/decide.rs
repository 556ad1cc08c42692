//! From the bytes of a request to its answer; every request gets one.

use crate::{
    answer::{Answer, Decision, ReasonCode},
    request::{self, Preference},
    route::{Routing, route},
};

pub fn answer(input: &[u8]) -> Answer {
    let shipment = match request::read(input) {
        Ok(shipment) => shipment,
        Err(fault) => {
            let rejected =
                conclude(Decision::Rejected, ReasonCode::MalformedRequest, Routing::default());
            return Answer { reason: fault, ..rejected };
        }
    };
    let concluded = match route(&shipment) {
        Ok(routing) if routing.route.is_some() => {
            let reason_code = match shipment.preference {
                Preference::Cheapest => ReasonCode::CheapestRoute,
                Preference::Fastest => ReasonCode::FastestRoute,
            };
            conclude(Decision::Routed, reason_code, routing)
        }
        Ok(routing) => conclude(Decision::Unroutable, routing.obstacle(), routing),
        Err(reason_code) => conclude(Decision::Rejected, reason_code, Routing::default()),
    };
    Answer { shipment_id: Some(shipment.shipment_id), ..concluded }
}

fn conclude(decision: Decision, reason_code: ReasonCode, routing: Routing) -> Answer {
    Answer {
        decision,
        reason_code,
        reason: reason_code.sentence(),
        shipment_id: None,
        route: routing.route,
        alternatives: routing.alternatives,
        excluded_warehouses: routing.excluded_warehouses,
        excluded_services: routing.excluded_services,
    }
}
