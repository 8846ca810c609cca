//! `GET /v1/usage`: what a client's own key says about its budget.
//!
//! The answer is the union of the two public forms; the older and the newer alone are had by
//! the faults `usage-old` and `usage-new`.

use serde_json::{Value, json};

use super::keys::object;
use super::{Context, budget};
use crate::answer::{Answer, Reply};
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::store::budget::Spelling;
use crate::store::keys;

/// Answers `GET /v1/usage`.
pub(super) fn usage(context: &Context<'_>) -> Reply {
    let number = context.caller.client()?;
    let mut key = keys::find(context.db, number)?
        .ok_or_else(|| ApiError::key_not_found(&Kind::Key.id(number)))?;
    // The older form has nothing but amounts, so it cannot spell a budget without any.
    if context.faults.has(Fault::UsageOld) && has_no_amounts(key.row.spelling) {
        key.row.spelling = Spelling::Amounts;
    }
    let row = &key.row;
    Ok(Answer::unchanged(json!({
        "object": "api_key.usage",
        "id": Kind::Key.id(number),
        "name": row.name,
        "redacted_value": row.redacted,
        "created_at": row.created_at,
        "last_used_at": row.last_used_at,
        "foundation": row.foundation,
        "expires_at": row.expires_at,
        "budget": budget::object(row.limit, row.used, row.spelling),
        "subscription": subscription(&object::subscription(row)),
    })))
}

fn has_no_amounts(spelling: Spelling) -> bool {
    matches!(spelling, Spelling::PercentOnly | Spelling::Nothing)
}

/// The subscription as a key holder sees it: no status, and of each window only its percentages.
fn subscription(full: &Value) -> Value {
    if full.is_null() {
        return Value::Null;
    }
    let window = |name: &str| match &full[name] {
        Value::Null => Value::Null,
        window => json!({
            "used_percent": window["used_percent"],
            "remaining_percent": window["remaining_percent"],
        }),
    };
    json!({
        "product_id": full["product_id"],
        "five_hour": window("five_hour"),
        "weekly": window("weekly"),
    })
}
