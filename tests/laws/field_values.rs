//! The law of reading: a field of a row has the value of its JSON, by the field's own aliases.
//! Knows the contract's spellings, and nothing of how the console reads them.

use headgate::domain::budget::Budget;
use headgate::domain::money::{Amount, Precision};
use headgate::domain::percent::Percent;
use headgate::domain::time::UnixSeconds;
use headgate::schema::{FieldSpec, Kind, Value};
use serde_json::Value as Json;

/// The unreadable values that the sandbox can send.
const ODD: [&str; 5] = [
    r#""NaN""#,
    r#""$5""#,
    r#""1,000.00""#,
    r#""yesterday""#,
    "1e+30",
];

/// Fails unless a field has the value of the row's JSON.
pub(crate) fn assert_field(field: &FieldSpec, value: &Value, row: &Json, case: &str) {
    // A part is read from its budget, and a field with its own reader has its own tests.
    if field.read.is_some() || matches!(field.kind, Kind::Part { .. }) {
        return;
    }
    let mut stands = field
        .aliases
        .iter()
        .filter_map(|alias| stands_at(row, alias));
    let is_same = match stands.find(|json| !json.is_null()) {
        None => !value.is_present() || *value == Value::Budget(Box::new(Budget::Unlimited)),
        Some(json) => matches_json(value, &json),
    };
    assert!(is_same, "{}: {value:?} in {case}", field.id);
}

/// Returns the JSON at an alias: a path, or the length of an array.
fn stands_at(row: &Json, alias: &str) -> Option<Json> {
    if let Some(list) = alias.strip_prefix('#') {
        return row.get(list)?.as_array().map(|list| Json::from(list.len()));
    }
    let mut json = row;
    for part in alias.split('.') {
        json = json.get(part)?;
    }
    Some(json.clone())
}

/// Returns JSON as text, a string without quotes.
fn text(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

fn matches_json(value: &Value, json: &Json) -> bool {
    match value {
        Value::Text(value) => *value == text(json),
        Value::Whole(value) => value.to_string() == text(json),
        Value::Truth(value) => Some(*value) == json.as_bool(),
        Value::Time(value) => is_time(*value, json),
        Value::Decimal(value) => value.text == text(json),
        Value::Amount(value) => is_amount(Some(&**value), json),
        Value::Percent(value) => Percent::from_text(&text(json)) == Some(*value),
        Value::QuotaUnits(value) => value.0.to_string() == text(json),
        Value::Document(value) => value.0 == text(json),
        Value::Words(value) => json.as_array().is_some_and(|words| {
            let words: Vec<String> = words.iter().map(text).collect();
            *value == words
        }),
        Value::Window(value) => {
            is_percent(value.used, &json["used_percent"])
                && value.resets_at.map_or_else(
                    || json["resets_at"].is_null(),
                    |at| is_time(at, &json["resets_at"]),
                )
        }
        Value::Ref(value) => {
            let (id, name) = match json {
                Json::Object(_) => (&json["id"], json["name"].as_str()),
                id => (id, None),
            };
            let told_id = value.id.as_ref().map(|id| id.as_str().to_owned());
            told_id == Some(text(id)) && name.is_none_or(|name| value.name.as_deref() == Some(name))
        }
        Value::Budget(value) => is_budget(value, json),
        // An empty object or text.
        Value::Missing | Value::Null => {
            [&Json::from(""), &Json::Object(Default::default())].contains(&json)
        }
        // The raw text is kept for an unreadable value.
        Value::Unreadable(raw) => {
            let raw = raw.trim_matches(['{', '}']);
            json.to_string().contains(raw) && ODD.iter().any(|odd| raw.ends_with(odd))
        }
    }
}

/// A number of seconds, a date, which is the end of that day, or a date with its time.
fn is_time(value: UnixSeconds, json: &Json) -> bool {
    match json.as_str() {
        Some(date) if date.len() == "2026-11-27".len() => {
            value.wall_clock(0) == format!("{date} 23:59:59")
        }
        Some(moment) => moment.starts_with(&value.wall_clock(0).replace(' ', "T")),
        None => Some(value.0) == json.as_i64(),
    }
}

fn is_budget(value: &Budget, json: &Json) -> bool {
    let Budget::Limited(value) = value else {
        return json.as_object().is_some_and(serde_json::Map::is_empty);
    };
    let amounts = [
        (&value.limit, "limit_usd"),
        (&value.used, "used_usd"),
        (&value.remaining, "remaining_usd"),
    ];
    amounts
        .into_iter()
        .all(|(amount, name)| is_amount(amount.as_ref(), &json[name]))
        && is_percent(value.used_percent, &json["used_percent"])
        && is_percent(value.remaining_percent, &json["remaining_percent"])
}

/// Money keeps its spelling; a number is marked as possibly inexact.
fn is_amount(value: Option<&Amount>, json: &Json) -> bool {
    let precision = match json {
        Json::String(_) => Precision::Exact,
        _ => Precision::Approximate,
    };
    match value {
        Some(value) if !json.is_null() => value.text == text(json) && value.precision == precision,
        // A figure that follows from the others may be computed.
        _ => json.is_null(),
    }
}

fn is_percent(value: Option<Percent>, json: &Json) -> bool {
    json.is_null() || value == Percent::from_text(&text(json))
}
