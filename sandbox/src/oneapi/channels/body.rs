//! The body of a channel, decoded as Go does: names in any case, types checked, the first wrong one
//! told with its name.

use serde_json::{Map, Value};

use super::fields::{Field, Holds, known};
use crate::oneapi::go_json;
use crate::oneapi::version::Version;
use crate::oneapi::{Arrived, Context};

/// The fields that were sent, by their names in the table.
#[derive(Debug, Default)]
pub(super) struct Body(Map<String, Value>);

impl Body {
    /// Reads the body of a request, or returns the server's refusal.
    pub(super) fn of(context: &Context) -> Result<Self, String> {
        Self::read(context.version, context.request)
    }

    fn read(version: Version, request: &Arrived) -> Result<Self, String> {
        if version != Version::F2 {
            return Self::bound(version, &request.body);
        }
        if !request.is_json() && !request.body.is_empty() {
            // A form is read, which fills nothing; then the fields that are present are looked up in
            // the same bytes as JSON.
            go_json::check(&request.body)
                .map_err(|error| format!("unmarshal raw channel fields: {error}"))?;
            return Ok(Self::default());
        }
        let prefix = "unmarshal channel payload: unmarshal request body failed: ";
        go_json::check(&request.body).map_err(|error| format!("{prefix}{error}"))?;
        Self::decode(version, &request.body).map_err(|error| format!("{prefix}{error}"))
    }

    /// Reads the first value of the text, whatever its type is said to be.
    fn bound(version: Version, text: &[u8]) -> Result<Self, String> {
        Self::decode(version, go_json::first_value(text)?)
    }

    fn decode(version: Version, text: &[u8]) -> Result<Self, String> {
        let (outer, inner) = match version {
            Version::F2 => ("controller.channelPayload", "channelPayload.Channel"),
            Version::F1 | Version::U => ("model.Channel", "Channel"),
        };
        let value: Value = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        let sent = match value {
            Value::Object(sent) => sent,
            Value::Null => Map::new(),
            other => {
                let what = name_of(&other);
                return Err(format!(
                    "json: cannot unmarshal {what} into Go value of type {outer}"
                ));
            }
        };
        let mut decoded = Map::new();
        let mut first_error = None;
        for (name, value) in sent {
            let Some(field) = known(version).find(|known| known.name.eq_ignore_ascii_case(&name))
            else {
                continue;
            };
            match checked(field, value) {
                Ok(value) => {
                    decoded.insert(field.name.to_owned(), value);
                }
                Err(what) => {
                    let go = go_type(field.holds);
                    let name = field.name;
                    first_error.get_or_insert(format!(
                        "json: cannot unmarshal {what} into Go struct field {inner}.{name} of type {go}"
                    ));
                }
            }
        }
        first_error.map_or(Ok(Self(decoded)), Err)
    }

    /// What was sent for a field; `None` where it is absent.
    pub(super) fn sent(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A text; empty where it is absent or null.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A whole number; 0 where it is absent or null.
    pub(super) fn number(&self, name: &str) -> i64 {
        self.0.get(name).and_then(Value::as_i64).unwrap_or_default()
    }

    /// Puts a value in place of what was sent.
    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }
}

/// The value if it fits the field, otherwise what Go calls it.
fn checked(field: &Field, value: Value) -> Result<Value, String> {
    let fits = match (&value, field.holds) {
        (Value::Null, _) | (_, Holds::Json) => true,
        (Value::String(_), Holds::Text) => true,
        (Value::Number(number), Holds::Float) => number.as_f64().is_some_and(f64::is_finite),
        (Value::Number(number), Holds::Uint) => number.as_i64().is_some_and(|number| number >= 0),
        (Value::Number(number), Holds::Int | Holds::Int64) => number.as_i64().is_some(),
        _ => false,
    };
    match &value {
        _ if fits => Ok(value),
        Value::Number(number) if field.holds != Holds::Text => Err(format!("number {number}")),
        other => Err(name_of(other).to_owned()),
    }
}

/// What Go calls a JSON value.
pub(crate) const fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

const fn go_type(holds: Holds) -> &'static str {
    match holds {
        Holds::Text => "string",
        Holds::Int => "int",
        Holds::Int64 => "int64",
        Holds::Uint => "uint",
        Holds::Float => "float64",
        Holds::Json => "json.RawMessage",
    }
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::oneapi::version::Version;

    #[test]
    fn the_first_wrong_type_is_told() {
        for (version, text, expect) in [
            (
                Version::F2,
                r#"{"type":"3"}"#,
                "json: cannot unmarshal string into Go struct field channelPayload.Channel.type of type int",
            ),
            (
                Version::F2,
                r#"{"weight":-1,"type":"3"}"#,
                "json: cannot unmarshal number -1 into Go struct field channelPayload.Channel.weight of type uint",
            ),
            (
                Version::F2,
                r#"{"uuid":1}"#,
                "json: cannot unmarshal number into Go struct field channelPayload.Channel.uuid of type string",
            ),
            (
                Version::U,
                r#"{"used_quota":9223372036854775808}"#,
                "json: cannot unmarshal number 9223372036854775808 into Go struct field Channel.used_quota of type int64",
            ),
            (
                Version::U,
                r#"{"priority":1.0}"#,
                "json: cannot unmarshal number 1.0 into Go struct field Channel.priority of type int64",
            ),
            (
                Version::U,
                "[1]",
                "json: cannot unmarshal array into Go value of type model.Channel",
            ),
        ] {
            let read = Body::decode(version, text.as_bytes());
            assert_eq!(read.err().as_deref(), Some(expect), "{text}");
        }
    }

    #[test]
    fn names_are_known_in_any_case_and_unknown_ones_ignored() {
        let text = r#"{"NAME":"a","Weight":3,"ratelimit":"no number","color":"red"}"#;
        let body = Body::decode(Version::U, text.as_bytes()).expect("a body");
        assert_eq!(body.text("name"), "a");
        assert_eq!(body.number("weight"), 3);
        assert!(body.sent("ratelimit").is_none());
        assert!(body.sent("type").is_none());
    }
}
