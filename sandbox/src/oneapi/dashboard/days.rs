//! The days that a dashboard covers, both ends counted, in UTC.

use crate::oneapi::listing::Query;

const DAY: i64 = 86_400;

/// The first and the last second of a range.
pub(super) type Span = (i64, i64);

/// The span of a query, by default the last week, or the words that refuse it.
pub(super) fn span(query: &Query, now: i64, most_days: i64) -> Result<Span, String> {
    let today = now.div_euclid(DAY);
    let day = |name: &str, usual: i64| {
        match query.get(name).filter(|text| !text.is_empty()) {
        None => Ok(usual),
        Some(text) => day(text).ok_or_else(|| {
            format!(
                "invalid {name} format, expected YYYY-MM-DD: parsing time {text:?} as \"2006-01-02\": cannot parse {text:?} as \"2006\""
            )
        }),
    }
    };
    let (first, last) = (day("from_date", today - 6)?, day("to_date", today)?);
    if last < first {
        return Err("from_date must be before or equal to to_date".to_owned());
    }
    if last - first + 1 > most_days {
        return Err(format!(
            "maximum allowed: {most_days} days: date range too large"
        ));
    }
    Ok((first * DAY, last * DAY + DAY - 1))
}

/// The days since 1970 of a date like `2026-11-22`.
fn day(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here, so that a leap day is the last one.
    let shifted = year - i64::from(month <= 2);
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_are_counted_from_1970() {
        for (text, expect) in [
            ("1970-01-01", Some(0)),
            ("2024-02-29", Some(19_782)),
            ("2026-11-22", Some(20_779)),
            ("2026-13-01", None),
            ("2026-1-1", None),
            ("x", None),
        ] {
            assert_eq!(day(text), expect, "{text}");
        }
    }
}
