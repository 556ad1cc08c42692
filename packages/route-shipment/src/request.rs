//! The shipment as the caller sends it, and what the types alone cannot say about it.

use serde::Deserialize;

use crate::{
    calendar::{MINUTES_A_DAY, Weekday},
    carriers::{Destination, Hazard, Origin},
};

/// Bounds the work and the answer: hosts stop a guest that computes or writes too much.
pub const MAX_BYTES: usize = 16_384;
/// One byte more, so that a longer request is known without reading all of it.
pub const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;
const MAX_ITEMS: usize = 100;
const MAX_WAREHOUSES: usize = 10;
const MAX_STOCK: usize = 200;
const MAX_NAME: usize = 64;
const MAX_PIECES: u64 = 1_000_000;
const MAX_GRAMS: u64 = 1_000_000;
const MAX_DAYS: u64 = 365;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shipment {
    pub shipment_id: String,
    pub ordered_at: OrderedAt,
    pub destination: Destination,
    pub preference: Preference,
    pub deliver_within_days: Option<u64>,
    pub items: Vec<Item>,
    pub warehouses: Vec<Warehouse>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderedAt {
    pub weekday: Weekday,
    pub minute_of_day: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preference {
    Cheapest,
    Fastest,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub sku: String,
    pub quantity: u64,
    pub unit_weight_grams: u64,
    pub hazard: Hazard,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warehouse {
    pub id: String,
    pub region: Origin,
    pub cutoff_minute: u64,
    pub handles_hazardous: bool,
    pub stock: Vec<Stock>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    pub sku: String,
    pub available: u64,
}

/// Reads a shipment, or says in one sentence why the bytes are none.
pub fn read(input: &[u8]) -> Result<Shipment, &'static str> {
    if input.len() > MAX_BYTES {
        return Err("The request is larger than 16384 bytes.");
    }
    // Not serde's own words: they name the first fault met, which depends on the order of the keys.
    let shipment = serde_json::from_slice(input).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "The request does not match the input schema.",
        _ => "The request is not exactly one JSON value.",
    })?;
    well_formed(&shipment)?;
    Ok(shipment)
}

fn well_formed(shipment: &Shipment) -> Result<(), &'static str> {
    let Shipment { shipment_id, ordered_at, items, warehouses, .. } = shipment;
    let stock = || warehouses.iter().flat_map(|warehouse| &warehouse.stock);
    let skus = items.iter().map(|item| &item.sku).chain(stock().map(|stock| &stock.sku));
    let mut names =
        warehouses.iter().map(|warehouse| &warehouse.id).chain(skus).chain([shipment_id]);
    let minutes = warehouses.iter().map(|warehouse| warehouse.cutoff_minute);
    let faults = [
        (names.any(|name| !is_name(name)), "An id or a sku is not 1 to 64 characters long."),
        (
            minutes.chain([ordered_at.minute_of_day]).any(|minute| minute >= MINUTES_A_DAY),
            "A minute of the day is above 1439.",
        ),
        (
            shipment.deliver_within_days.is_some_and(|days| days > MAX_DAYS),
            "deliver_within_days is above 365.",
        ),
        (items.len() > MAX_ITEMS, "The shipment has more than 100 items."),
        (
            items.iter().any(|item| !(1..=MAX_PIECES).contains(&item.quantity)),
            "An item's quantity is not between 1 and 1000000.",
        ),
        (
            items.iter().any(|item| !(1..=MAX_GRAMS).contains(&item.unit_weight_grams)),
            "An item's unit_weight_grams is not between 1 and 1000000.",
        ),
        (warehouses.len() > MAX_WAREHOUSES, "There are more than 10 warehouses."),
        (
            warehouses.iter().any(|warehouse| warehouse.stock.len() > MAX_STOCK),
            "A warehouse lists more than 200 articles.",
        ),
        (
            stock().any(|stock| stock.available > MAX_PIECES),
            "A warehouse has more than 1000000 of one article.",
        ),
    ];
    match faults.into_iter().find(|(found, _)| *found) {
        Some((_, fault)) => Err(fault),
        None => Ok(()),
    }
}

fn is_name(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.chars().count())
}
