//! The shape of a channel's own prices: what an entry may hold, in the order in which it is written
//! (contract 3.1.5). Unknown fields are dropped, and so is what is zero.

use serde_json::{Map, Value};

use super::super::body::name_of;
use super::super::row::number;

/// What a value has to be.
enum Shape {
    Float,
    Int,
    Text,
    /// Numbers by name.
    Floats,
    /// Numbers by two names.
    FloatMaps,
    List(&'static Shape),
    Object(&'static Object),
}

/// An object with its name in Go.
struct Object {
    go: &'static str,
    parts: &'static [(&'static str, Shape)],
}

static ENTRY: Object = Object {
    go: "ModelConfigLocal",
    parts: &[
        ("ratio", Shape::Float),
        ("completion_ratio", Shape::Float),
        ("cached_input_ratio", Shape::Float),
        ("cache_write_5m_ratio", Shape::Float),
        ("cache_write_1h_ratio", Shape::Float),
        ("max_tokens", Shape::Int),
        ("tiers", Shape::List(&Shape::Object(&TIER))),
        ("video", Shape::Object(&VIDEO)),
        ("audio", Shape::Object(&AUDIO)),
        ("image", Shape::Object(&IMAGE)),
        ("embedding", Shape::Object(&EMBEDDING)),
        ("time_windows", Shape::List(&Shape::Object(&WINDOW))),
    ],
};

static TIER: Object = Object {
    go: "ModelRatioTierLocal",
    parts: &[
        ("ratio", Shape::Float),
        ("completion_ratio", Shape::Float),
        ("cached_input_ratio", Shape::Float),
        ("cache_write_5m_ratio", Shape::Float),
        ("cache_write_1h_ratio", Shape::Float),
        ("input_token_threshold", Shape::Int),
        ("output_token_threshold", Shape::Int),
    ],
};

static VIDEO: Object = Object {
    go: "VideoPricingLocal",
    parts: &[
        ("per_second_usd", Shape::Float),
        ("base_resolution", Shape::Text),
        ("resolution_multipliers", Shape::Floats),
    ],
};

static AUDIO: Object = Object {
    go: "AudioPricingLocal",
    parts: &[
        ("prompt_ratio", Shape::Float),
        ("completion_ratio", Shape::Float),
        ("prompt_tokens_per_second", Shape::Float),
        ("completion_tokens_per_second", Shape::Float),
        ("usd_per_second", Shape::Float),
    ],
};

static IMAGE: Object = Object {
    go: "ImagePricingLocal",
    parts: &[
        ("price_per_image_usd", Shape::Float),
        ("prompt_ratio", Shape::Float),
        ("default_size", Shape::Text),
        ("default_quality", Shape::Text),
        ("prompt_token_limit", Shape::Int),
        ("min_images", Shape::Int),
        ("max_images", Shape::Int),
        ("size_multipliers", Shape::Floats),
        ("quality_multipliers", Shape::Floats),
        ("quality_size_multipliers", Shape::FloatMaps),
    ],
};

static EMBEDDING: Object = Object {
    go: "EmbeddingPricingLocal",
    parts: &[
        ("text_token_ratio", Shape::Float),
        ("image_token_ratio", Shape::Float),
        ("audio_token_ratio", Shape::Float),
        ("video_token_ratio", Shape::Float),
        ("document_token_ratio", Shape::Float),
        ("usd_per_image", Shape::Float),
        ("usd_per_audio_second", Shape::Float),
        ("usd_per_video_frame", Shape::Float),
        ("usd_per_document_page", Shape::Float),
    ],
};

static WINDOW: Object = Object {
    go: "TimeWindowLocal",
    parts: &[
        ("name", Shape::Text),
        ("timezone", Shape::Text),
        ("ranges", Shape::List(&Shape::Object(&RANGE))),
        ("days_of_week", Shape::List(&Shape::Int)),
        ("date_from", Shape::Text),
        ("date_to", Shape::Text),
        ("overlay", Shape::Object(&ENTRY)),
    ],
};

static RANGE: Object = Object {
    go: "TimeRangeLocal",
    parts: &[("start", Shape::Text), ("end", Shape::Text)],
};

/// Decodes the entry of a model. `place` is where it stands, as in `model_configs`.
///
/// # Errors
/// Go's words for a value of another type.
pub(super) fn entry(value: &Value, place: &str) -> Result<Value, String> {
    let decoded = object(&ENTRY, value, place)?;
    Ok(decoded.unwrap_or_else(|| Value::Object(empty())))
}

/// An entry without anything: the ratio is always written.
fn empty() -> Map<String, Value> {
    Map::from_iter([("ratio".to_owned(), Value::from(0))])
}

fn object(shape: &Object, value: &Value, place: &str) -> Result<Option<Value>, String> {
    let fields = match value {
        Value::Null => return Ok(None),
        Value::Object(fields) => fields,
        other => {
            let (what, go) = (name_of(other), shape.go);
            return Err(format!(
                "json: cannot unmarshal {what} into Go value of type model.{go}"
            ));
        }
    };
    let is_entry = std::ptr::eq(shape, &raw const ENTRY);
    let mut decoded = Map::new();
    for (name, part) in shape.parts {
        let place = format!("{place}.{name}");
        let value = match fields.get(*name) {
            None => None,
            Some(value) => decode(part, value, shape.go, &place)?,
        };
        match value {
            Some(value) => {
                decoded.insert((*name).to_owned(), value);
            }
            None if is_entry && *name == "ratio" => decoded.extend(empty()),
            None => {}
        }
    }
    Ok((!decoded.is_empty()).then_some(Value::Object(decoded)))
}

