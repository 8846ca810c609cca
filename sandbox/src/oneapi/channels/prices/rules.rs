//! What prices of a channel must not be (contract 3.1.5, 3.1.6). Only the route of prices looks.

use serde_json::Value;

/// Checks the parts of an entry that are brought into form first.
///
/// # Errors
/// The server's words, without what it says before them.
pub(super) fn check_parts(entry: &Value) -> Result<(), String> {
    if let Some(video) = entry.get("video") {
        multipliers(video, "resolution", "video").map_err(|error| named("video", &error))?;
        not_negative(video, "video").map_err(|error| named("video", &error))?;
    }
    for part in ["audio", "embedding"] {
        if let Some(found) = entry.get(part) {
            not_negative(found, part).map_err(|error| named(part, &error))?;
        }
    }
    if let Some(image) = entry.get("image") {
        check_image(image).map_err(|error| named("image", &error))?;
    }
    let windows = entry.get("time_windows").and_then(Value::as_array);
    for (index, window) in windows.into_iter().flatten().enumerate() {
        check_window(index, window).map_err(|error| format!("normalize time windows: {error}"))?;
    }
    Ok(())
}

fn named(part: &str, error: &str) -> String {
    format!("normalize {part} pricing: {error}")
}

fn check_image(image: &Value) -> Result<(), String> {
    multipliers(image, "size", "image")?;
    multipliers(image, "quality", "image")?;
    let by_quality = image.get("quality_size_multipliers");
    for (quality, sizes) in by_quality.and_then(Value::as_object).into_iter().flatten() {
        for (size, value) in sizes.as_object().into_iter().flatten() {
            if is_not_positive(value) {
                return Err(format!(
                    "image quality/size multiplier for {quality}/{size} must be positive"
                ));
            }
        }
    }
    not_negative(image, "image")?;
    let count = |name: &str| image.get(name).and_then(Value::as_i64).unwrap_or_default();
    let (least, most) = (count("min_images"), count("max_images"));
    if most > 0 && least > most {
        return Err("image min_images cannot exceed max_images".to_owned());
    }
    Ok(())
}

fn multipliers(part: &Value, of: &str, name: &str) -> Result<(), String> {
    let found = part.get(format!("{of}_multipliers"));
    for (key, value) in found.and_then(Value::as_object).into_iter().flatten() {
        if is_not_positive(value) {
            return Err(format!("{name} {of} multiplier for {key} must be positive"));
        }
    }
    Ok(())
}

fn is_not_positive(value: &Value) -> bool {
    value.as_f64().is_none_or(|value| value <= 0.0)
}

fn not_negative(part: &Value, name: &str) -> Result<(), String> {
    for (field, value) in part.as_object().into_iter().flatten() {
        if value.as_f64().is_some_and(|value| value < 0.0) {
            return Err(format!("{name} {field} cannot be negative"));
        }
    }
    Ok(())
}

fn check_window(index: usize, window: &Value) -> Result<(), String> {
    let text = |name: &str| window.get(name).and_then(Value::as_str);
    if let Some(zone) = text("timezone").filter(|zone| !is_zone(zone)) {
        return Err(format!(
            "load timezone for time window {index}: unknown time zone {zone}"
        ));
    }
    let ranges = window.get("ranges").and_then(Value::as_array);
    let Some(ranges) = ranges else {
        return Err(format!("time window {index} requires at least one range"));
    };
    for (place, range) in ranges.iter().enumerate() {
        for end in ["start", "end"] {
            let time = range.get(end).and_then(Value::as_str).unwrap_or_default();
            check_time(time).map_err(|error| {
                format!("parse {end} for time window {index} range {place}: {error}")
            })?;
        }
    }
    let days = window.get("days_of_week").and_then(Value::as_array);
    for day in days.into_iter().flatten() {
        if !day.as_i64().is_some_and(|day| (0..=6).contains(&day)) {
            return Err(format!("time window {index} has invalid day of week {day}"));
        }
    }
    let dates = [text("date_from"), text("date_to")];
    for date in dates.into_iter().flatten() {
        if !is_date(date) {
            return Err(format!(
                "parse date for time window {index}: parsing time {date:?} as \"2006-01-02\": cannot parse {date:?} as \"2006\""
            ));
        }
    }
    if let [Some(from), Some(to)] = dates
        && from >= to
    {
        return Err(format!(
            "time window {index} date_from must be before date_to"
        ));
    }
    check_overlay(index, window.get("overlay"))
}

