//! `GET /v1/usage`: a client's key reads its own budget.
//!
//! The response is the union of the two public forms. The faults `usage-old` and `usage-new` give
//! the older and the newer form alone.

use serde_json::{Value, json};

use super::keys::object;
use super::{Context, budget};
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::store::budget::Spelling;
use crate::store::keys;
use crate::success::{EndpointResult, Success};

/// Handles `GET /v1/usage`.
pub(super) fn usage(context: &Context<'_>) -> EndpointResult {
    let number = context.caller.client()?;
    let mut key = keys::find(context.db, number)?
        .ok_or_else(|| ApiError::key_not_found(&Kind::Key.id(number)))?;
    // The older form has amounts only, so it cannot show a budget without amounts.
    if context.faults.has(Fault::UsageOld) && has_no_amounts(key.row.spelling) {
        key.row.spelling = Spelling::Amounts;
    }
    let row = &key.row;
    Ok(Success::unchanged(json!({
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

/// The subscription as a key holder sees it: without status, and only the percentages of each
/// window.
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
