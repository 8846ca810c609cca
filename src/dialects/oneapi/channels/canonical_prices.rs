//! The prices of a channel in one canonical form, so that two spellings of the same prices can be compared
//! (contract 3.1.5): the gateway writes their text anew.

use serde_json::Value as Json;

use crate::domain::exact::Exact;
use crate::schema::{Document, FieldValue, Value};

/// Returns a document of prices as the gateway reads it: names in order, each number in one spelling,
/// without what is 0 or empty. `None` for what is no document, or sets nothing.
pub fn meant(text: &str) -> Value {
    match serde_json::from_str::<Json>(text).map(|json| kept(&json)) {
        Ok(json) if json.is_object() && !is_empty(&json) => Document(json.to_string()).value(),
        _ => Value::Null,
    }
}

/// Returns the JSON without parts that mean the same as none.
pub fn kept(json: &Json) -> Json {
    match json {
        Json::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), kept(value)));
            let mut fields: Vec<(String, Json)> =
                fields.filter(|(_, value)| !is_empty(value)).collect();
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(fields.into_iter().collect())
        }
        Json::Array(items) => items.iter().map(kept).collect(),
        Json::Number(number) => {
            let plain = Exact::read(&number.to_string()).map(|number| number.plain());
            let plain = plain.and_then(|plain| serde_json::from_str(&plain).ok());
            plain.unwrap_or_else(|| json.clone())
        }
        other => other.clone(),
    }
}

/// Returns whether a part means the same as none.
pub fn is_empty(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Bool(_) => false,
        Json::Number(number) => Exact::read(&number.to_string()).is_some_and(|it| it.is_zero()),
        Json::String(text) => text.is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::domain::table::check_table;
    use crate::schema::{Document, Value};

    #[test]
    fn prices_are_compared_by_what_they_mean() {
        check_table(
            r##"
            {"b":{"ratio":2.50},"a":{"completion_ratio":4,"ratio":1e0}} => {"a":{"completion_ratio":4,"ratio":1},"b":{"ratio":2.5}}
            {"a":{"ratio":0,"max_tokens":0,"tiers":[],"video":null,"completion_ratio":2}} => {"a":{"completion_ratio":2}}
            {"a":{"cached_input_ratio":-1.0}} => {"a":{"cached_input_ratio":-1}}
            {"a":{"ratio":0}} => nothing
            {} => nothing
            no JSON => nothing
            "##,
            |text| match meant(text) {
                Value::Document(Document(text)) => text,
                _ => "nothing".to_owned(),
            },
        );
    }
}
