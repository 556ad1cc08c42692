//! Routes one shipment: which warehouses can, which services would, and which of those is best.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::{
        Alternative, AlternativeCode, ExcludedService, ExcludedWarehouse, ReasonCode, Route,
        ServiceCode, WarehouseCode,
    },
    calendar::dispatch_in_days,
    carriers::{Hazard, SERVICES, Service, ServiceLevel, Zone},
    request::{Item, Preference, Shipment, Warehouse},
};

/// Every combination of warehouse and service, sorted into routes and reasons against.
#[derive(Debug, Default)]
pub struct Routing {
    pub route: Option<Route>,
    pub alternatives: Vec<Alternative>,
    pub excluded_warehouses: Vec<ExcludedWarehouse>,
    pub excluded_services: Vec<ExcludedService>,
}

/// What matters of the items once they are in one parcel.
struct Parcel<'a> {
    pieces: BTreeMap<&'a str, u64>,
    grams: u64,
    hazard: Hazard,
}

/// Days and cost in the order of preference, then names, so that no two routes rank alike.
type Rank<'a> = (u64, u64, &'a str, ServiceLevel);

pub fn route(shipment: &Shipment) -> Result<Routing, ReasonCode> {
    let parcel = accept(shipment)?;
    let mut routing = Routing::default();
    let mut routes = BTreeMap::new();
    for warehouse in &shipment.warehouses {
        if let Err(reason_code) = can_pack(warehouse, &parcel) {
            let warehouse_id = warehouse.id.clone();
            routing.excluded_warehouses.push(ExcludedWarehouse { warehouse_id, reason_code });
            continue;
        }
        for service in &SERVICES {
            match plan(shipment, &parcel, warehouse, service) {
                Ok(route) => {
                    routes.insert(rank(shipment.preference, warehouse, &route), route);
                }
                Err(reason_code) => routing.excluded_services.push(ExcludedService {
                    warehouse_id: warehouse.id.clone(),
                    carrier: service.carrier,
                    service: service.level,
                    reason_code,
                }),
            }
        }
    }
    let mut ranked = routes.into_values();
    if let Some(chosen) = ranked.next() {
        let explain = |route: Route| Alternative {
            reason_code: why_not(shipment.preference, &chosen, &route),
            route,
        };
        routing.alternatives = ranked.map(explain).collect();
        routing.route = Some(chosen);
    }
    Ok(routing)
}

impl Routing {
    /// Why there is no route: what stopped the combination that came furthest.
    pub fn obstacle(&self) -> ReasonCode {
        let missed =
            |excluded: &ExcludedService| excluded.reason_code == ServiceCode::DeadlineMissed;
        let packs =
            |excluded: &ExcludedWarehouse| excluded.reason_code == WarehouseCode::HazardNotHandled;
        if self.excluded_services.iter().any(missed) {
            ReasonCode::DeadlineMissed
        } else if !self.excluded_services.is_empty() {
            ReasonCode::NoServiceFits
        } else if self.excluded_warehouses.iter().any(packs) {
            ReasonCode::HazardNotHandled
        } else {
            ReasonCode::NoStock
        }
    }
}

fn accept(shipment: &Shipment) -> Result<Parcel<'_>, ReasonCode> {
    let mut ids = BTreeSet::new();
    if !shipment.warehouses.iter().all(|warehouse| ids.insert(&warehouse.id)) {
        return Err(ReasonCode::DuplicateWarehouse);
    }
    let hazards = shipment.items.iter().map(|item| item.hazard);
    let hazard = hazards.max().ok_or(ReasonCode::EmptyShipment)?;
    let mut pieces = BTreeMap::new();
    for item in &shipment.items {
        *pieces.entry(item.sku.as_str()).or_default() += item.quantity;
    }
    let grams = |item: &Item| item.quantity * item.unit_weight_grams;
    Ok(Parcel { pieces, grams: shipment.items.iter().map(grams).sum(), hazard })
}

fn can_pack(warehouse: &Warehouse, parcel: &Parcel) -> Result<(), WarehouseCode> {
    let mut available: BTreeMap<&str, u64> = BTreeMap::new();
    for stock in &warehouse.stock {
        *available.entry(&stock.sku).or_default() += stock.available;
    }
    let is_short =
        |(sku, pieces): (&&str, &u64)| available.get(sku).is_none_or(|here| here < pieces);
    if parcel.pieces.iter().any(is_short) {
        return Err(WarehouseCode::OutOfStock);
    }
    if parcel.hazard > Hazard::None && !warehouse.handles_hazardous {
        return Err(WarehouseCode::HazardNotHandled);
    }
    Ok(())
}

fn plan(
    shipment: &Shipment,
    parcel: &Parcel,
    warehouse: &Warehouse,
    service: &Service,
) -> Result<Route, ServiceCode> {
    if parcel.grams > service.max_grams {
        return Err(ServiceCode::Overweight);
    }
    if parcel.hazard > service.worst_hazard {
        return Err(ServiceCode::HazardRefused);
    }
    let zone = Zone::between(warehouse.region, shipment.destination);
    let transit_days = service.transit_days(zone).ok_or(ServiceCode::ZoneNotServed)?;
    let ordered = shipment.ordered_at;
    let dispatch_in_days =
        dispatch_in_days(ordered.weekday, ordered.minute_of_day, warehouse.cutoff_minute);
    let arrive_in_days = dispatch_in_days + transit_days;
    if shipment.deliver_within_days.is_some_and(|days| arrive_in_days > days) {
        return Err(ServiceCode::DeadlineMissed);
    }
    Ok(Route {
        warehouse_id: warehouse.id.clone(),
        carrier: service.carrier,
        service: service.level,
        dispatch_in_days,
        arrive_in_days,
        cost_minor: service.cost_minor(zone, parcel.grams),
    })
}

fn rank<'a>(preference: Preference, warehouse: &'a Warehouse, route: &Route) -> Rank<'a> {
    let (first, second) = match preference {
        Preference::Cheapest => (route.cost_minor, route.arrive_in_days),
        Preference::Fastest => (route.arrive_in_days, route.cost_minor),
    };
    (first, second, &warehouse.id, route.service)
}

fn why_not(preference: Preference, chosen: &Route, other: &Route) -> AlternativeCode {
    let costs_more = (other.cost_minor > chosen.cost_minor, AlternativeCode::CostsMore);
    let later = (other.arrive_in_days > chosen.arrive_in_days, AlternativeCode::ArrivesLater);
    let reasons = match preference {
        Preference::Cheapest => [costs_more, later],
        Preference::Fastest => [later, costs_more],
    };
    let decisive = reasons.into_iter().find(|(holds, _)| *holds);
    decisive.map_or(AlternativeCode::EqualRanksLater, |(_, reason_code)| reason_code)
}
