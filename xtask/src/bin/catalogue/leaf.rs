//! Where a value of a request or of a check comes from: an input, the row, or the action itself.

use headgate::call::{Body, Hole};
use headgate::domain::ids::SpelledId;
use headgate::schema::{Record, Value};

/// The row's id in every sample.
pub const ROW_ID: &str = "row-id";

/// Says where a JSON value comes from, given what the form was told.
pub fn of_body(body: &Body, told: &Record) -> String {
    match body {
        Body::Null => "null".to_owned(),
        Body::Truth(truth) => {
            input_of(&truth.to_string(), told).unwrap_or_else(|| truth.to_string())
        }
        Body::Number(text) => input_of(text, told).unwrap_or_else(|| "number".to_owned()),
        Body::Text(text) => of_text(text, told),
        Body::List(items) => {
            let items: Vec<String> = items.iter().map(|item| of_body(item, told)).collect();
            format!("[{}]", items.join(", "))
        }
        Body::Object(fields) => {
            let field = |(name, value): &(_, Body)| format!("{name}: {}", of_body(value, told));
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
        Body::Hole(hole) => of_hole(hole),
        Body::JsonText(inner) => format!("text of {}", of_body(inner, told)),
    }
}

fn of_hole(hole: &Hole) -> String {
    match hole {
        Hole::Secret(name) => format!("secret {name}"),
        Hole::Joined { inputs, separator } => format!("secrets {}", inputs.join(separator)),
        Hole::MadeBy(step) => format!("id made by step {}", step + 1),
        Hole::Live { pointer, .. } => format!("read again from {pointer}"),
    }
}

/// Says what a check compares with, given what the form was told.
pub fn of_value(value: &Value, told: &Record) -> String {
    match (value, spelled(value)) {
        (Value::Truth(_) | Value::Whole(_), Some(text)) => input_of(&text, told).unwrap_or(text),
        (_, Some(text)) => of_text(&text, told),
        (_, None) if value.is_told() => "the value".to_owned(),
        (_, None) => "nothing".to_owned(),
    }
}

/// Says where the parts of a path come from.
pub fn of_path(path: &str) -> String {
    let part = |part: &str| match (part, part.strip_prefix("input-"), part.strip_prefix("row-")) {
        (ROW_ID, ..) => "{id}".to_owned(),
        (_, Some(input), _) => format!("{{{input}}}"),
        (_, _, Some(field)) => format!("{{row.{field}}}"),
        _ => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn of_text(text: &str, told: &Record) -> String {
    if text == ROW_ID {
        return "id".to_owned();
    }
    if let Some(field) = text.strip_prefix("row-") {
        return format!("row.{field}");
    }
    input_of(text, told).unwrap_or_else(|| format!("\"{text}\""))
}

/// The input that was told this.
fn input_of(text: &str, told: &Record) -> Option<String> {
    let is_same = |value: &Value| spelled(value).is_some_and(|spelled| spelled == text);
    let found = told.values().iter().find(|(_, value)| is_same(value));
    found.map(|(name, _)| name.to_string())
}

/// A value as a request spells it.
fn spelled(value: &Value) -> Option<String> {
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
    use headgate::schema::Known;

    use super::*;

    fn told() -> Record {
        let amount = Amount::from_text("25.5").expect("money").value();
        Record::default()
            .with_value(id("name"), Value::Text("input-name".to_owned()))
            .with_value(id("amount"), amount)
            .with_value(id("grace"), Value::Text("3600".to_owned()))
    }

    #[test]
    fn where_a_json_value_comes_from() {
        let check = |body: Body, expect: &str| assert_eq!(of_body(&body, &told()), expect);
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
    fn what_a_check_compares_with() {
        let check = |value: Value, expect: &str| assert_eq!(of_value(&value, &told()), expect);
        check(Value::Null, "nothing");
        check(Value::Truth(false), "false");
        check(Value::Text("disabled".to_owned()), "\"disabled\"");
        check(Value::Text("input-name".to_owned()), "name");
        check(Value::Unreadable("x".to_owned()), "the value");
    }

    #[test]
    fn where_the_parts_of_a_path_come_from() {
        let check = |path: &str, expect: &str| assert_eq!(of_path(path), expect);
        check("/v1/keys/row-id/topup", "/v1/keys/{id}/topup");
        check(
            "/v1/pools/input-pool/keys/row-id",
            "/v1/pools/{pool}/keys/{id}",
        );
        check("/v1/pools/row-pool", "/v1/pools/{row.pool}");
    }
}
