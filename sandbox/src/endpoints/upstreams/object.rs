//! The upstream object as JSON.

use serde_json::{Value, json};

use crate::endpoints::budget;
use crate::ids::Kind;
use crate::store::upstreams::Upstream;

/// The upstream object, which never contains the provider's secret.
pub(super) fn object(row: &Upstream) -> Value {
    json!({
        "object": "organization.upstream",
        "id": Kind::Upstream.id(row.number),
        "name": row.name,
        "provider": row.provider,
        "base_url": row.base_url,
        "redacted_value": row.redacted,
        "foundation": row.foundation,
        "enabled": row.enabled,
        "status": status(row),
        "status_reason": row.status_reason,
        "budget": budget::object(row.limit, row.used, row.spelling),
        "created_at": row.created_at,
        "last_used_at": row.last_used_at,
        "last_error": last_error(row),
    })
}

/// The status. A switch set by a person takes precedence over the provider, and the provider over
/// money.
pub(super) fn status(row: &Upstream) -> &str {
    if !row.enabled {
        "disabled"
    } else if let Some(trouble) = &row.trouble {
        trouble
    } else if row.limit.is_some_and(|limit| row.used >= limit) {
        "exhausted"
    } else {
        "active"
    }
}

fn last_error(row: &Upstream) -> Value {
    row.last_error
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or(Value::Null)
}
