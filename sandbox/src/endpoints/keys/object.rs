//! The key object as JSON.

use serde_json::{Value, json};

use crate::endpoints::{budget, owner};
use crate::ids::Kind;
use crate::store::keys::{Key, NewKey};

/// The key object.
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
        "budget": budget::object(row.limit, row.used, row.spelling),
        "subscription": subscription(row),
    })
}

/// The status, computed for every response. A switch set by a person takes precedence over time,
/// and time over money.
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

/// The subscription, or null.
pub(in crate::endpoints) fn subscription(row: &NewKey) -> Value {
    row.subscription
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or(Value::Null)
}
