//! `POST admin_api_keys` and `POST my/admin_api_keys`.

use super::object::object;
use super::secret::Secret;
use crate::caller;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::{self, Fields};
use crate::ids::Number;
use crate::money::Usd;
use crate::store::budget::Spelling;
use crate::store::keys::{self, Key, NewKey};
use crate::success::{EndpointResult, Success};

/// The longest lifetime of a key from now, in seconds: a year.
const MAX_LIFETIME: i64 = 31_536_000;

/// Creates a key anywhere in the organization.
pub(in crate::endpoints) fn create(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut fields = Fields::read(&context.call.body)?;
    let pool = match fields.text("pool_id", "invalid_parameter")? {
        None => None,
        Some(id) => Some(caller::find_pool(context.db, &id)?.number),
    };
    insert(context, fields, pool)
}

/// Creates a key in the caller's default pool.
pub(in crate::endpoints) fn create_mine(context: &Context<'_>) -> EndpointResult {
    let pool = context.caller.default_pool()?;
    insert(context, Fields::read(&context.call.body)?, Some(pool))
}

fn insert(context: &Context<'_>, mut fields: Fields, pool: Option<Number>) -> EndpointResult {
    let name = fields::name("name", &fields.require("name")?)?;
    let limit = fields.limit()?;
    let foundation = fields.foundation()?;
    let expires_at = expiry(&mut fields, context.now)?;
    fields.finish()?;
    let secret = Secret::make();
    let row = NewKey {
        number: context.store.next_key(),
        name,
        redacted: secret.redacted,
        hash: Some(secret.hash),
        created_at: context.now,
        last_used_at: None,
        expires_at,
        disabled: false,
        foundation,
        pool,
        owner: None,
        limit,
        used: Usd::ZERO,
        spelling: Spelling::Amounts,
        subscription: None,
    };
    keys::insert(context.db, &row)?;
    let made = object(&Key { row, owner: None }, context.now);
    Ok(Success::changed(made).with_secret(secret.value))
}

/// Reads when a key expires, given either as a time or as a number of seconds.
fn expiry(fields: &mut Fields, now: i64) -> Result<Option<i64>, ApiError> {
    const CODE: &str = "invalid_expiry";
    let at = fields.integer("expires_at", CODE)?;
    let seconds = fields.integer("expires_in_seconds", CODE)?;
    match (at, seconds) {
        (None, None) => Ok(None),
        (Some(at), None) if at > now => Ok(Some(at)),
        (Some(_), None) => Err(ApiError::invalid(
            CODE,
            "expires_at",
            "expires_at is in the past.",
        )),
        (None, Some(seconds)) if (1..=MAX_LIFETIME).contains(&seconds) => Ok(Some(now + seconds)),
        (None, Some(_)) => Err(ApiError::invalid(
            CODE,
            "expires_in_seconds",
            "expires_in_seconds must be 1 to 31536000.",
        )),
        (Some(_), Some(_)) => Err(ApiError::invalid(
            CODE,
            "expires_at",
            "Give expires_at or expires_in_seconds, not both.",
        )),
    }
}
