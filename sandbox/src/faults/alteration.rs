//! Faults that alter successful responses in ways that a client must tolerate.

use serde_json::{Value, json};

use super::{Faults, Kind, iso};

/// Alters the body of a success.
type Alteration = fn(&mut Value);

/// Applies all altering faults to the body of a success.
pub(crate) fn apply(mut body: Value, faults: &Faults) -> Value {
    let rewrites: [(Kind, Alteration); 10] = [
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
            each_object(body, &mut extra_fields)
        }),
        (Kind::BadRow, bad_row),
        (Kind::OddFields, odd_fields),
        (Kind::IsoTimes, |body| each_object(body, &mut iso::times)),
        (Kind::CamelCase, |body| {
            rows_by_name(body);
            each_object(body, &mut camel_case);
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

/// What a gateway that forwards the provider's response would leak.
const LOGIN_CANARIES: [&str; 7] = [
    "refresh_token",
    "refreshToken",
    "id_token",
    "deviceAuthId",
    "authorization_code",
    "code_verifier",
    "codeVerifier",
];

/// Adds a harmless field, and canaries under names that the contract calls secret. Tests search for
/// `canary-` wherever a client might leak one.
fn extra_fields(object: &mut Value) {
    let canaries = [
        "session_token",
        "accessToken",
        "client_secret",
        "password_hash",
        "device_auth_id",
        "authorization",
        "cookie",
    ];
    object["region"] = json!("eu-central-1");
    object["labels"] =
        json!({"cost_center": "4711", "session_token": "canary-labels-session_token"});
    for name in canaries {
        object[name] = json!(format!("canary-{name}"));
    }
    // An upstream's secret has a name that is harmless in other objects.
    let kind = object["object"].as_str().unwrap_or_default().to_owned();
    if kind == "organization.upstream" {
        object["api_key"] = json!("canary-api_key");
    }
    if kind.starts_with("organization.codex_account")
        || kind.starts_with("organization.claude_account")
    {
        object["credentials"] = json!({"access_token": "canary-credentials-access_token"});
        for name in LOGIN_CANARIES {
            object[name] = json!(format!("canary-{name}"));
        }
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

/// Puts the rows of a list under the name of their kind, as in `{"api_keys": […]}`.
fn rows_by_name(body: &mut Value) {
    let Some(rows) = body.get_mut("data").filter(|rows| rows.is_array()) else {
        return;
    };
    let rows = rows.take();
    let name = match rows[0]["object"].as_str().unwrap_or_default() {
        "organization.admin_api_key" => "api_keys",
        "organization.pending_charge" => "pending_charges",
        "organization.pool" => "pools",
        "organization.upstream" => "upstreams",
        "organization.codex_account" | "organization.claude_account" => "accounts",
        _ => "items",
    };
    body[name] = rows;
    if let Some(fields) = body.as_object_mut() {
        fields.remove("data");
    }
}

fn camel_case(object: &mut Value) {
    let Some(fields) = object.as_object_mut() else {
        return;
    };
    *fields = std::mem::take(fields)
        .into_iter()
        .map(|(name, value)| (camel(&name), value))
        .collect();
}

/// Converts a name to camel case, such as `last_used_at` to `lastUsedAt`.
fn camel(name: &str) -> String {
    let mut after_line = false;
    let letters = name.chars().filter_map(|letter| {
        let capital = std::mem::replace(&mut after_line, letter == '_');
        match letter {
            '_' => None,
            _ if capital => Some(letter.to_ascii_uppercase()),
            _ => Some(letter),
        }
    });
    letters.collect()
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
    fn names_in_camel_case() {
        check(
            "camel-case",
            json!({"data": [{"object": "organization.admin_api_key", "last_used_at": {"a_b": 1}}], "has_more": false}),
            json!({"apiKeys": [{"object": "organization.admin_api_key", "lastUsedAt": {"aB": 1}}], "hasMore": false}),
        );
        check(
            "camel-case",
            json!({"data": [], "last_id": null}),
            json!({"items": [], "lastId": null}),
        );
        check(
            "camel-case",
            json!({"created_at": 1}),
            json!({"createdAt": 1}),
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

    #[test]
    fn canaries_are_at_every_depth() {
        let faults = Faults::read("extra-fields").expect("known words");
        let body = apply(json!({"data": [{"id": "key_1", "budget": {}}]}), &faults);
        for object in [&body, &body["data"][0], &body["data"][0]["budget"]] {
            assert_eq!(object["session_token"], "canary-session_token");
            assert_eq!(object["region"], "eu-central-1");
            assert!(object.get("api_key").is_none());
        }
        let account = apply(json!({"object": "organization.codex_account"}), &faults);
        assert_eq!(account["code_verifier"], "canary-code_verifier");
        assert!(body["data"][0].get("code_verifier").is_none());
        let upstream = apply(json!({"object": "organization.upstream"}), &faults);
        assert_eq!(upstream["api_key"], "canary-api_key");
    }
}
