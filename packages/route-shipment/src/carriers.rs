//! The carriers' services as the order desk has contracted them: what they take, how long, how much.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    North,
    South,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    North,
    South,
    Islands,
    Abroad,
}

/// From harmless to the worst; a shipment is as hazardous as its worst item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hazard {
    None,
    LithiumBattery,
    Flammable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    Parcelpost,
    Roadline,
    Aerofleet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceLevel {
    Economy,
    Standard,
    Express,
    Freight,
}

/// How far a shipment goes, as every carrier prices it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Local,
    National,
    Islands,
    Abroad,
}

impl Zone {
    pub fn between(origin: Origin, destination: Destination) -> Self {
        match (origin, destination) {
            (Origin::North, Destination::North) | (Origin::South, Destination::South) => {
                Self::Local
            }
            (_, Destination::North | Destination::South) => Self::National,
            (_, Destination::Islands) => Self::Islands,
            (_, Destination::Abroad) => Self::Abroad,
        }
    }

    fn price_percent(self) -> u64 {
        match self {
            Self::Local => 100,
            Self::National => 115,
            Self::Islands => 180,
            Self::Abroad => 300,
        }
    }
}

#[derive(Debug)]
pub struct Service {
    pub carrier: Carrier,
    pub level: ServiceLevel,
    pub max_grams: u64,
    pub worst_hazard: Hazard,
    base_minor: u64,
    kilogram_minor: u64,
    /// Local, national, islands, abroad; `None` where the service does not go.
    days: [Option<u64>; 4],
}

pub const SERVICES: [Service; 4] = [
    Service {
        carrier: Carrier::Parcelpost,
        level: ServiceLevel::Economy,
        max_grams: 10_000,
        worst_hazard: Hazard::None,
        base_minor: 390,
        kilogram_minor: 110,
        days: [Some(3), Some(4), Some(6), Some(9)],
    },
    Service {
        carrier: Carrier::Roadline,
        level: ServiceLevel::Standard,
        max_grams: 30_000,
        worst_hazard: Hazard::LithiumBattery,
        base_minor: 690,
        kilogram_minor: 60,
        days: [Some(2), Some(2), Some(5), None],
    },
    Service {
        carrier: Carrier::Aerofleet,
        level: ServiceLevel::Express,
        max_grams: 20_000,
        worst_hazard: Hazard::None,
        base_minor: 1_290,
        kilogram_minor: 240,
        days: [Some(1), Some(1), Some(2), Some(3)],
    },
    Service {
        carrier: Carrier::Roadline,
        level: ServiceLevel::Freight,
        max_grams: 1_000_000,
        worst_hazard: Hazard::Flammable,
        base_minor: 4_900,
        kilogram_minor: 25,
        days: [Some(3), Some(4), Some(8), Some(12)],
    },
];

impl Service {
    pub fn transit_days(&self, zone: Zone) -> Option<u64> {
        self.days[zone as usize]
    }

    /// By started kilograms, then by zone; both rounded up, as on the carriers' invoices.
    pub fn cost_minor(&self, zone: Zone, grams: u64) -> u64 {
        let local = self.base_minor + self.kilogram_minor * grams.div_ceil(1_000);
        (local * zone.price_percent()).div_ceil(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_started_kilogram_costs_a_whole_one() {
        let [economy, ..] = &SERVICES;
        assert_eq!(economy.cost_minor(Zone::Local, 1_000), 500);
        assert_eq!(economy.cost_minor(Zone::Local, 1_001), 610);
        assert_eq!(economy.cost_minor(Zone::Abroad, 1_000), 1_500);
    }

    #[test]
    fn the_zone_surcharge_is_rounded_up() {
        let [_, standard, express, freight] = &SERVICES;
        // 115 % of 690 + 60 is 862.5; of 1290 + 3 × 240, 2311.5; of 4900 + 2 × 25, 5692.5.
        assert_eq!(standard.cost_minor(Zone::National, 1), 863);
        assert_eq!(express.cost_minor(Zone::National, 2_500), 2_312);
        assert_eq!(freight.cost_minor(Zone::National, 2_000), 5_693);
        // 180 % of 750 is 1350 exactly.
        assert_eq!(standard.cost_minor(Zone::Islands, 1), 1_350);
    }

    #[test]
    fn zones_depend_on_both_ends() {
        assert_eq!(Zone::between(Origin::South, Destination::South), Zone::Local);
        assert_eq!(Zone::between(Origin::South, Destination::North), Zone::National);
        assert_eq!(Zone::between(Origin::North, Destination::Abroad), Zone::Abroad);
    }
}
