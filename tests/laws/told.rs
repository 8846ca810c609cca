//! Whether a field of a row says what its JSON says: the law of reading, by the field's own aliases.
//! Knows how the contract spells, and nothing of how the console reads.

use headgate::domain::budget::Budget;
use headgate::domain::money::{Amount, Precision};
use headgate::domain::percent::Percent;
use headgate::schema::{FieldSpec, Kind, Value};
use serde_json::Value as Json;

/// What the sandbox sends where it is told to send what cannot be read.
const ODD: [&str; 5] = [
    r#""NaN""#,
    r#""$5""#,
    r#""1,000.00""#,
    r#""yesterday""#,
    "1e+30",
];

/// Fails where a field does not say what stands in the row's JSON.
pub(crate) fn tells(field: &FieldSpec, value: &Value, row: &Json, case: &str) {
    // A part is read from its budget, and a rule of its own is tested beside it.
    if field.read.is_some() || matches!(field.kind, Kind::Part { .. }) {
        return;
    }
    let mut stands = field
        .aliases
        .iter()
        .filter_map(|alias| stands_at(row, alias));
    let told = match stands.find(|json| !json.is_null()) {
        None => !value.is_present() || *value == Value::Budget(Box::new(Budget::Unlimited)),
        Some(json) => is_present(value, &json),
    };
    assert!(told, "{}: {value:?} in {case}", field.id);
}

/// What stands at an alias: a path, or how many there are.
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

/// JSON as text, without the quotes of a string.
fn text(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

fn is_present(value: &Value, json: &Json) -> bool {
    match value {
        Value::Text(told) => *told == text(json),
        Value::Whole(told) => told.to_string() == text(json),
        Value::Truth(told) => Some(*told) == json.as_bool(),
        // A date is the end of that day.
        Value::Time(told) => match json.as_str() {
            Some(date) => told.wall_clock(0) == format!("{date} 23:59:59"),
            None => Some(told.0) == json.as_i64(),
        },
        Value::Decimal(told) => told.text == text(json),
        Value::Amount(told) => is_amount(Some(&**told), json),
        Value::Percent(told) => Percent::from_text(&text(json)) == Some(*told),
        Value::QuotaUnits(told) => told.0.to_string() == text(json),
        Value::Document(told) => told.0 == text(json),
        Value::Words(told) => json.as_array().is_some_and(|words| {
            let words: Vec<String> = words.iter().map(text).collect();
            *told == words
        }),
        Value::Window(told) => {
            is_percent(told.used, &json["used_percent"])
                && told.resets_at.map(|at| at.0) == json["resets_at"].as_i64()
        }
        Value::Ref(told) => {
            let (id, name) = match json {
                Json::Object(_) => (&json["id"], json["name"].as_str()),
                id => (id, None),
            };
            let told_id = told.id.as_ref().map(|id| id.as_str().to_owned());
            told_id == Some(text(id)) && name.is_none_or(|name| told.name.as_deref() == Some(name))
        }
        Value::Budget(told) => is_budget(told, json),
        // An object or a text with nothing in it.
        Value::Missing | Value::Null => {
            [&Json::from(""), &Json::Object(Default::default())].contains(&json)
        }
        // The raw text stands in the place of what nobody can read.
        Value::Unreadable(raw) => {
            let raw = raw.trim_matches(['{', '}']);
            json.to_string().contains(raw) && ODD.iter().any(|odd| raw.ends_with(odd))
        }
    }
}

fn is_budget(told: &Budget, json: &Json) -> bool {
    let Budget::Limited(told) = told else {
        return json.as_object().is_some_and(serde_json::Map::is_empty);
    };
    let amounts = [
        (&told.limit, "limit_usd"),
        (&told.used, "used_usd"),
        (&told.remaining, "remaining_usd"),
    ];
    amounts
        .into_iter()
        .all(|(amount, name)| is_amount(amount.as_ref(), &json[name]))
        && is_percent(told.used_percent, &json["used_percent"])
        && is_percent(told.remaining_percent, &json["remaining_percent"])
}

/// Money keeps its spelling; a number is marked as one of which digits may be lost.
fn is_amount(told: Option<&Amount>, json: &Json) -> bool {
    let precision = match json {
        Json::String(_) => Precision::Exact,
        _ => Precision::Approximate,
    };
    match told {
        Some(told) if !json.is_null() => told.text == text(json) && told.precision == precision,
        // What follows from the rest may be filled in.
        _ => json.is_null(),
    }
}

fn is_percent(told: Option<Percent>, json: &Json) -> bool {
    json.is_null() || told == Percent::from_text(&text(json))
}
