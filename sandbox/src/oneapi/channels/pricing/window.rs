//! The time windows of a model's prices.

use serde_json::Value;

use super::rules::is_meaningful;

/// Refuses a window. `index` counts from 0.
pub(super) fn check(index: usize, window: &Value) -> Result<(), String> {
    let ranges = window["ranges"].as_array();
    let ranges = ranges.map(Vec::as_slice).unwrap_or_default();
    if ranges.is_empty() {
        return Err(format!("time window {index} must have at least one range"));
    }
    for (number, range) in ranges.iter().enumerate() {
        for end in ["start", "end"] {
            let text = range[end].as_str().unwrap_or_default();
            time(text).map_err(|why| {
                format!("parse {end} for time window {index} range {number}: {why}")
            })?;
        }
    }
    let days = window["days_of_week"].as_array().into_iter().flatten();
    for day in days {
        if !(0..=6).contains(&day.as_i64().unwrap_or(-1)) {
            return Err(format!("time window {index} has invalid day of week {day}"));
        }
    }
    dates(index, window)?;
    let overlay = &window["overlay"];
    if !overlay["time_windows"].is_null() {
        return Err(format!(
            "time window {index} overlay cannot have time windows"
        ));
    }
    if !is_meaningful(overlay) {
        return Err(format!(
            "time window {index} overlay must set at least one price field"
        ));
    }
    Ok(())
}

/// Reads `HH:MM`, with the messages of Go.
fn time(text: &str) -> Result<(), String> {
    let parts = text.split_once(':');
    let number = |part: &str| {
        let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().unwrap_or(0))
    };
    match parts.map(|(hours, minutes)| (number(hours), number(minutes))) {
        Some((Some(24..), _)) => Err(format!("parsing time {text:?}: hour out of range")),
        Some((Some(_), Some(60..))) => Err(format!("parsing time {text:?}: minute out of range")),
        Some((Some(_), Some(_))) => Ok(()),
        _ => Err(format!(
            "parsing time {text:?} as \"15:04\": cannot parse {text:?} as \"15\""
        )),
    }
}

/// Compares the dates, which sort as texts.
fn dates(index: usize, window: &Value) -> Result<(), String> {
    let date = |name: &str| window[name].as_str().unwrap_or_default();
    let (from, to) = (date("date_from"), date("date_to"));
    for text in [from, to] {
        let is_date = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !text.is_empty() && !is_date {
            return Err(format!("time window {index} has invalid date {text:?}"));
        }
    }
    if !from.is_empty() && !to.is_empty() && from >= to {
        return Err(format!(
            "time window {index} date_from must be before date_to"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check;

    #[test]
    fn windows() {
        let overlay = json!({"ratio": 0.6});
        let night = json!([{"start": "22:00", "end": "06:00"}]);
        for (window, expect) in [
            (json!({"ranges": night, "overlay": overlay}), ""),
            (
                json!({"overlay": overlay}),
                "time window 0 must have at least one range",
            ),
            (
                json!({"ranges": [{"start": "25:00", "end": "06:00"}], "overlay": overlay}),
                "parse start for time window 0 range 0: parsing time \"25:00\": hour out of range",
            ),
            (
                json!({"ranges": [{"start": "05:00", "end": "06:61"}], "overlay": overlay}),
                "parse end for time window 0 range 0: parsing time \"06:61\": minute out of range",
            ),
            (
                json!({"ranges": night, "days_of_week": [7], "overlay": overlay}),
                "time window 0 has invalid day of week 7",
            ),
            (
                json!({"ranges": night, "date_from": "2026-02-01", "date_to": "2026-01-01",
                       "overlay": overlay}),
                "time window 0 date_from must be before date_to",
            ),
            (
                json!({"ranges": night, "overlay": {"ratio": 0}}),
                "time window 0 overlay must set at least one price field",
            ),
            (
                json!({"ranges": night, "overlay": {"ratio": 1, "time_windows": []}}),
                "time window 0 overlay cannot have time windows",
            ),
        ] {
            let refused = check(0, &window).err().unwrap_or_default();
            assert_eq!(refused, expect, "{window}");
        }
    }
}
