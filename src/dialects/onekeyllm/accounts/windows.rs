//! The rolling windows of an account: by their names, or by their lengths where the names only say
//! which comes first (contract 2.6, 6.3).

use serde_json::Value as Json;

use crate::domain::budget::Window;
use crate::domain::time::UnixSeconds;
use crate::records::{Picked, pick, read_window};
use crate::schema::{All, Column, FieldSpec, Priority, Str, Value};
use crate::text;

/// Used of the five hours that roll.
pub const FIVE_HOUR: Column<Window> = FieldSpec::window(
    "five_hour",
    text!("Five hours" / "5 小时"),
    &["usage.five_hour", "five_hour"],
)
.read_by(five_hours)
.column(112, Priority::Above720)
.counter()
.if_present()
.sorts();

/// Used of the week that rolls.
pub const WEEKLY: Column<Window> = FieldSpec::window(
    "weekly",
    text!("Week" / "每周"),
    &["usage.weekly", "weekly"],
)
.read_by(week)
.column(112, Priority::Above720)
.counter()
.if_present()
.sorts();

/// Used of the month that rolls.
pub const MONTHLY: Column<Window> = FieldSpec::window(
    "monthly",
    text!("Month" / "每月"),
    &["usage.monthly", "monthly"],
)
.read_by(month)
.column(112, Priority::Above1040)
.counter()
.if_present()
.sorts();

/// Used of the week by the larger models, where the plan counts them apart.
pub const WEEKLY_OPUS: Column<Window> = FieldSpec::window(
    "weekly_opus",
    text!("Week, Opus" / "每周（Opus）"),
    &[
        "usage.weekly_opus",
        "weekly_opus",
        "seven_day_opus",
        "usage.seven_day_opus",
    ],
)
.counter()
.if_present();

/// Used of the week by the middle models, where the plan counts them apart.
pub const WEEKLY_SONNET: Column<Window> = FieldSpec::window(
    "weekly_sonnet",
    text!("Week, Sonnet" / "每周（Sonnet）"),
    &[
        "usage.weekly_sonnet",
        "weekly_sonnet",
        "seven_day_sonnet",
        "usage.seven_day_sonnet",
    ],
)
.counter()
.if_present();

/// When the gateway last asked the provider for the windows.
pub const USAGE_AT: Column<UnixSeconds> = FieldSpec::time(
    "usage_at",
    text!("Windows as of" / "用量数据时间"),
    &["usage.updated_at", "usage_updated_at"],
)
.counter();

/// How long a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    FiveHours,
    Week,
    Month,
}

/// Names that do not say how long a window is. Without a length the first is five hours and the second
/// a week.
const BY_LENGTH: All<(Str, Length)> = &[
    ("usage.primary", Length::FiveHours),
    ("usage.primary_window", Length::FiveHours),
    ("primary", Length::FiveHours),
    ("primary_window", Length::FiveHours),
    ("usage.secondary", Length::Week),
    ("usage.secondary_window", Length::Week),
    ("secondary", Length::Week),
    ("secondary_window", Length::Week),
];

const LENGTHS: All<(Str, i64)> = &[
    ("window_seconds", 1),
    ("limit_window_seconds", 1),
    ("window_minutes", 60),
];

const DAY: i64 = 86_400;

/// Reads the five-hour window of a row.
fn five_hours(row: &Json) -> Option<Value> {
    read(row, &["usage.five_hour", "five_hour"], Length::FiveHours)
}

/// Reads the weekly window of a row.
fn week(row: &Json) -> Option<Value> {
    let names = ["usage.weekly", "weekly", "usage.seven_day", "seven_day"];
    read(row, &names, Length::Week)
}

/// Reads the monthly window of a row.
fn month(row: &Json) -> Option<Value> {
    read(row, &["usage.monthly", "monthly"], Length::Month)
}

/// A window that does not exist is absent, whether it is left out or null.
fn read(row: &Json, names: &[&str], length: Length) -> Option<Value> {
    if let Picked::At(_, json) = pick(row, names) {
        return Some(read_window(json));
    }
    let named = BY_LENGTH.iter().find_map(|(name, usual)| {
        let json = pick(row, &[name]).json()?;
        (length_of(json).unwrap_or(Some(*usual)) == Some(length)).then_some(json)
    });
    Some(named.map_or(Value::Missing, read_window))
}

/// Returns the length that a window says it has, `Some(None)` where that is none of the known ones.
fn length_of(window: &Json) -> Option<Option<Length>> {
    let seconds = LENGTHS.iter().find_map(|(name, unit)| {
        let json = pick(window, &[name]).json()?;
        let number = json.as_i64().or_else(|| json.as_str()?.trim().parse().ok());
        number?.checked_mul(*unit)
    })?;
    Some(match seconds {
        18_000 => Some(Length::FiveHours),
        604_800 => Some(Length::Week),
        seconds if (28 * DAY..=31 * DAY).contains(&seconds) => Some(Length::Month),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::{five_hours, month, week};
    use crate::domain::table::check_table;
    use crate::schema::Value;

    #[test]
    fn windows_by_name_and_by_length() {
        check_table(
            r##"
            {"usage":{"five_hour":{"used_percent":35.5},"weekly":{"used_percent":100},"monthly":null}} => 35500 100000 -
            {"fiveHour":{"utilization":12},"sevenDay":{"utilization":3}} => 12000 3000 -
            {"primary":{"used_percent":1},"secondary":{"used_percent":2}} => 1000 2000 -
            {"primary":{"used_percent":7,"limit_window_seconds":604800}} => - 7000 -
            {"primary":{"used_percent":7,"limit_window_seconds":"2592000"},"secondary":null} => - - 7000
            {"primary_window":{"used_percent":7,"window_minutes":300}} => 7000 - -
            {"primary":{"used_percent":7,"window_seconds":3600}} => - - -
            {"usage":null} => - - -
            {"five_hour":"half"} => odd - -
            "##,
            |row| {
                let row: Json = serde_json::from_str(row).expect("JSON");
                let said = [five_hours(&row), week(&row), month(&row)].map(|value| match value {
                    Some(Value::Window(window)) => window
                        .used
                        .map_or("?".to_owned(), |used| used.thousandths().to_string()),
                    Some(Value::Unreadable(_)) => "odd".to_owned(),
                    _ => "-".to_owned(),
                });
                said.join(" ")
            },
        );
    }
}
