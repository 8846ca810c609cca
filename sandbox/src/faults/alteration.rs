//! Faults that alter successful responses in ways that a client must tolerate.

use serde_json::{Value, json};

use super::{Faults, Kind, camel_case, canaries, iso};

/// Alters the body of a success.
type Alteration = fn(&mut Value);

/// Applies all altering faults to the body of a success.
pub(crate) fn apply(mut body: Value, faults: &Faults) -> Value {
    let rewrites: [(Kind, Alteration); 11] = [
        (Kind::PercentOnly, |body| {
            each_object(body, &mut without_amounts)
        }),
        (Kind::JsonNumbers, |body| {
            each_object(body, &mut amounts_as_numbers)
        }),
        (Kind::UsageOld, usage_old),
        (Kind::UsageNew, usage_new),
        (Kind::UnknownEnum, |body| {
            each_object(body, &mut unknown_status)
        }),
        (Kind::ExtraFields, |body| {
            each_object(body, &mut canaries::extra_fields)
        }),
        (Kind::BadRow, bad_row),
        (Kind::OddFields, odd_fields),
        (Kind::FixedMask, |body| {
            each_object(body, &mut |fields| {
                if let Some(masked) = fields.get_mut("redacted_value") {
                    *masked = json!("sk-...");
                }
            })
        }),
        (Kind::IsoTimes, |body| {
            each_object(body, &mut times_of_accounts)
        }),
        (Kind::CamelCase, |body| {
            camel_case::rows_by_name(body);
            each_object(body, &mut camel_case::names);
        }),
    ];
    for (_, rewrite) in rewrites.iter().filter(|(kind, _)| faults.has(*kind)) {
        rewrite(&mut body);
    }
    if faults.has(Kind::BareArray) && body["data"].is_array() {
        return body["data"].take();
    }
    body
}

/// Visits every object in `value`, the outer ones first. Fields that a visit adds are not visited.
fn each_object(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, visit)),
        Value::Object(fields) => {
            fields
                .values_mut()
                .for_each(|field| each_object(field, visit));
            visit(value);
        }
        _ => {}
    }
}

fn without_amounts(object: &mut Value) {
    if let Some(budget) = object.get_mut("budget").and_then(Value::as_object_mut) {
        budget.retain(|name, _| !name.ends_with("_usd"));
    }
}

fn amounts_as_numbers(object: &mut Value) {
    for (_, amount) in object
        .as_object_mut()
        .into_iter()
        .flatten()
        .filter(|(name, _)| name.ends_with("_usd"))
    {
        if let Some(number) = amount.as_str().and_then(|text| text.parse::<f64>().ok()) {
            *amount = json!(number);
        }
    }
}

/// The older public form, without percentages, subscription, foundation and expiry.
fn usage_old(body: &mut Value) {
    if body["object"] != "api_key.usage" {
        return;
    }
    if let Some(fields) = body.as_object_mut() {
        fields.retain(|name, _| {
            !matches!(name.as_str(), "subscription" | "foundation" | "expires_at")
        });
        if let Some(budget) = fields.get_mut("budget").and_then(Value::as_object_mut) {
            budget.retain(|name, _| name.ends_with("_usd"));
        }
    }
}

/// The newer public form, without amounts.
fn usage_new(body: &mut Value) {
    if body["object"] == "api_key.usage" {
        without_amounts(body);
    }
}

fn unknown_status(object: &mut Value) {
    if let Some(status) = object.get_mut("status") {
        *status = json!("quarantined");
    }
}

/// Rewrites the times of everything that belongs to an account.
fn times_of_accounts(object: &mut Value) {
    let kind = object["object"].as_str().unwrap_or_default();
    let kinds = [
        "organization.codex_account",
        "organization.claude_account",
        "account_capacity",
    ];
    if kinds.iter().any(|known| kind.starts_with(known)) {
        each_object(object, &mut iso::times);
    }
}

/// Makes limits and expiries unreadable, differently in each object; the third expiry is a date
/// without a time.
fn odd_fields(body: &mut Value) {
    let limits = ["NaN", "$5", "1,000.00"].map(Value::from);
    let ends = [json!("yesterday"), json!(1e30), json!("2027-01-31")];
    let mut odd = limits.into_iter().zip(ends).cycle();
    each_object(body, &mut |object| {
        let has = |name: &str| object.get(name).is_some_and(|field| !field.is_null());
        let (budget, expiry) = (has("budget"), object.get("expires_at").is_some());
        if !budget && !expiry {
            return;
        }
        let Some((limit, end)) = odd.next() else {
            return;
        };
        if budget {
            object["budget"]["limit_usd"] = limit;
        }
        if expiry {
            object["expires_at"] = end;
        }
    });
}

/// Replaces the second row, or the only one, with an object without an id and with wrong types. An
/// empty list gets a number.
fn bad_row(body: &mut Value) {
    let Some(rows) = body.get_mut("data").and_then(Value::as_array_mut) else {
        return;
    };
    let broken = json!({"object": 7, "name": ["not", "a", "name"], "created_at": {"when": "yesterday"},
                        "budget": "lots", "status": 12, "owner": true});
    match rows.len() {
        0 => rows.push(json!(17)),
        1 => rows[0] = broken,
        _ => rows[1] = broken,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::apply;
    use crate::faults::Faults;

    fn check(faults: &str, body: Value, expect: Value) {
        let faults = Faults::read(faults).expect("known words");
        assert_eq!(apply(body, &faults), expect);
    }

    #[test]
    fn lists() {
        check("bare-array", json!({"data": [1, 2]}), json!([1, 2]));
        check("bare-array", json!({"id": "key_1"}), json!({"id": "key_1"}));
        check("bad-row", json!({"data": []}), json!({"data": [17]}));
        check(
            "unknown-enum",
            json!({"data": [{"status": "active"}]}),
            json!({"data": [{"status": "quarantined"}]}),
        );
    }

    #[test]
    fn budgets() {
        let key = || json!({"budget": {"limit_usd": "1.500000000", "used_percent": 3}});
        check(
            "percent-only",
            key(),
            json!({"budget": {"used_percent": 3}}),
        );
        check(
            "json-numbers",
            key(),
            json!({"budget": {"limit_usd": 1.5, "used_percent": 3}}),
        );
        check(
            "percent-only",
            json!({"budget": null}),
            json!({"budget": null}),
        );
    }

    #[test]
    fn unreadable_fields() {
        check(
            "odd-fields",
            json!([{"budget": {"limit_usd": "1"}, "expires_at": null}, {"name": "a"}, {"budget": null, "expires_at": 1}]),
            json!([{"budget": {"limit_usd": "NaN"}, "expires_at": "yesterday"}, {"name": "a"},
                   {"budget": null, "expires_at": 1e30}]),
        );
    }

    #[test]
    fn the_forms_of_usage() {
        let usage = || {
            json!({"object": "api_key.usage", "foundation": "all", "expires_at": null, "subscription": {},
                   "budget": {"limit_usd": "1.000000000", "used_percent": 3}})
        };
        check(
            "usage-old",
            usage(),
            json!({"object": "api_key.usage", "budget": {"limit_usd": "1.000000000"}}),
        );
        let newer = json!({"object": "api_key.usage", "foundation": "all", "expires_at": null, "subscription": {},
                           "budget": {"used_percent": 3}});
        check("usage-new", usage(), newer);
        check(
            "usage-old",
            json!({"object": "list"}),
            json!({"object": "list"}),
        );
    }
}