/// Decodes a value; `None` where it is zero or empty.
fn decode(shape: &Shape, value: &Value, go: &str, place: &str) -> Result<Option<Value>, String> {
    let wrong = |what: String, expected: &str| {
        format!(
            "json: cannot unmarshal {what} into Go struct field {go}.{place} of type {expected}"
        )
    };
    let what = || match value {
        Value::Number(number) => format!("number {number}"),
        other => name_of(other).to_owned(),
    };
    if value.is_null() {
        return Ok(None);
    }
    Ok(match shape {
        Shape::Float => match value.as_f64().filter(|number| number.is_finite()) {
            Some(0.0) => None,
            Some(float) => Some(number(float)),
            None => return Err(wrong(what(), "float64")),
        },
        Shape::Int => match value.as_i64() {
            Some(0) if !place.ends_with("days_of_week") => None,
            Some(whole) => Some(Value::from(whole)),
            None => return Err(wrong(what(), "int")),
        },
        Shape::Text => match value {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(Value::from(text.as_str())),
            _ => return Err(wrong(name_of(value).to_owned(), "string")),
        },
        Shape::Floats => floats(value).ok_or_else(|| wrong(what(), "map[string]float64"))?,
        Shape::FloatMaps => {
            let expected = "map[string]map[string]float64";
            let Value::Object(maps) = value else {
                return Err(wrong(what(), expected));
            };
            let mut decoded = Map::new();
            for (name, map) in maps {
                let map = floats(map).ok_or_else(|| wrong(what(), expected))?;
                decoded.extend(map.map(|map| (name.clone(), map)));
            }
            sorted(decoded)
        }
        Shape::List(of) => {
            let Value::Array(items) = value else {
                return Err(wrong(what(), "[]interface {}"));
            };
            let mut decoded = Vec::new();
            for item in items {
                decoded.push(decode(of, item, go, place)?.unwrap_or(Value::Null));
            }
            (!decoded.is_empty()).then_some(Value::Array(decoded))
        }
        Shape::Object(shape) => object(shape, value, place)?,
    })
}

/// Numbers by name, sorted; nothing where it is not that.
#[expect(clippy::option_option, reason = "an empty map is not the same as none")]
fn floats(value: &Value) -> Option<Option<Value>> {
    let mut decoded = Map::new();
    for (name, value) in value.as_object()? {
        decoded.insert(name.clone(), number(value.as_f64()?));
    }
    Some(sorted(decoded))
}

/// The map with its names sorted, as Go writes maps; `None` where it is empty.
pub(super) fn sorted(map: Map<String, Value>) -> Option<Value> {
    let mut pairs: Vec<(String, Value)> = map.into_iter().collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    (!pairs.is_empty()).then(|| Value::Object(pairs.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_str};

    use super::entry;

    #[test]
    fn entries_are_written_in_one_form() {
        for (sent, expect) in [
            ("{}", r#"{"ratio":0}"#),
            ("null", r#"{"ratio":0}"#),
            (r#"{"input_ratio":5}"#, r#"{"ratio":0}"#),
            (
                r#"{"completion_ratio":4.0,"ratio":1.25,"color":"red"}"#,
                r#"{"ratio":1.25,"completion_ratio":4}"#,
            ),
            (
                r#"{"image":{"price_per_image_usd":0.04,"size_multipliers":{"b":2,"a":1}}}"#,
                r#"{"ratio":0,"image":{"price_per_image_usd":0.04,"size_multipliers":{"a":1,"b":2}}}"#,
            ),
            (
                r#"{"ratio":1,"time_windows":[{"days_of_week":[0,1],"ranges":[{"end":"b","start":"a"}],"overlay":{"ratio":0.6}}]}"#,
                r#"{"ratio":1,"time_windows":[{"ranges":[{"start":"a","end":"b"}],"days_of_week":[0,1],"overlay":{"ratio":0.6}}]}"#,
            ),
        ] {
            let value: Value = from_str(sent).expect("JSON");
            let decoded = entry(&value, "model_configs").expect("an entry");
            assert_eq!(decoded.to_string(), expect, "{sent}");
        }
    }

    #[test]
    fn wrong_types_are_told_with_their_place() {
        for (sent, expect) in [
            (
                r#"{"ratio":"1"}"#,
                "json: cannot unmarshal string into Go struct field ModelConfigLocal.model_configs.ratio of type float64",
            ),
            (
                r#"{"max_tokens":1.5}"#,
                "json: cannot unmarshal number 1.5 into Go struct field ModelConfigLocal.model_configs.max_tokens of type int",
            ),
            (
                r#"{"tiers":[{"ratio":true}]}"#,
                "json: cannot unmarshal bool into Go struct field ModelRatioTierLocal.model_configs.tiers.ratio of type float64",
            ),
            (
                "[]",
                "json: cannot unmarshal array into Go value of type model.ModelConfigLocal",
            ),
        ] {
            let value: Value = from_str(sent).expect("JSON");
            let decoded = entry(&value, "model_configs");
            assert_eq!(decoded.err().as_deref(), Some(expect), "{sent}");
        }
    }
}