fn check_overlay(index: usize, overlay: Option<&Value>) -> Result<(), String> {
    let Some(overlay) = overlay.filter(|overlay| is_meaningful(overlay)) else {
        return Err(format!(
            "time window {index} overlay requires at least one pricing field"
        ));
    };
    if overlay.get("time_windows").is_some() {
        return Err(format!(
            "time window {index} overlay cannot contain nested time windows"
        ));
    }
    check_parts(overlay)
}

/// Whether a text may be the name of a zone. The sandbox has no list of them.
fn is_zone(text: &str) -> bool {
    let is_name = |part: &str| part.starts_with(|first: char| first.is_ascii_alphabetic());
    matches!(text, "UTC" | "Local") || (text.contains('/') && text.split('/').all(is_name))
}

/// Checks a time of day as Go parses one.
fn check_time(text: &str) -> Result<(), String> {
    let number = |part: &str| -> Option<u32> {
        let is_short = (1..=2).contains(&part.len());
        (is_short && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let (hour, minute) = text.split_once(':').unwrap_or((text, ""));
    let Some(hour) = number(hour) else {
        return Err(format!(
            "parsing time {text:?} as \"15:04\": cannot parse {text:?} as \"15\""
        ));
    };
    if hour > 23 {
        return Err(format!("parsing time {text:?}: hour out of range"));
    }
    match number(minute).filter(|_| minute.len() == 2) {
        Some(minute) if minute < 60 => Ok(()),
        Some(_) => Err(format!("parsing time {text:?}: minute out of range")),
        None => Err(format!(
            "parsing time {text:?} as \"15:04\": cannot parse {minute:?} as \"04\""
        )),
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let number = |index: usize| parts[index].parse::<u32>().ok();
    lengths == [4, 2, 2]
        && number(0).is_some()
        && number(1).is_some_and(|month| (1..=12).contains(&month))
        && number(2).is_some_and(|day| (1..=31).contains(&day))
}

/// Whether anything at all is set in an entry.
fn is_meaningful(entry: &Value) -> bool {
    let fields = entry.as_object().into_iter().flatten();
    fields.into_iter().any(|(_, value)| *value != 0)
}

/// Checks the prices of a model as a whole.
///
/// # Errors
/// The server's words, without what it says before them.
pub(super) fn check_entry(model: &str, entry: &Value) -> Result<(), String> {
    let float = |value: &Value, name: &str| value.get(name).and_then(Value::as_f64);
    for (field, words) in [
        ("ratio", "ratio"),
        ("completion_ratio", "completion ratio"),
        ("cache_write_5m_ratio", "cache write 5m ratio"),
        ("cache_write_1h_ratio", "cache write 1h ratio"),
    ] {
        if let Some(value) = float(entry, field).filter(|value| *value < 0.0) {
            return Err(format!("negative {words} for model {model}: {value:.6}"));
        }
    }
    if let Some(tokens) = entry.get("max_tokens").and_then(Value::as_i64)
        && tokens < 0
    {
        return Err(format!("negative max tokens for model {model}: {tokens}"));
    }
    let tiers = entry.get("tiers").and_then(Value::as_array);
    for (index, tier) in tiers.into_iter().flatten().enumerate() {
        for (field, value) in tier.as_object().into_iter().flatten() {
            // A negative price of cached tokens makes them free.
            if field != "cached_input_ratio" && value.as_f64().is_some_and(|value| value < 0.0) {
                return Err(format!(
                    "negative {field} in tier {index} for model {model}: {value}"
                ));
            }
        }
    }
    if !is_meaningful(entry) {
        return Err(format!(
            "model {model} has no meaningful configuration data"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_str, json};

    use super::{check_entry, check_parts};

    fn window(text: &str) -> Value {
        let window: Value = from_str(text).expect("JSON");
        json!({"ratio": 1, "time_windows": [window]})
    }

    #[test]
    fn times_and_multipliers_are_checked() {
        for (entry, expect) in [
            (
                window(r#"{"ranges":[{"start":"25:00","end":"06:00"}],"overlay":{"ratio":1}}"#),
                "normalize time windows: parse start for time window 0 range 0: parsing time \"25:00\": hour out of range",
            ),
            (
                window(r#"{"ranges":[{"start":"22:00","end":"06:60"}],"overlay":{"ratio":1}}"#),
                "normalize time windows: parse end for time window 0 range 0: parsing time \"06:60\": minute out of range",
            ),
            (
                window(r#"{"overlay":{"ratio":1}}"#),
                "normalize time windows: time window 0 requires at least one range",
            ),
            (
                window(r#"{"ranges":[{"start":"22:00","end":"06:00"}]}"#),
                "normalize time windows: time window 0 overlay requires at least one pricing field",
            ),
            (
                window(
                    r#"{"timezone":"Mars","ranges":[{"start":"22:00","end":"06:00"}],"overlay":{"ratio":1}}"#,
                ),
                "normalize time windows: load timezone for time window 0: unknown time zone Mars",
            ),
            (
                window(
                    r#"{"date_from":"2026-02-01","date_to":"2026-01-01","ranges":[{"start":"22:00","end":"06:00"}],"overlay":{"ratio":1}}"#,
                ),
                "normalize time windows: time window 0 date_from must be before date_to",
            ),
            (
                window(
                    r#"{"days_of_week":[7],"ranges":[{"start":"22:00","end":"06:00"}],"overlay":{"ratio":1}}"#,
                ),
                "normalize time windows: time window 0 has invalid day of week 7",
            ),
            (
                json!({"image": {"size_multipliers": {"1x1": 0}}}),
                "normalize image pricing: image size multiplier for 1x1 must be positive",
            ),
            (
                json!({"image": {"min_images": 3, "max_images": 2}}),
                "normalize image pricing: image min_images cannot exceed max_images",
            ),
            (
                json!({"video": {"resolution_multipliers": {"1x1": -1}}}),
                "normalize video pricing: video resolution multiplier for 1x1 must be positive",
            ),
            (
                json!({"audio": {"prompt_ratio": -1}}),
                "normalize audio pricing: audio prompt_ratio cannot be negative",
            ),
            (
                json!({"embedding": {"usd_per_image": -1}}),
                "normalize embedding pricing: embedding usd_per_image cannot be negative",
            ),
        ] {
            assert_eq!(
                check_parts(&entry).err().as_deref(),
                Some(expect),
                "{entry}"
            );
        }
        let night = r#"{"timezone":"Europe/Berlin","ranges":[{"start":"22:00","end":"06:00"}],"days_of_week":[0,6],"date_from":"2026-01-01","date_to":"2026-02-01","overlay":{"ratio":0.6}}"#;
        assert_eq!(check_parts(&window(night)), Ok(()));
    }

    #[test]
    fn negative_and_hollow_prices_are_refused() {
        for (entry, expect) in [
            (
                json!({"ratio": -1}),
                Some("negative ratio for model m: -1.000000"),
            ),
            (
                json!({"ratio": 0, "completion_ratio": -0.5}),
                Some("negative completion ratio for model m: -0.500000"),
            ),
            (
                json!({"ratio": 0, "max_tokens": -1}),
                Some("negative max tokens for model m: -1"),
            ),
            (
                json!({"ratio": 1, "tiers": [{"ratio": -1}]}),
                Some("negative ratio in tier 0 for model m: -1"),
            ),
            (
                json!({"ratio": 0}),
                Some("model m has no meaningful configuration data"),
            ),
            (json!({"ratio": 0, "cached_input_ratio": -1}), None),
            (json!({"ratio": 1}), None),
        ] {
            assert_eq!(check_entry("m", &entry).err().as_deref(), expect, "{entry}");
        }
    }
}
