//! What the server refuses in the prices of a model (contract 3.1.5). The texts of a negative ratio,
//! of an empty entry, of a time and of a multiplier were recorded; the others are like them.

use serde_json::Value;

/// Refuses a map of prices that were rewritten: first what does not normalise, then what is not
/// valid, as the server does.
pub(super) fn check(entries: &[(String, Value)]) -> Result<(), String> {
    for (model, entry) in entries {
        if model.trim().is_empty() {
            return Err("model name cannot be empty".to_owned());
        }
        normal(entry).map_err(|why| format!("normalize model config for {model}: {why}"))?;
    }
    for (model, entry) in entries {
        valid(model, entry).map_err(|why| format!("invalid model price configurations: {why}"))?;
    }
    Ok(())
}

fn float(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn normal(entry: &Value) -> Result<(), String> {
    let video = &entry["video"]["resolution_multipliers"];
    positive(video, "video resolution multiplier")
        .map_err(|why| format!("normalize video pricing: {why}"))?;
    image(&entry["image"]).map_err(|why| format!("normalize image pricing: {why}"))?;
    for part in ["audio", "embedding", "video", "image"] {
        none_negative(&entry[part]).map_err(|why| format!("normalize {part} pricing: {why}"))?;
    }
    for (index, window) in list(&entry["time_windows"]).iter().enumerate() {
        super::window::check(index, window)
            .map_err(|why| format!("normalize time windows: {why}"))?;
    }
    Ok(())
}

fn image(image: &Value) -> Result<(), String> {
    positive(&image["size_multipliers"], "image size multiplier")?;
    positive(&image["quality_multipliers"], "image quality multiplier")?;
    for (_, sizes) in image["quality_size_multipliers"]
        .as_object()
        .into_iter()
        .flatten()
    {
        positive(sizes, "image quality size multiplier")?;
    }
    let (least, most) = (float(&image["min_images"]), float(&image["max_images"]));
    if most > 0.0 && least > most {
        return Err("min_images cannot exceed max_images".to_owned());
    }
    Ok(())
}

fn positive(multipliers: &Value, what: &str) -> Result<(), String> {
    let all = multipliers.as_object().into_iter().flatten();
    for (name, value) in all {
        if float(value) <= 0.0 {
            return Err(format!("{what} for {name} must be positive"));
        }
    }
    Ok(())
}

fn none_negative(part: &Value) -> Result<(), String> {
    let all = part.as_object().into_iter().flatten();
    for (name, value) in all {
        if float(value) < 0.0 {
            return Err(format!("{name} cannot be negative"));
        }
    }
    Ok(())
}

/// Fields of an entry and of a tier that cannot be negative. A negative `cached_input_ratio` makes
/// cached tokens free.
const NOT_NEGATIVE: [&str; 7] = [
    "ratio",
    "completion_ratio",
    "cache_write_5m_ratio",
    "cache_write_1h_ratio",
    "max_tokens",
    "input_token_threshold",
    "output_token_threshold",
];

fn valid(model: &str, entry: &Value) -> Result<(), String> {
    for part in std::iter::once(entry).chain(list(&entry["tiers"])) {
        for name in NOT_NEGATIVE {
            let value = float(&part[name]);
            if value < 0.0 {
                return Err(format!("negative {name} for model {model}: {value:.6}"));
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

/// Whether anything is set. A rewritten entry has nothing but what is set, and its ratio.
pub(super) fn is_meaningful(entry: &Value) -> bool {
    let fields = entry.as_object();
    fields.is_some_and(|fields| fields.len() > 1) || float(&entry["ratio"]) != 0.0
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::shape::ENTRY;
    use super::check;

    fn refusal(model: &str, sent: &Value) -> String {
        let entry = ENTRY.rewrite(sent, "model_configs").expect("right types");
        check(&[(model.to_owned(), entry)])
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn refusals() {
        const INVALID: &str = "invalid model price configurations: ";
        const NORMAL: &str = "normalize model config for m: ";
        for (sent, prefix, expect) in [
            (json!({"ratio": 1}), "", ""),
            (json!({"cached_input_ratio": -1}), "", ""),
            (
                json!({"ratio": -1}),
                INVALID,
                "negative ratio for model m: -1.000000",
            ),
            (
                json!({"ratio": 1, "tiers": [{"ratio": -2}]}),
                INVALID,
                "negative ratio for model m: -2.000000",
            ),
            (
                json!({"input_ratio": 5}),
                INVALID,
                "model m has no meaningful configuration data",
            ),
            (
                json!({"image": {"size_multipliers": {"1x1": 0}}}),
                NORMAL,
                "normalize image pricing: image size multiplier for 1x1 must be positive",
            ),
            (
                json!({"image": {"min_images": 3, "max_images": 2}}),
                NORMAL,
                "normalize image pricing: min_images cannot exceed max_images",
            ),
            (
                json!({"audio": {"usd_per_second": -1}}),
                NORMAL,
                "normalize audio pricing: usd_per_second cannot be negative",
            ),
        ] {
            assert_eq!(refusal("m", &sent), format!("{prefix}{expect}"), "{sent}");
        }
        assert_eq!(
            refusal(" ", &json!({"ratio": 1})),
            "model name cannot be empty"
        );
    }
}
