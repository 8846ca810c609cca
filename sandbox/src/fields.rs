//! The fields of a JSON body, taken one by one. Fields left over at the end are rejected, so that a
//! typing mistake of a client fails a test instead of being ignored.

use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::money::Usd;

/// The fields of a body that have not been taken yet.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body; an empty body is `{}`.
    pub(crate) fn read(body: &[u8]) -> Result<Self, ApiError> {
        if body.is_empty() {
            return Ok(Self(Map::new()));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(ApiError::invalid_json("The body must be a JSON object.")),
            Err(_) => Err(ApiError::invalid_json("The body is not JSON.")),
        }
    }

    /// Wraps fields that do not come from JSON.
    pub(crate) fn from_map(fields: Map<String, Value>) -> Self {
        Self(fields)
    }

    /// Takes an optional field; null counts as absent.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.0.shift_remove(name).filter(|value| !value.is_null())
    }

    /// Whether a field was sent and not taken yet.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Takes a required field.
    pub(crate) fn require(&mut self, name: &str) -> Result<Value, ApiError> {
        self.take(name).ok_or_else(|| ApiError::missing(name))
    }

    /// Takes an optional string; another type is rejected with `code`.
    pub(crate) fn text(
        &mut self,
        name: &str,
        code: &'static str,
    ) -> Result<Option<String>, ApiError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ApiError::invalid(
                code,
                name,
                format!("{name} must be a string."),
            )),
        }
    }

    /// Takes an optional whole number; another type is rejected with `code`.
    pub(crate) fn integer(
        &mut self,
        name: &str,
        code: &'static str,
    ) -> Result<Option<i64>, ApiError> {
        match self.take(name) {
            None => Ok(None),
            Some(value) => match whole(&value) {
                Some(number) => Ok(Some(number)),
                None => Err(ApiError::invalid(
                    code,
                    name,
                    format!("{name} must be a whole number."),
                )),
            },
        }
    }

    /// Takes a limit in dollars; absent means unlimited.
    pub(crate) fn limit(&mut self) -> Result<Option<Usd>, ApiError> {
        let sent = self.take("limit_usd");
        sent.map(|value| amount("limit_usd", &value)).transpose()
    }

    /// Takes the family of models that something is for; absent means all.
    pub(crate) fn foundation(&mut self) -> Result<String, ApiError> {
        let word = self.text("foundation", "invalid_parameter")?;
        let word = word.unwrap_or_else(|| "all".to_owned());
        if matches!(word.as_str(), "all" | "openai" | "anthropic") {
            Ok(word)
        } else {
            Err(ApiError::invalid(
                "invalid_parameter",
                "foundation",
                "foundation must be all, openai or anthropic.",
            ))
        }
    }

    /// Rejects the fields that were not taken, naming the first one sent.
    pub(crate) fn finish(self) -> Result<(), ApiError> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(name) => Err(ApiError::invalid(
                "unknown_parameter",
                name,
                format!("Unknown parameter: {name}."),
            )),
        }
    }
}

/// The whole number that `value` is written as. `1.0`, `1e3` and `-0` are not whole numbers. JSON
/// numbers keep their text here, and only `-0` needs a check of its own, because it parses as an
/// integer.
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_number()?;
    number.as_i64().filter(|_| number.as_str() != "-0")
}

/// Reads an amount of money. It must be a string, because a JSON number may have lost digits.
pub(crate) fn amount(name: &str, value: &Value) -> Result<Usd, ApiError> {
    value.as_str().and_then(|text| Usd::from_client(text).ok()).ok_or_else(|| {
        ApiError::invalid(
            "invalid_amount",
            name,
            format!("{name} must be a string like \"25.5\": more than zero, at most 12 digits before and 9 after the point."),
        )
    })
}

/// Reads a name: 1–128 characters after trimming, no control characters.
pub(crate) fn name(field: &str, value: &Value) -> Result<String, ApiError> {
    let refused = || {
        ApiError::invalid(
            "invalid_name",
            field,
            format!("{field} must be a string of 1 to 128 characters without control characters."),
        )
    };
    let name = value.as_str().map(str::trim).ok_or_else(refused)?;
    let fits = (1..=128).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits {
        Ok(name.to_owned())
    } else {
        Err(refused())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Fields, name, whole};

    fn code(body: &[u8]) -> Value {
        let error = Fields::read(body)
            .and_then(Fields::finish)
            .expect_err("refused");
        error.envelope()["error"]["code"].clone()
    }

    #[test]
    fn only_an_object_is_accepted() {
        assert_eq!(code(b"{"), "invalid_json");
        assert_eq!(code(b"[]"), "invalid_json");
        assert_eq!(code(b"\xff"), "invalid_json");
        assert_eq!(code(b"{\"nmae\":1}"), "unknown_parameter");
        assert!(Fields::read(b"").and_then(Fields::finish).is_ok());
    }

    #[test]
    fn the_first_unknown_field_that_was_sent_is_named() {
        let mut fields = Fields::read(br#"{"name":1,"zebra":1,"apple":1}"#).expect("an object");
        fields.take("name");
        let error = fields.finish().expect_err("refused");
        assert_eq!(error.envelope()["error"]["param"], "zebra");
    }

    fn check_whole(sent: &str, expect: Option<i64>) {
        let value = serde_json::from_str(sent).expect("JSON");
        assert_eq!(whole(&value), expect, "{sent}");
    }

    #[test]
    fn whole_numbers() {
        check_whole("0", Some(0));
        check_whole("-7", Some(-7));
        check_whole("9223372036854775807", Some(i64::MAX));
        check_whole("-9223372036854775808", Some(i64::MIN));
        check_whole("9223372036854775808", None);
        check_whole("123456789012345678901234567890", None);
        check_whole("-0", None);
        check_whole("1.0", None);
        check_whole("1e3", None);
        check_whole("1E+3", None);
        check_whole("1e400", None);
        check_whole("\"5\"", None);
        check_whole("true", None);
    }

    fn check(sent: Value, expect: Option<&str>) {
        assert_eq!(name("name", &sent).ok().as_deref(), expect, "{sent}");
    }

    #[test]
    fn names() {
        check(json!(" CI "), Some("CI"));
        check(json!("数据"), Some("数据"));
        check(json!("é".repeat(128)), Some("é".repeat(128).as_str()));
        check(json!("é".repeat(129)), None);
        check(json!("  "), None);
        check(json!("a\nb"), None);
        check(json!(7), None);
    }
}
