//! When a warehouse hands a shipment over. The caller says what day it is: there is no clock here.

use serde::Deserialize;

pub const MINUTES_A_DAY: u64 = 24 * 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Days from the day of the order to the hand-over: the same day up to the cutoff, else the next
/// day, and never on a weekend.
pub fn dispatch_in_days(ordered: Weekday, minute_of_day: u64, cutoff_minute: u64) -> u64 {
    let wait = u64::from(minute_of_day > cutoff_minute);
    // 0 is Monday, 5 and 6 are the weekend.
    match (ordered as u64 + wait) % 7 {
        5 => wait + 2,
        6 => wait + 1,
        _ => wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 12 * 60;

    #[test]
    fn the_cutoff_itself_is_in_time() {
        assert_eq!(dispatch_in_days(Weekday::Tuesday, NOON, NOON), 0);
        assert_eq!(dispatch_in_days(Weekday::Tuesday, NOON + 1, NOON), 1);
    }

    #[test]
    fn nothing_leaves_on_a_weekend() {
        let after = |weekday| dispatch_in_days(weekday, NOON + 1, NOON);
        let before = |weekday| dispatch_in_days(weekday, NOON, NOON);
        assert_eq!((before(Weekday::Friday), after(Weekday::Friday)), (0, 3));
        assert_eq!((before(Weekday::Saturday), after(Weekday::Saturday)), (2, 2));
        assert_eq!((before(Weekday::Sunday), after(Weekday::Sunday)), (1, 1));
        assert_eq!((before(Weekday::Thursday), after(Weekday::Thursday)), (0, 1));
    }
}
