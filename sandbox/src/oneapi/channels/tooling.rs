//! The tooling of a channel: which tools its models may use and what a call of each costs. It is
//! stored inside the configuration, and sending one without the other loses the other
//! (contract 3.1.3).

use serde_json::{Map, Value, json};

use super::body::name_of;
use super::row::number;
use crate::oneapi::go_json;

/// Reads tooling that was sent as an object or as a JSON text, in the form in which it is stored;
/// `None` where there is nothing in it.
///
/// # Errors
/// The server's words, without what it says before them.
pub(super) fn read(sent: &Value) -> Result<Option<Value>, String> {
    let sent = match sent {
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => {
            go_json::check(text.as_bytes())?;
            serde_json::from_str(text).unwrap_or_default()
        }
        other => other.clone(),
    };
    let fields = match sent {
        Value::Null => return Ok(None),
        Value::Object(fields) => fields,
        other => {
            let what = name_of(&other);
            return Err(format!(
                "json: cannot unmarshal {what} into Go value of type model.ChannelToolingConfig"
            ));
        }
    };
    let mut stored = Map::new();
    let whitelist = whitelist(fields.get("whitelist"))?;
    if !whitelist.is_empty() {
        stored.insert("whitelist".to_owned(), json!(whitelist));
    }
    let prices = prices(fields.get("pricing"))?;
    if !prices.is_empty() {
        stored.insert("pricing".to_owned(), Value::Object(prices));
    }
    Ok((!stored.is_empty()).then_some(Value::Object(stored)))
}

fn whitelist(sent: Option<&Value>) -> Result<Vec<String>, String> {
    let names = match sent {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(names)) => names,
        Some(other) => return Err(wrong(other, "whitelist", "[]string")),
    };
    let mut found = Vec::new();
    for name in names {
        let text = name
            .as_str()
            .ok_or_else(|| wrong(name, "whitelist", "string"))?;
        if text.trim().is_empty() {
            return Err(
                "invalid tooling configuration: normalize tool whitelist: tool name cannot be empty"
                    .to_owned(),
            );
        }
        found.push(text.trim().to_owned());
    }
    Ok(found)
}

fn prices(sent: Option<&Value>) -> Result<Map<String, Value>, String> {
    let prices = match sent {
        None | Some(Value::Null) => return Ok(Map::new()),
        Some(Value::Object(prices)) => prices,
        Some(other) => {
            return Err(wrong(other, "pricing", "map[string]model.ToolPricingLocal"));
        }
    };
    let refused =
        |words: &str| format!("invalid tooling configuration: normalize tool pricing: {words}");
    let mut found: Vec<(String, Value)> = Vec::new();
    for (tool, price) in prices {
        if tool.trim().is_empty() {
            return Err(refused("tool name cannot be empty"));
        }
        let mut stored = Map::new();
        for field in ["usd_per_call", "quota_per_call"] {
            let value = match price.get(field) {
                None | Some(Value::Null) => continue,
                Some(Value::Number(value)) => value.as_f64().unwrap_or_default(),
                Some(other) => return Err(wrong(other, &format!("pricing.{field}"), "float64")),
            };
            if value < 0.0 {
                return Err(refused(&format!("tool {tool} {field} cannot be negative")));
            }
            if value != 0.0 {
                stored.insert(field.to_owned(), number(value));
            }
        }
        found.push((tool.trim().to_owned(), Value::Object(stored)));
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found.into_iter().collect())
}

fn wrong(value: &Value, field: &str, expected: &str) -> String {
    let what = name_of(value);
    format!(
        "json: cannot unmarshal {what} into Go struct field ChannelToolingConfig.{field} of type {expected}"
    )
}

/// A configuration with this tooling in it, or without any.
///
/// # Errors
/// The server's words where the configuration is no JSON object.
pub(super) fn within(config: &str, tooling: Option<Value>) -> Result<String, String> {
    let mut fields: Map<String, Value> = if config.trim().is_empty() {
        Map::new()
    } else {
        go_json::check(config.as_bytes())
            .map_err(|error| format!("unmarshal channel config: {error}"))?;
        serde_json::from_str(config)
            .map_err(|error| format!("unmarshal channel config: {error}"))?
    };
    match tooling {
        Some(tooling) => {
            fields.insert("tooling".to_owned(), tooling);
        }
        None => {
            fields.shift_remove("tooling");
        }
    }
    Ok(Value::Object(fields).to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{read, within};

    #[test]
    fn tooling_is_an_object_or_a_text() {
        let whitelist = json!({"whitelist": ["web_search"]});
        for (sent, expect) in [
            (json!(null), None),
            (json!(""), None),
            (json!({}), None),
            (whitelist.clone(), Some(whitelist.clone())),
            (json!(whitelist.to_string()), Some(whitelist.clone())),
            (
                json!({"pricing": {"b": {"usd_per_call": 0.01}, "a": {"quota_per_call": 7}}}),
                Some(json!({"pricing": {"a": {"quota_per_call": 7}, "b": {"usd_per_call": 0.01}}})),
            ),
            (json!({"color": "red"}), None),
        ] {
            assert_eq!(read(&sent), Ok(expect), "{sent}");
        }
    }

    #[test]
    fn negative_prices_and_blank_names_are_refused() {
        let before = "invalid tooling configuration: normalize tool ";
        for (sent, expect) in [
            (
                json!({"pricing": {"x": {"usd_per_call": -1}}}),
                "pricing: tool x usd_per_call cannot be negative",
            ),
            (
                json!({"pricing": {"x": {"quota_per_call": -1}}}),
                "pricing: tool x quota_per_call cannot be negative",
            ),
            (
                json!({"pricing": {" ": {"usd_per_call": 1}}}),
                "pricing: tool name cannot be empty",
            ),
            (
                json!({"whitelist": [" "]}),
                "whitelist: tool name cannot be empty",
            ),
        ] {
            assert_eq!(read(&sent), Err(format!("{before}{expect}")), "{sent}");
        }
        for sent in [json!(1), json!([]), json!("nope"), json!({"whitelist": 1})] {
            assert!(read(&sent).is_err(), "{sent}");
        }
    }

    #[test]
    fn a_configuration_takes_it_in() {
        let tooling = || Some(json!({"whitelist": ["a"]}));
        for (config, tooling, expect) in [
            ("", tooling(), r#"{"tooling":{"whitelist":["a"]}}"#),
            (
                r#"{"region":"x"}"#,
                tooling(),
                r#"{"region":"x","tooling":{"whitelist":["a"]}}"#,
            ),
            (r#"{"region":"x","tooling":{}}"#, None, r#"{"region":"x"}"#),
        ] {
            assert_eq!(within(config, tooling), Ok(expect.to_owned()), "{config}");
        }
        assert!(within("nope", Some(Value::Null)).is_err());
    }
}
