//! Instants with their unit in the type, and how they are formatted. Never reads a clock and never
//! guesses a time zone: both are arguments.

/// Seconds in a day.
const DAY: i64 = 86_400;

/// An instant in whole seconds since 1970-01-01 UTC, as OneKeyLLM sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixSeconds(pub i64);

/// An instant in milliseconds since 1970-01-01 UTC, as a browser's clock gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// Returns the whole second that contains this instant.
    #[must_use]
    pub const fn seconds(self) -> UnixSeconds {
        UnixSeconds(self.0.div_euclid(1000))
    }
}

impl UnixSeconds {
    /// Returns the same instant in milliseconds; saturates at the ends of time.
    #[must_use]
    pub const fn millis(self) -> UnixMillis {
        UnixMillis(self.0.saturating_mul(1000))
    }

    /// Formats `2026-11-22 09:05:03` in a time zone that is `offset_minutes` ahead of UTC.
    #[must_use]
    pub fn wall_clock(self, offset_minutes: i32) -> String {
        let local = self.0.saturating_add(i64::from(offset_minutes) * 60);
        let (year, month, day) = civil(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY);
        format!(
            "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }

    /// Reads `YYYY-MM-DDTHH:MM` (as a date input gives it; seconds allowed) in a time zone that is
    /// `offset_minutes` ahead of UTC. `None` if the text is not such a time.
    #[must_use]
    pub fn from_wall_clock(text: &str, offset_minutes: i32) -> Option<Self> {
        let (date, time) = text.split_once(['T', ' '])?;
        let mut date = date.splitn(3, '-').map(digits);
        let (year, month, day) = (date.next()??, date.next()??, date.next()??);
        let mut time = time.splitn(3, ':').map(digits);
        let (hour, minute) = (time.next()??, time.next()??);
        let second = match time.next() {
            None => 0,
            Some(second) => second?,
        };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let days = days_from_civil(year, month, day)?;
        Some(Self(
            days * DAY + hour * 3600 + minute * 60 + second - i64::from(offset_minutes) * 60,
        ))
    }

    /// Reads such a time in a zone whose offset `offset_minutes` tells for an instant, since daylight
    /// saving may differ between now and the time that is read.
    #[must_use]
    pub fn from_clock_in(text: &str, offset_minutes: &dyn Fn(Self) -> i32) -> Option<Self> {
        let as_utc = Self::from_wall_clock(text, 0)?;
        let near = Self::from_wall_clock(text, offset_minutes(as_utc))?;
        Self::from_wall_clock(text, offset_minutes(near))
    }

    /// Reads a date without a time, `2026-11-22`: the last second of that day in UTC.
    #[must_use]
    pub fn from_end_of_day(date: &str) -> Option<Self> {
        let is_date = date.len() == 10 && !date.contains(['T', ' ']);
        is_date
            .then(|| Self::from_wall_clock(&format!("{date}T23:59:59"), 0))
            .flatten()
    }

    /// Returns whether it is the last second of a day in UTC.
    #[must_use]
    pub const fn is_end_of_day(self) -> bool {
        self.0.rem_euclid(DAY) == DAY - 1
    }

    /// Reads RFC 3339; without an offset it means UTC, as the contract's scalar table says.
    #[must_use]
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() < 16 || !text.is_ascii() {
            return None;
        }
        let (clock, offset) = match text.get(16..)?.find(['Z', 'z', '+', '-']) {
            None => (text, 0),
            Some(at) => (text.get(..16 + at)?, offset_minutes(text.get(16 + at..)?)?),
        };
        let whole = clock.split('.').next()?;
        Self::from_wall_clock(whole, offset)
    }
}

/// Reads the offset of a time zone: `Z` → 0, `+01:30` → 90, `-0500` → -300.
fn offset_minutes(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let figures: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    if figures.len() != 4 {
        return None;
    }
    let number = i32::try_from(digits(&figures)?).ok()?;
    Some(sign * (number / 100 * 60 + number % 100))
}

/// Reads a number of one to four ASCII digits.
fn digits(text: &str) -> Option<i64> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Converts days since the epoch to (year, month, day) in the Gregorian calendar. Years are counted
/// from the first of March, so that the leap day is the last of its year.
const fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// The inverse of [`civil`]; `None` for a day the calendar does not have, such as 30 February.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::UnixSeconds;
    use proptest::prelude::*;

    #[test]
    fn wall_clocks() {
        let check = |seconds, offset, expect: &str| {
            assert_eq!(UnixSeconds(seconds).wall_clock(offset), expect);
            assert_eq!(
                UnixSeconds::from_wall_clock(&expect.replace(' ', "T"), offset),
                Some(UnixSeconds(seconds))
            );
        };
        check(0, 0, "1970-01-01 00:00:00");
        check(1_711_471_533, 0, "2024-03-26 16:45:33");
        check(1_711_471_533, 60, "2024-03-26 17:45:33");
        check(1_711_471_533, -570, "2024-03-26 07:15:33");
        check(951_782_400, 0, "2000-02-29 00:00:00");
        check(-1, 0, "1969-12-31 23:59:59");
    }

    #[test]
    fn what_is_no_wall_clock() {
        for text in [
            "",
            "2026",
            "2026-02-30T00:00",
            "2026-13-01T00:00",
            "2026-01-01T24:00",
            "2026-01-01T00",
            "x-01-01T00:00",
        ] {
            assert_eq!(UnixSeconds::from_wall_clock(text, 0), None, "{text}");
        }
    }

    #[test]
    fn rfc3339() {
        let check = |text, expect: Option<i64>| {
            assert_eq!(
                UnixSeconds::from_rfc3339(text),
                expect.map(UnixSeconds),
                "{text}"
            );
        };
        check("2024-03-26T16:45:33Z", Some(1_711_471_533));
        check("2024-03-26T16:45:33.123456Z", Some(1_711_471_533));
        check("2024-03-26T17:45:33+01:00", Some(1_711_471_533));
        check("2024-03-26T11:45:33-0500", Some(1_711_471_533));
        check("2024-03-26 16:45:33", Some(1_711_471_533));
        check("2024-03-26", None);
        check("yesterday at about noon", None);
    }

    #[test]
    fn a_date_is_the_end_of_its_day() {
        let check = |text, expect: Option<i64>| {
            let got = UnixSeconds::from_end_of_day(text);
            assert_eq!(got, expect.map(UnixSeconds), "{text}");
            assert!(got.is_none_or(UnixSeconds::is_end_of_day));
        };
        check("1970-01-01", Some(86_399));
        check("2024-03-26", Some(1_711_497_599));
        check("2024-02-30", None);
        check("2024-3-26", None);
        check("soon", None);
        assert!(!UnixSeconds(0).is_end_of_day());
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(seconds in -60_000_000_000_i64..250_000_000_000, offset in -720_i32..840) {
            let instant = UnixSeconds(seconds);
            prop_assert_eq!(UnixSeconds::from_wall_clock(&instant.wall_clock(offset), offset), Some(instant));
        }
    }
}
