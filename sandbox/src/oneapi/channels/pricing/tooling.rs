//! The tooling of a channel, which stands inside its configuration (contract 3.1.3).

use serde_json::{Map, Value, json};

/// Reads tooling that was sent as an object or as its text, as the server writes it; nothing where
/// it is absent, null or empty.
pub(super) fn normalized(sent: &Value) -> Result<Option<Value>, String> {
    let sent = match sent {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => {
            crate::oneapi::go_json::check(text.as_bytes())?;
            serde_json::from_str(text).map_err(|error| error.to_string())?
        }
        other => other.clone(),
    };
    let Value::Object(sent) = sent else {
        return Err("tooling must be a JSON object".to_owned());
    };
    let mut written = Map::new();
    let whitelist = whitelist(sent.get("whitelist"))?;
    if !whitelist.is_empty() {
        written.insert("whitelist".to_owned(), json!(whitelist));
    }
    let pricing = pricing(sent.get("pricing"))
        .map_err(|why| format!("invalid tooling configuration: normalize tool pricing: {why}"))?;
    if !pricing.is_empty() {
        written.insert("pricing".to_owned(), Value::Object(pricing));
    }
    Ok((!written.is_empty()).then_some(Value::Object(written)))
}

fn whitelist(sent: Option<&Value>) -> Result<Vec<&str>, String> {
    let items = sent.and_then(Value::as_array);
    let mut names = Vec::new();
    for item in items.into_iter().flatten() {
        match item.as_str().map(str::trim) {
            Some(name) if !name.is_empty() => names.push(name),
            _ => {
                return Err(
                    "invalid tooling configuration: tool whitelist contains an empty name"
                        .to_owned(),
                );
            }
        }
    }
    Ok(names)
}

fn pricing(sent: Option<&Value>) -> Result<Map<String, Value>, String> {
    let mut written = Map::new();
    for (tool, price) in sent.and_then(Value::as_object).into_iter().flatten() {
        if tool.trim().is_empty() {
            return Err("tool name cannot be empty".to_owned());
        }
        let mut kept = Map::new();
        for field in ["usd_per_call", "quota_per_call"] {
            let value = price[field].as_f64().unwrap_or(0.0);
            if value < 0.0 {
                return Err(format!("tool {tool} {field} cannot be negative"));
            }
            if value > 0.0 {
                kept.insert(field.to_owned(), price[field].clone());
            }
        }
        written.insert(tool.trim().to_owned(), Value::Object(kept));
    }
    Ok(written)
}

/// A configuration with this tooling in it. One that cannot be read is replaced.
pub(super) fn inside(config: &str, tooling: Value) -> String {
    let mut config: Map<String, Value> = serde_json::from_str(config).unwrap_or_default();
    config.insert("tooling".to_owned(), tooling);
    Value::Object(config).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{inside, normalized};

    fn check(sent: Value, expect: Result<Value, &str>) {
        let read = normalized(&sent).map(|read| read.unwrap_or_default());
        assert_eq!(read, expect.map_err(str::to_owned), "{sent}");
    }

    #[test]
    fn tooling_is_read_from_both_forms() {
        let both = json!({"pricing": {"a": {"usd_per_call": 0.01}}, "whitelist": ["a"]});
        check(both.clone(), Ok(both.clone()));
        check(json!(both.to_string()), Ok(both));
        check(json!(null), Ok(Value::Null));
        check(json!({}), Ok(Value::Null));
        check(
            json!({"pricing": {"x": {"usd_per_call": -1}}}),
            Err(
                "invalid tooling configuration: normalize tool pricing: tool x usd_per_call cannot be negative",
            ),
        );
    }

    #[test]
    fn a_configuration_keeps_the_rest() {
        let tooling = json!({"whitelist": ["a"]});
        assert_eq!(
            inside(r#"{"api_version":"v1"}"#, tooling.clone()),
            r#"{"api_version":"v1","tooling":{"whitelist":["a"]}}"#
        );
        assert_eq!(
            inside("nope", tooling),
            r#"{"tooling":{"whitelist":["a"]}}"#
        );
    }
}
