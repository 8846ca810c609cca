//! Times in ISO 8601 instead of unix seconds.

use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

/// Rewrites every time of an object.
pub(super) fn times(object: &mut Value) {
    let Some(fields) = object.as_object_mut() else {
        return;
    };
    for (name, value) in fields.iter_mut() {
        let is_time = name.ends_with("_at") || name.ends_with("_until") || name == "at";
        if let (true, Some(seconds)) = (is_time, value.as_i64()) {
            *value = json!(text(seconds));
        }
    }
}

/// A time such as `2024-03-26T16:45:33+00:00`.
pub(super) fn text(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = date(days);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00")
}

/// The Gregorian date of a day, counted from 1970. The year is taken to begin in March, so that the
/// leap day is its last.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{text, times};

    fn check(seconds: i64, expect: &str) {
        assert_eq!(text(seconds), expect);
    }

    #[test]
    fn dates() {
        check(0, "1970-01-01T00:00:00+00:00");
        check(1_711_471_533, "2024-03-26T16:45:33+00:00");
        check(1_709_164_800, "2024-02-29T00:00:00+00:00");
        check(1_735_689_599, "2024-12-31T23:59:59+00:00");
        check(-1, "1969-12-31T23:59:59+00:00");
    }

    #[test]
    fn only_times_change() {
        let mut object = json!({"created_at": 0, "last_used_at": null, "interval": 5});
        times(&mut object);
        assert_eq!(
            object,
            json!({"created_at": "1970-01-01T00:00:00+00:00", "last_used_at": null, "interval": 5})
        );
    }
}
