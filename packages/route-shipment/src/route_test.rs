//! Tests of `route`, each from one small shipment that both warehouses could send.

use serde_json::{Value, json};

use crate::{
    answer::{AlternativeCode, ReasonCode, ServiceCode, WarehouseCode},
    carriers::ServiceLevel,
    request,
    route::{Routing, route},
};

/// Two pieces of 400 g to the north, ordered on a Tuesday morning.
fn small() -> Value {
    let warehouse = |id: &str, region: &str| {
        json!({
            "id": id,
            "region": region,
            "cutoff_minute": 900,
            "handles_hazardous": true,
            "stock": [{"sku": "lamp", "available": 2}],
        })
    };
    json!({
        "shipment_id": "shp-1",
        "ordered_at": {"weekday": "tuesday", "minute_of_day": 600},
        "destination": "north",
        "preference": "cheapest",
        "items": [{"sku": "lamp", "quantity": 2, "unit_weight_grams": 400, "hazard": "none"}],
        "warehouses": [warehouse("wh-south", "south"), warehouse("wh-north", "north")],
    })
}

/// The routing after the changes, each a JSON pointer and the value that goes there.
fn try_routed(changes: &[(&str, Value)]) -> Result<Routing, ReasonCode> {
    let mut shipment = small();
    shipment["deliver_within_days"] = Value::Null;
    for (pointer, value) in changes {
        *shipment.pointer_mut(pointer).unwrap() = value.clone();
    }
    route(&request::read(shipment.to_string().as_bytes()).unwrap())
}

fn routed(changes: &[(&str, Value)]) -> Routing {
    try_routed(changes).unwrap()
}

fn chosen(routing: &Routing) -> (&str, ServiceLevel) {
    let route = routing.route.as_ref().unwrap();
    (&route.warehouse_id, route.service)
}

#[test]
fn the_nearer_warehouse_is_cheaper() {
    let routing = routed(&[]);
    assert_eq!(chosen(&routing), ("wh-north", ServiceLevel::Economy));
    // Both warehouses with all four services.
    assert_eq!(routing.alternatives.len(), 7);
    let costs: Vec<u64> = routing.alternatives.iter().map(|other| other.route.cost_minor).collect();
    assert!(costs.is_sorted(), "{costs:?}");
}

#[test]
fn the_fastest_route_is_the_cheapest_of_the_fastest() {
    let routing = routed(&[("/preference", json!("fastest"))]);
    assert_eq!(chosen(&routing), ("wh-north", ServiceLevel::Express));
    let second = &routing.alternatives[0];
    assert_eq!(second.route.warehouse_id, "wh-south");
    assert_eq!(second.reason_code, AlternativeCode::CostsMore);
    assert_eq!(routing.alternatives[1].reason_code, AlternativeCode::ArrivesLater);
}

#[test]
fn of_equal_routes_the_first_name_wins_in_any_order() {
    // To the islands both regions cost and take the same.
    let swapped = json!([small()["warehouses"][1], small()["warehouses"][0]]);
    for warehouses in [small()["warehouses"].clone(), swapped] {
        let routing = routed(&[("/destination", json!("islands")), ("/warehouses", warehouses)]);
        assert_eq!(chosen(&routing), ("wh-north", ServiceLevel::Economy));
        assert_eq!(routing.alternatives[0].reason_code, AlternativeCode::EqualRanksLater);
    }
}

#[test]
fn a_missed_cutoff_loses_to_a_dearer_warehouse_under_a_deadline() {
    let routing =
        routed(&[("/warehouses/1/cutoff_minute", json!(599)), ("/deliver_within_days", json!(1))]);
    assert_eq!(chosen(&routing), ("wh-south", ServiceLevel::Express));
    assert_eq!(routing.alternatives, []);
    let missed = |code: &ServiceCode| *code == ServiceCode::DeadlineMissed;
    assert_eq!(routing.excluded_services.len(), 7);
    assert!(routing.excluded_services.iter().all(|excluded| missed(&excluded.reason_code)));
}

#[test]
fn pieces_of_one_article_are_counted_together() {
    let item = small()["items"][0].clone();
    let routing = routed(&[
        ("/items", json!([item, item])),
        ("/warehouses/0/stock/0/available", json!(4)),
        ("/warehouses/1/stock/0/available", json!(3)),
    ]);
    assert_eq!(chosen(&routing).0, "wh-south");
    let [excluded] = &routing.excluded_warehouses[..] else { panic!("{routing:?}") };
    assert_eq!(excluded.warehouse_id, "wh-north");
    assert_eq!(excluded.reason_code, WarehouseCode::OutOfStock);
}

#[test]
fn a_flammable_item_goes_by_freight_whatever_it_weighs() {
    let routing = routed(&[("/items/0/hazard", json!("flammable"))]);
    assert_eq!(chosen(&routing), ("wh-north", ServiceLevel::Freight));
    let refused = |code: ServiceCode| code == ServiceCode::HazardRefused;
    assert!(routing.excluded_services.iter().all(|excluded| refused(excluded.reason_code)));
}

#[test]
fn a_gram_over_the_limit_is_overweight() {
    let economy_fits = |grams: u64| {
        let routing = routed(&[("/items/0/unit_weight_grams", json!(grams))]);
        chosen(&routing).1 == ServiceLevel::Economy
            || routing.alternatives.iter().any(|other| other.route.service == ServiceLevel::Economy)
    };
    assert!(economy_fits(5_000));
    assert!(!economy_fits(5_001));
}

#[test]
fn the_obstacle_is_what_stopped_the_furthest_combination() {
    let obstacle = |changes: &[(&str, Value)]| {
        let routing = routed(changes);
        assert_eq!(routing.route, None, "{changes:?}");
        routing.obstacle()
    };
    let south_short = ("/warehouses/0/stock", json!([]));
    let north_short = ("/warehouses/1/stock", json!([]));
    let north_barred = ("/warehouses/1/handles_hazardous", json!(false));
    let battery = ("/items/0/hazard", json!("lithium_battery"));
    let heavy = ("/items/0/unit_weight_grams", json!(500_001));
    let at_once = ("/deliver_within_days", json!(0));
    assert_eq!(obstacle(&[south_short.clone(), north_short]), ReasonCode::NoStock);
    let barred = [south_short.clone(), north_barred, battery];
    assert_eq!(obstacle(&barred), ReasonCode::HazardNotHandled);
    assert_eq!(obstacle(&[south_short.clone(), heavy]), ReasonCode::NoServiceFits);
    assert_eq!(obstacle(&[south_short, at_once]), ReasonCode::DeadlineMissed);
}

#[test]
fn without_a_warehouse_there_is_no_stock() {
    let routing = routed(&[("/warehouses", json!([]))]);
    assert_eq!((routing.route.as_ref(), routing.obstacle()), (None, ReasonCode::NoStock));
}

#[test]
fn twins_and_nothing_are_rejected() {
    let twin = ("/warehouses/1/id", json!("wh-south"));
    assert_eq!(try_routed(&[twin]).unwrap_err(), ReasonCode::DuplicateWarehouse);
    assert_eq!(try_routed(&[("/items", json!([]))]).unwrap_err(), ReasonCode::EmptyShipment);
}
