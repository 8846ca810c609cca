//! Finds where a value of a request or of a check comes from: an input, the row, or the action
//! itself.

use headgate::call::{Body, Hole, Part};
use headgate::domain::ids::SpelledId;
use headgate::schema::{Record, Value};

/// The id of every sample row.
pub const ROW_ID: &str = "row-id";

/// Names the source of a JSON value, given the form's inputs.
pub fn of_body(body: &Body, inputs: &Record) -> String {
    match body {
        Body::Null => "null".to_owned(),
        Body::Truth(truth) => {
            input_of(&truth.to_string(), inputs).unwrap_or_else(|| truth.to_string())
        }
        Body::Number(text) => input_of(text, inputs).unwrap_or_else(|| "number".to_owned()),
        Body::Text(text) => of_text(text, inputs),
        Body::List(items) => {
            let items: Vec<String> = items.iter().map(|item| of_body(item, inputs)).collect();
            format!("[{}]", items.join(", "))
        }
        Body::Object(fields) => {
            let field = |(name, value): &(_, Body)| format!("{name}: {}", of_body(value, inputs));
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
        Body::Hole(hole) => of_slot(hole),
        Body::JsonText(inner) => format!("text of {}", of_body(inner, inputs)),
    }
}

fn of_slot(hole: &Hole) -> String {
    match hole {
        Hole::Secret(name) => format!("secret {name}"),
        Hole::Joined { parts, separator } => {
            let parts = parts.iter().map(|part| match part {
                Part::Secret(name) => format!("secret {name}"),
                Part::Text(text) => text.clone(),
            });
            parts.collect::<Vec<_>>().join(separator)
        }
        Hole::MadeBy(step) => format!("id made by step {}", step + 1),
        Hole::Live { pointer, .. } => format!("read again from {pointer}"),
    }
}

/// Names the source of the value that a check compares with, given the form's inputs.
pub fn of_value(value: &Value, inputs: &Record) -> String {
    match (value, as_text(value)) {
        (Value::Truth(_) | Value::Whole(_), Some(text)) => input_of(&text, inputs).unwrap_or(text),
        (_, Some(text)) => of_text(&text, inputs),
        (_, None) if value.is_present() => "the value".to_owned(),
        (_, None) => "nothing".to_owned(),
    }
}

/// Names the sources of the parts of a path.
pub fn of_path(path: &str) -> String {
    let part = |part: &str| match (part, part.strip_prefix("input-"), part.strip_prefix("row-")) {
        (ROW_ID, ..) => "{id}".to_owned(),
        (_, Some(input), _) => format!("{{{input}}}"),
        (_, _, Some(field)) => format!("{{row.{field}}}"),
        _ => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn of_text(text: &str, inputs: &Record) -> String {
    if text == ROW_ID {
        return "id".to_owned();
    }
    if let Some(field) = text.strip_prefix("row-") {
        return format!("row.{field}");
    }
    input_of(text, inputs).unwrap_or_else(|| format!("\"{text}\""))
}

/// The input with this value.
fn input_of(text: &str, inputs: &Record) -> Option<String> {
    let is_same = |value: &Value| as_text(value).is_some_and(|value| value == text);
    let found = inputs.values().iter().find(|(_, value)| is_same(value));
    found.map(|(name, _)| name.to_string())
}

/// A value as a request writes it.
fn as_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Decimal(decimal) => decimal.text.clone(),
        Value::Amount(amount) => amount.value.plain(),
        Value::QuotaUnits(quota) => quota.0.to_string(),
        Value::Time(at) => at.0.to_string(),
        Value::Ref(to) => to.id.as_ref().map(SpelledId::to_string)?,
        Value::Words(words) => words.first()?.clone(),
        Value::Document(document) => document.0.clone(),
        Value::Missing
        | Value::Null
        | Value::Unreadable(_)
        | Value::Percent(_)
        | Value::Budget(_)
        | Value::Window(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use headgate::domain::ids::id;
    use headgate::domain::money::Amount;
    use headgate::schema::FieldValue;

    use super::*;

    fn inputs() -> Record {
        let amount = Amount::from_text("25.5").expect("money").value();
        Record::default()
            .with_value(id("name"), Value::Text("input-name".to_owned()))
            .with_value(id("amount"), amount)
            .with_value(id("grace"), Value::Text("3600".to_owned()))
    }

    #[test]
    fn sources_of_a_json_value() {
        let check = |body: Body, expect: &str| assert_eq!(of_body(&body, &inputs()), expect);
        check(Body::text("input-name"), "name");
        check(Body::text("25.5"), "amount");
        check(Body::whole(3_600), "grace");
        check(Body::whole(7), "number");
        check(Body::text("USD"), "\"USD\"");
        check(Body::text("row-pool"), "row.pool");
        check(Body::text(ROW_ID), "id");
        check(Body::Hole(Hole::Secret(id("api_key"))), "secret api_key");
        check(
            Body::List(vec![Body::Null, Body::Truth(true)]),
            "[null, true]",
        );
        let object = Body::object([("a", Body::text("25.5"))]);
        check(Body::JsonText(Box::new(object)), "text of {a: amount}");
    }

    #[test]
    fn sources_of_a_checked_value() {
        let check = |value: Value, expect: &str| assert_eq!(of_value(&value, &inputs()), expect);
        check(Value::Null, "nothing");
        check(Value::Truth(false), "false");
        check(Value::Text("disabled".to_owned()), "\"disabled\"");
        check(Value::Text("input-name".to_owned()), "name");
        check(Value::Unreadable("x".to_owned()), "the value");
    }

    #[test]
    fn sources_of_the_parts_of_a_path() {
        let check = |path: &str, expect: &str| assert_eq!(of_path(path), expect);
        check("/v1/keys/row-id/topup", "/v1/keys/{id}/topup");
        check(
            "/v1/pools/input-pool/keys/row-id",
            "/v1/pools/{pool}/keys/{id}",
        );
        check("/v1/pools/row-pool", "/v1/pools/{row.pool}");
    }
}
