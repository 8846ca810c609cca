//! The key object as it travels.

use serde_json::{Number as JsonNumber, Value, json};

use crate::endpoints::owner;
use crate::ids::Kind;
use crate::money::Usd;
use crate::store::keys::{Key, NewKey, Spelling};

/// A whole key object.
pub(in crate::endpoints) fn object(key: &Key, now: i64) -> Value {
    let row = &key.row;
    json!({
        "object": "organization.admin_api_key",
        "id": Kind::Key.id(row.number),
        "name": row.name,
        "redacted_value": row.redacted,
        "created_at": row.created_at,
        "last_used_at": row.last_used_at,
        "expires_at": row.expires_at,
        "status": status(row, now),
        "foundation": row.foundation,
        "pool_id": row.pool.map(|pool| Kind::Pool.id(pool)),
        "owner": owner(key.owner.as_ref()),
        "budget": budget(row),
        "subscription": subscription(row),
    })
}

/// The status word, computed anew for every answer: what a person did comes before what time
/// and money did.
pub(super) fn status(row: &NewKey, now: i64) -> &'static str {
    if row.disabled {
        "disabled"
    } else if row.expires_at.is_some_and(|end| end <= now) {
        "expired"
    } else if row.limit.is_some_and(|limit| row.used >= limit) {
        "exhausted"
    } else {
        "active"
    }
}

/// The budget in the key's own spelling; null = unlimited.
pub(in crate::endpoints) fn budget(row: &NewKey) -> Value {
    let Some(limit) = row.limit else {
        return Value::Null;
    };
    let used_tenths = row.used.tenths_of_percent_of(limit);
    let mut budget = json!({
        "used_percent": percent(used_tenths),
        "remaining_percent": percent((1000 - used_tenths).max(0)),
    });
    let amount: fn(Usd) -> Value = match row.spelling {
        Spelling::PercentOnly => return budget,
        Spelling::Amounts => |amount| json!(amount.to_string()),
        Spelling::Numbers => as_json_number,
    };
    budget["limit_usd"] = amount(limit);
    budget["used_usd"] = amount(row.used);
    budget["remaining_usd"] = limit.checked_sub(row.used).map_or(Value::Null, amount);
    budget
}

/// The subscription, or null.
pub(in crate::endpoints) fn subscription(row: &NewKey) -> Value {
    row.subscription
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or(Value::Null)
}

/// An amount as a JSON number: what a careless gateway sends, digits lost and all.
fn as_json_number(amount: Usd) -> Value {
    amount
        .to_string()
        .parse()
        .ok()
        .and_then(JsonNumber::from_f64)
        .map_or(Value::Null, Value::Number)
}

/// Tenths of a percent as a JSON number: `40`, or `1.5`.
fn percent(tenths: i128) -> Value {
    match i64::try_from(tenths / 10) {
        Ok(whole) if tenths % 10 == 0 => json!(whole),
        _ => format!("{}.{}", tenths / 10, tenths % 10)
            .parse()
            .map_or(Value::Null, |number: f64| json!(number)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{as_json_number, percent};
    use crate::money::Usd;

    #[test]
    fn percentages_are_short() {
        assert_eq!(percent(400), json!(40));
        assert_eq!(percent(15), json!(1.5));
        assert_eq!(percent(0), json!(0));
    }

    #[test]
    fn a_number_is_what_a_careless_gateway_sends() {
        assert_eq!(
            as_json_number(Usd::from_client("0.5").expect("an amount")),
            json!(0.5)
        );
    }
}
