//! The fields of a model's prices, in the order in which the server writes them, and how it reads
//! them: a wrong type is an error, an unknown field is dropped, and a zero is not written.

use serde_json::{Map, Number, Value, json};

use crate::oneapi::channels::row::number;

/// The type of a field.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Float,
    Integer,
    Text,
    Integers,
    /// Floats by name.
    Floats,
    /// Floats by two names.
    FloatsByName,
    Object(&'static Shape),
    List(&'static Shape),
}

/// A type with fields.
pub(super) struct Shape {
    /// Its name in messages.
    name: &'static str,
    fields: &'static [(&'static str, Kind)],
    /// The field that is written even if it is zero.
    always: &'static str,
}

const fn shape(name: &'static str, fields: &'static [(&'static str, Kind)]) -> Shape {
    Shape {
        name,
        fields,
        always: "",
    }
}

/// The prices of one model.
pub(super) static ENTRY: Shape = Shape {
    name: "ModelConfigLocal",
    always: "ratio",
    fields: &[
        ("ratio", Kind::Float),
        ("completion_ratio", Kind::Float),
        ("cached_input_ratio", Kind::Float),
        ("cache_write_5m_ratio", Kind::Float),
        ("cache_write_1h_ratio", Kind::Float),
        ("max_tokens", Kind::Integer),
        ("tiers", Kind::List(&TIER)),
        ("video", Kind::Object(&VIDEO)),
        ("audio", Kind::Object(&AUDIO)),
        ("image", Kind::Object(&IMAGE)),
        ("embedding", Kind::Object(&EMBEDDING)),
        ("time_windows", Kind::List(&WINDOW)),
    ],
};

static TIER: Shape = shape(
    "ModelRatioTierLocal",
    &[
        ("ratio", Kind::Float),
        ("completion_ratio", Kind::Float),
        ("cached_input_ratio", Kind::Float),
        ("cache_write_5m_ratio", Kind::Float),
        ("cache_write_1h_ratio", Kind::Float),
        ("input_token_threshold", Kind::Integer),
        ("output_token_threshold", Kind::Integer),
    ],
);

static VIDEO: Shape = shape(
    "VideoPricingLocal",
    &[
        ("per_second_usd", Kind::Float),
        ("base_resolution", Kind::Text),
        ("resolution_multipliers", Kind::Floats),
    ],
);

static AUDIO: Shape = shape(
    "AudioPricingLocal",
    &[
        ("prompt_ratio", Kind::Float),
        ("completion_ratio", Kind::Float),
        ("prompt_tokens_per_second", Kind::Float),
        ("completion_tokens_per_second", Kind::Float),
        ("usd_per_second", Kind::Float),
    ],
);

static IMAGE: Shape = shape(
    "ImagePricingLocal",
    &[
        ("price_per_image_usd", Kind::Float),
        ("prompt_ratio", Kind::Float),
        ("default_size", Kind::Text),
        ("default_quality", Kind::Text),
        ("prompt_token_limit", Kind::Integer),
        ("min_images", Kind::Integer),
        ("max_images", Kind::Integer),
        ("size_multipliers", Kind::Floats),
        ("quality_multipliers", Kind::Floats),
        ("quality_size_multipliers", Kind::FloatsByName),
    ],
);

static EMBEDDING: Shape = shape(
    "EmbeddingPricingLocal",
    &[
        ("text_token_ratio", Kind::Float),
        ("image_token_ratio", Kind::Float),
        ("audio_token_ratio", Kind::Float),
        ("video_token_ratio", Kind::Float),
        ("document_token_ratio", Kind::Float),
        ("usd_per_image", Kind::Float),
        ("usd_per_audio_second", Kind::Float),
        ("usd_per_video_frame", Kind::Float),
        ("usd_per_document_page", Kind::Float),
    ],
);

static WINDOW: Shape = shape(
    "ModelTimeWindowLocal",
    &[
        ("name", Kind::Text),
        ("timezone", Kind::Text),
        ("ranges", Kind::List(&RANGE)),
        ("days_of_week", Kind::Integers),
        ("date_from", Kind::Text),
        ("date_to", Kind::Text),
        ("overlay", Kind::Object(&ENTRY)),
    ],
);

static RANGE: Shape = shape(
    "TimeRangeLocal",
    &[("start", Kind::Text), ("end", Kind::Text)],
);

impl Shape {
    /// Reads an object as the server does and returns it as the server writes it. `path` names it
    /// in messages.
    pub(super) fn rewrite(&'static self, value: &Value, path: &str) -> Result<Value, String> {
        let mut written = Map::new();
        let Some(sent) = value.as_object() else {
            return match value {
                Value::Null => Ok(Value::Object(written)),
                other => Err(mismatch(other, self.name, path, "object")),
            };
        };
        for (name, kind) in self.fields {
            let found = sent
                .iter()
                .find(|(sent, _)| sent.eq_ignore_ascii_case(name));
            let read = found.map(|(_, value)| self.read(value, *kind, &format!("{path}.{name}")));
            match read.transpose()?.flatten() {
                Some(value) => written.insert((*name).to_owned(), value),
                None if *name == self.always => written.insert((*name).to_owned(), json!(0)),
                None => None,
            };
        }
        Ok(Value::Object(written))
    }

    /// Reads one value; nothing where it is null, zero or empty.
    fn read(&self, value: &Value, kind: Kind, path: &str) -> Result<Option<Value>, String> {
        let wrong = |of: &str| Err(mismatch(value, self.name, path, of));
        Ok(match (kind, value) {
            (_, Value::Null) => None,
            (Kind::Float, Value::Number(sent)) => float(sent),
            (Kind::Float, _) => return wrong("float64"),
            (Kind::Integer, Value::Number(sent)) => match sent.as_i64() {
                Some(whole) => (whole != 0).then(|| json!(whole)),
                None => return wrong("int"),
            },
            (Kind::Integer, _) => return wrong("int"),
            (Kind::Text, Value::String(text)) => (!text.is_empty()).then(|| json!(text)),
            (Kind::Text, _) => return wrong("string"),
            (Kind::Integers, Value::Array(items)) => {
                if items.iter().any(|item| item.as_i64().is_none()) {
                    return wrong("int");
                }
                (!items.is_empty()).then(|| value.clone())
            }
            (Kind::Integers, _) => return wrong("[]int"),
            (Kind::Floats, Value::Object(sent)) => {
                let mut written = Map::new();
                for (name, value) in sent {
                    let Value::Number(value) = value else {
                        return Err(mismatch(value, self.name, path, "float64"));
                    };
                    written.insert(name.clone(), float(value).unwrap_or(json!(0)));
                }
                sorted(written)
            }
            (Kind::Floats, _) => return wrong("map[string]float64"),
            (Kind::FloatsByName, Value::Object(sent)) => {
                let mut written = Map::new();
                for (name, value) in sent {
                    let inner = self.read(value, Kind::Floats, path)?;
                    written.insert(name.clone(), inner.unwrap_or(json!({})));
                }
                sorted(written)
            }
            (Kind::FloatsByName, _) => return wrong("map[string]map[string]float64"),
            (Kind::Object(shape), value) => Some(shape.rewrite(value, path)?),
            (Kind::List(shape), Value::Array(items)) => {
                let items: Result<Vec<Value>, String> =
                    items.iter().map(|item| shape.rewrite(item, path)).collect();
                Some(items?)
                    .filter(|items| !items.is_empty())
                    .map(Value::Array)
            }
            (Kind::List(shape), _) => return wrong(&format!("[]model.{}", shape.name)),
        })
    }
}

/// A float as it is written; nothing for 0.
fn float(sent: &Number) -> Option<Value> {
    let value = sent.as_f64().unwrap_or(0.0);
    (value != 0.0).then(|| number(value))
}

/// A map with its names in order; nothing for an empty one.
fn sorted(mut map: Map<String, Value>) -> Option<Value> {
    map.sort_keys();
    (!map.is_empty()).then_some(Value::Object(map))
}

/// The message for a value of a wrong type.
pub(super) fn mismatch(value: &Value, shape: &str, path: &str, of: &str) -> String {
    let kind = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
        // The number is told where a whole one is wanted.
        Value::Number(number) if of == "int" => format!("number {number}"),
        Value::Number(_) => "number".to_owned(),
        Value::String(_) => "string".to_owned(),
        Value::Array(_) => "array".to_owned(),
        Value::Object(_) => "object".to_owned(),
    };
    format!("json: cannot unmarshal {kind} into Go struct field {shape}.{path} of type {of}")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::ENTRY;

    fn check(sent: Value, expect: Result<Value, &str>) {
        let written = ENTRY.rewrite(&sent, "model_configs");
        let written = written.map(|written| written.to_string());
        let expect = expect.map(|written| written.to_string());
        assert_eq!(written, expect.map_err(str::to_owned), "{sent}");
    }

    #[test]
    fn entries_are_written_in_order_and_without_what_is_not_set() {
        check(
            json!({"completion_ratio": 4.0, "Ratio": 1.25, "input_ratio": 5, "tiers": []}),
            Ok(json!({"ratio": 1.25, "completion_ratio": 4})),
        );
        check(json!({}), Ok(json!({"ratio": 0})));
        check(json!({"ratio": null}), Ok(json!({"ratio": 0})));
        check(
            json!({"image": {"size_multipliers": {"b": 2.0, "a": 1}, "min_images": 0}}),
            Ok(json!({"ratio": 0, "image": {"size_multipliers": {"a": 1, "b": 2}}})),
        );
        check(
            json!({"tiers": [{"input_token_threshold": 9, "ratio": 2.5}]}),
            Ok(json!({"ratio": 0, "tiers": [{"ratio": 2.5, "input_token_threshold": 9}]})),
        );
    }

    #[test]
    fn a_wrong_type_is_named() {
        let field = "into Go struct field ModelConfigLocal.model_configs";
        check(
            json!({"ratio": "1"}),
            Err(&format!(
                "json: cannot unmarshal string {field}.ratio of type float64"
            )),
        );
        check(
            json!({"max_tokens": 1.5}),
            Err(&format!(
                "json: cannot unmarshal number 1.5 {field}.max_tokens of type int"
            )),
        );
    }
}
