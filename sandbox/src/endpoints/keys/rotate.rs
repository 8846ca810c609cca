//! `POST admin_api_keys/{id}/rotate`: a new secret for the same key.

use serde_json::json;

use super::object::object;
use super::secret::Secret;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::store::keys;
use crate::success::{EndpointResult, Success};

/// Rotates a key; the old secret still works during the grace period.
pub(in crate::endpoints) fn rotate(context: &Context<'_>) -> EndpointResult {
    let mut key = context.caller.key(context.db, &context.call.key_id)?;
    let mut fields = Fields::read(&context.call.body)?;
    let grace = fields
        .integer("grace_period_seconds", "invalid_parameter")?
        .unwrap_or(0);
    fields.finish()?;
    if !(0..=86_400).contains(&grace) {
        let message = "grace_period_seconds must be 0 to 86400.";
        return Err(ApiError::invalid(
            "invalid_parameter",
            "grace_period_seconds",
            message,
        ));
    }
    let secret = Secret::make();
    let previous_expires_at = context.now + grace;
    keys::rotate(
        context.db,
        key.row.number,
        (&secret.hash, &secret.redacted),
        previous_expires_at,
    )?;
    key.row.redacted = secret.redacted;
    let mut body = object(&key, context.now);
    body["rotated_at"] = json!(context.now);
    body["previous_value_expires_at"] = json!(previous_expires_at);
    Ok(Success::changed(body).with_secret(secret.value))
}
