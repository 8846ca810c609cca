//! The `config` of a channel: JSON text that may hold secrets and comes unmasked (contract 0.6,
//! 3.1.1a). Only what is known to be no secret is kept; of anything else the name alone.

use serde_json::{Map, Value as Json};

use crate::schema::{All, FieldValue, Str, Value};

/// The keys whose values are no secrets.
const PLAIN: All<Str> = &[
    "region",
    "user_id",
    "api_version",
    "library_id",
    "plugin",
    "vertex_ai_project_id",
    "auth_type",
    "api_format",
    "tooling",
    "mcp_tool_blacklist",
    "supported_endpoints",
];

/// The text in place of a value that is not kept.
pub(super) const HIDDEN: &str = "‹hidden›";

/// Returns a channel whose `config` is an object without secrets, and whose address has none. Text that is no JSON object is not
/// kept at all, because it may be a secret in the wrong place.
#[must_use]
pub fn without_secrets(row: &Json) -> Json {
    let mut row = row.clone();
    if let Some(config) = row.get_mut("config") {
        *config = match &*config {
            Json::String(text) if text.trim().is_empty() => Json::from(""),
            Json::String(text) => match serde_json::from_str(text) {
                Ok(Json::Object(keys)) => kept(keys),
                _ => Json::from(HIDDEN),
            },
            Json::Object(keys) => kept(keys.clone()),
            Json::Null => Json::Null,
            _ => Json::from(HIDDEN),
        };
    }
    if let Some(Json::String(address)) = row.get_mut("base_url") {
        *address = without_credentials(address);
    }
    row
}

/// Returns an address without the parts that may hold a key: the name and password before the host,
/// and the query.
fn without_credentials(address: &str) -> String {
    let (before, query) = match address.split_once('?') {
        Some((before, _)) => (before, format!("?{HIDDEN}")),
        None => (address, String::new()),
    };
    let (scheme, rest) = before.split_once("://").unwrap_or(("", before));
    let separator = if scheme.is_empty() { "" } else { "://" };
    let host_ends = rest.find('/').unwrap_or(rest.len());
    let rest = match rest[..host_ends].rfind('@') {
        Some(at) => format!("{HIDDEN}{}", &rest[at..]),
        None => rest.to_owned(),
    };
    format!("{scheme}{separator}{rest}{query}")
}

fn kept(keys: Map<String, Json>) -> Json {
    let keys = keys.into_iter().map(|(name, value)| {
        let is_blank = value.as_str().is_some_and(str::is_empty);
        let keeps = PLAIN.contains(&name.as_str()) || is_blank;
        (name, if keeps { value } else { Json::from(HIDDEN) })
    });
    Json::Object(keys.collect())
}

/// Reads the parts of a prepared `config` that are shown: `api_version: 2024-10-21`.
#[must_use]
pub fn plain(row: &Json) -> Option<Value> {
    parts(row, |value| match value {
        Json::String(text) if text == HIDDEN || text.is_empty() => None,
        Json::String(text) => Some(format!(": {text}")),
        other => Some(format!(": {other}")),
    })
}

/// Reads the names of the parts of a prepared `config` that are set and not shown.
#[must_use]
pub fn hidden(row: &Json) -> Option<Value> {
    if row.get("config").and_then(Json::as_str) == Some(HIDDEN) {
        return Some(vec!["config".to_owned()].value());
    }
    parts(row, |value| (value == HIDDEN).then(String::new))
}

fn parts(row: &Json, shown: impl Fn(&Json) -> Option<String>) -> Option<Value> {
    let parts = row.get("config")?.as_object()?.iter();
    let parts = parts.filter_map(|(name, value)| Some(format!("{name}{}", shown(value)?)));
    let parts: Vec<String> = parts.collect();
    Some(if parts.is_empty() {
        Value::Null
    } else {
        parts.value()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{hidden, plain, without_secrets};
    use crate::domain::table::check_table;
    use crate::schema::Value;

    fn words(value: Option<Value>) -> String {
        match value {
            Some(Value::Words(words)) => words.join(", "),
            _ => "-".to_owned(),
        }
    }

    #[test]
    fn what_is_shown_of_a_config() {
        check_table(
            r##"
            {"api_version":"2024-10-21"} => api_version: 2024-10-21 | -
            {"region":"eastus","ak":"canary","sk":"canary"} => region: eastus | ak, sk
            {"ak":""} => - | -
            {"custom_headers":{"X-Key":"canary"},"tooling":{"whitelist":["a"]}} => tooling: {"whitelist":["a"]} | custom_headers
            {"vertex_ai_adc":"{\"private_key\":\"canary\"}"} => - | vertex_ai_adc
            {"new_thing":"canary"} => - | new_thing
            {} => - | -
            canary => - | config
            ["canary"] => - | config
            "##,
            |config| {
                let row = without_secrets(&json!({"name": "n", "config": config}));
                assert!(!row.to_string().contains("canary"), "{row}");
                assert_eq!(row["name"], Json::from("n"));
                format!("{} | {}", words(plain(&row)), words(hidden(&row)))
            },
        );
    }

    #[test]
    fn addresses_lose_what_may_be_a_key() {
        check_table(
            r##"
            https://api.openai.com => https://api.openai.com
            https://a:canary@relay.example/v1 => https://‹hidden›@relay.example/v1
            https://canary@x@relay.example => https://‹hidden›@relay.example
            https://relay.example/chat/@me?api_key=canary => https://relay.example/chat/@me?‹hidden›
            a:canary@relay.example:80/v1?a=canary => ‹hidden›@relay.example:80/v1?‹hidden›
            https:// => https://
             =>
            "##,
            |address| {
                let row = without_secrets(&json!({"base_url": address}));
                row["base_url"].as_str().unwrap_or_default().to_owned()
            },
        );
    }

    #[test]
    fn a_config_that_is_not_there() {
        for row in [json!({}), json!({"config": null}), json!({"config": ""})] {
            assert_eq!(without_secrets(&row), row);
            assert_eq!((plain(&row), hidden(&row)), (None, None), "{row}");
        }
    }
}
