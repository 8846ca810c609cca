//! References of a log row to a user, a key or a channel, with the name at the time of the row.

use serde_json::Value as Json;

use crate::domain::ids::{SpelledId, id};
use crate::schema::{FieldValue, Ref, Str, Value};

/// Reads a reference by the first of these ids that is told. Null and 0 are none (contract 7.3, 8).
pub fn named(row: &Json, of: Str, ids: &[Str], name: Str) -> Option<Value> {
    let mut told = ids.iter().filter_map(|id| row.get(*id)).peekable();
    told.peek()?;
    let Some(known) = told.find_map(spelled) else {
        return Some(Value::Null);
    };
    let name = row.get(name).and_then(Json::as_str);
    let reference = Ref {
        of: id(of),
        id: Some(known),
        name: name.filter(|name| !name.is_empty()).map(str::to_owned),
    };
    Some(reference.value())
}

fn spelled(json: &Json) -> Option<SpelledId> {
    match json {
        Json::String(text) if !text.is_empty() => Some(SpelledId::from(text.as_str())),
        Json::Number(number) if number.as_i64().is_some_and(|number| number > 0) => {
            Some(SpelledId::Number(number.to_string()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::schema::Value;

    #[test]
    fn none_is_not_the_number_zero() {
        let check = |row: &str, expect: &str| {
            let row = serde_json::from_str(row).expect("JSON");
            let ids = &["channel_uuid", "channel"];
            let said = match named(&row, "channels", ids, "channel_name") {
                None => "not told".to_owned(),
                Some(Value::Ref(reference)) => {
                    let id = reference.id.map(|id| format!("{id:?}"));
                    let name = reference.name.unwrap_or_default();
                    format!("{} {name}", id.unwrap_or_default())
                }
                Some(value) => format!("{value:?}"),
            };
            assert_eq!(said, expect, "{row}");
        };
        check("{}", "not told");
        check(r#"{"channel":0}"#, "Null");
        check(r#"{"channel_uuid":null}"#, "Null");
        check(r#"{"channel_uuid":""}"#, "Null");
        check(
            r#"{"channel":7,"channel_name":"main"}"#,
            "Number(\"7\") main",
        );
        check(
            r#"{"channel":9007199254740993}"#,
            "Number(\"9007199254740993\") ",
        );
        check(r#"{"channel_uuid":"c-1","channel":7}"#, "Text(\"c-1\") ");
    }
}
