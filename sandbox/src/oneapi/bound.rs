//! A JSON body bound to the fields of a Go struct: names in any case, types checked, the first wrong
//! one told with the struct's name.

use serde_json::{Map, Value};

use super::channels::name_of;
use super::go_json;

/// What a field holds, as Go names it in its refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    Int,
    Int64,
    Flag,
    /// Anything.
    Json,
}

/// The fields of a struct.
pub(crate) type Fields = [(&'static str, Holds)];

/// The fields that were sent, by their names in the struct.
#[derive(Debug, Default)]
pub(crate) struct Bound(Map<String, Value>);

impl Bound {
    /// Reads the first value of a body.
    ///
    /// # Errors
    /// Go's message about a text that is no JSON, or about the first value of a wrong type.
    pub(crate) fn read(body: &[u8], name: &str, fields: &Fields) -> Result<Self, String> {
        let text = go_json::first_value(body)?;
        let value: Value = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        let sent = match value {
            Value::Object(sent) => sent,
            Value::Null => Map::new(),
            other => {
                let what = name_of(&other);
                return Err(format!(
                    "json: cannot unmarshal {what} into Go value of type {name}"
                ));
            }
        };
        let mut bound = Map::new();
        let mut first_error = None;
        for (key, value) in sent {
            let Some((field, holds)) = fields
                .iter()
                .find(|(field, _)| field.eq_ignore_ascii_case(&key))
            else {
                continue;
            };
            match misfit(*holds, &value, text) {
                None => {
                    bound.insert((*field).to_owned(), value);
                }
                Some(what) => {
                    let inner = name.rsplit('.').next().unwrap_or(name);
                    let go = go_type(*holds);
                    first_error.get_or_insert(format!(
                        "json: cannot unmarshal {what} into Go struct field {inner}.{field} of type {go}"
                    ));
                }
            }
        }
        first_error.map_or(Ok(Self(bound)), Err)
    }

    /// What was sent for a field; `None` where it is absent.
    pub(crate) fn sent(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A text that was sent and is not null.
    pub(crate) fn sent_text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// A whole number that was sent and is not null.
    pub(crate) fn sent_number(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(Value::as_i64)
    }

    /// A text; empty where it is absent or null.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.sent_text(name).unwrap_or_default()
    }

    /// A whole number; 0 where it is absent or null.
    pub(crate) fn number(&self, name: &str) -> i64 {
        self.sent_number(name).unwrap_or_default()
    }

    /// A truth value; false where it is absent or null.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.0
            .get(name)
            .and_then(Value::as_bool)
            .unwrap_or_default()
    }
}

/// What Go calls a value that does not fit, if it does not.
fn misfit(holds: Holds, value: &Value, text: &[u8]) -> Option<String> {
    let fits = match (value, holds) {
        (Value::Null, _) | (_, Holds::Json) => true,
        (Value::String(_), Holds::Text) | (Value::Bool(_), Holds::Flag) => true,
        (Value::Number(number), Holds::Int | Holds::Int64) => number.as_i64().is_some(),
        _ => false,
    };
    match value {
        _ if fits => None,
        Value::Number(number) if matches!(holds, Holds::Int | Holds::Int64) => {
            Some(format!("number {}", spelled(&number.to_string(), text)))
        }
        other => Some(name_of(other).to_owned()),
    }
}

/// A number as it was sent: reading adds a sign to an exponent without one.
fn spelled(number: &str, text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    if text.contains(number) {
        number.to_owned()
    } else {
        number.replace("e+", "e")
    }
}

const fn go_type(holds: Holds) -> &'static str {
    match holds {
        Holds::Text => "string",
        Holds::Int => "int",
        Holds::Int64 => "int64",
        Holds::Flag => "bool",
        Holds::Json => "json.RawMessage",
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Fields, Holds};

    const FIELDS: &Fields = &[("name", Holds::Text), ("quota", Holds::Int)];

    #[test]
    fn refusals_are_those_of_go() {
        for (body, expect) in [
            ("", "EOF"),
            (
                r#"{"quota":5e5}"#,
                "json: cannot unmarshal number 5e5 into Go struct field request.quota of type int",
            ),
            (
                r#"{"quota":5.0}"#,
                "json: cannot unmarshal number 5.0 into Go struct field request.quota of type int",
            ),
            (
                r#"{"quota":"5","name":1}"#,
                "json: cannot unmarshal string into Go struct field request.quota of type int",
            ),
            (
                "[]",
                "json: cannot unmarshal array into Go value of type controller.request",
            ),
        ] {
            let bound = Bound::read(body.as_bytes(), "controller.request", FIELDS);
            assert_eq!(bound.err().as_deref(), Some(expect), "{body}");
        }
    }

    #[test]
    fn names_fit_in_any_case() {
        let body = br#"{"NAME":"a","quota":null,"other":{}} trailing"#;
        let bound = Bound::read(body, "controller.request", FIELDS).expect("fits");
        assert_eq!(bound.text("name"), "a");
        assert_eq!(
            (bound.number("quota"), bound.sent_number("quota")),
            (0, None)
        );
        assert!(bound.sent("quota").is_some() && bound.sent("other").is_none());
    }
}
