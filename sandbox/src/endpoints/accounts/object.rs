//! The account objects as JSON.

use serde_json::{Value, json};

use crate::store::accounts::{Account, Provider};

/// The account object of a Codex or a Claude account, which contains no token.
pub(in crate::endpoints) fn object(provider: Provider, row: &Account, now: i64) -> Value {
    let mut object = json!({
        "object": format!("organization.{}_account", provider.word()),
        "id": provider.kind().id(row.number),
        "name": row.name,
        "email": row.email,
    });
    match provider {
        Provider::Codex => {
            object["workspace_id"] = json!(row.organization_id);
            object["workspace_name"] = json!(row.organization_name);
            object["member_id"] = json!(row.member_id);
            object["plan_type"] = json!(row.plan);
        }
        Provider::Claude => {
            object["organization_id"] = json!(row.organization_id);
            object["organization_name"] = json!(row.organization_name);
            object["plan_type"] = json!(row.plan);
            object["auth_type"] = json!(row.auth_type);
        }
    }
    object["enabled"] = json!(row.enabled);
    object["status"] = json!(status(row, now));
    object["status_reason"] = json!(reason(row, now));
    object["created_at"] = json!(row.created_at);
    object["last_used_at"] = json!(row.last_used_at);
    object["last_refreshed_at"] = json!(row.last_refreshed_at);
    object["token_expires_at"] = json!(row.token_expires_at);
    object["rate_limited_until"] = json!(row.rate_limited_until.filter(|until| *until > now));
    object["usage"] = parsed(row.usage.as_deref());
    object["last_error"] = parsed(row.last_error.as_deref());
    object
}

/// The status. A switch set by a person takes precedence over the provider.
pub(in crate::endpoints) fn status(row: &Account, now: i64) -> &str {
    if row.enabled {
        trouble(row, now).unwrap_or("active")
    } else {
        "disabled"
    }
}

/// The present trouble; a limit of the provider ends by itself.
fn trouble(row: &Account, now: i64) -> Option<&str> {
    let is_over = row.rate_limited_until.is_some_and(|until| until <= now);
    row.trouble
        .as_deref()
        .filter(|word| *word != "rate_limited" || !is_over)
}

/// The explanation of the status, while there is something to explain.
fn reason(row: &Account, now: i64) -> Option<&str> {
    let holds = !row.enabled || trouble(row, now).is_some();
    row.status_reason.as_deref().filter(|_| holds)
}

/// Stored JSON, or null.
pub(in crate::endpoints) fn parsed(text: Option<&str>) -> Value {
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or(Value::Null)
}
