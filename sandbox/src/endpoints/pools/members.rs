//! `POST` and `DELETE pools/{pool_id}/api_keys/{id}`: adds keys to a pool and removes them.

use axum::http::StatusCode;
use serde_json::json;

use crate::call::Call;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::ids::Kind;
use crate::store::keys;
use crate::success::{EndpointResult, Success};

/// Assigns a key to a pool; a key in another pool moves.
pub(in crate::endpoints) fn assign(context: &Context<'_>) -> EndpointResult {
    Fields::read(&context.call.body)?.finish()?;
    let pool = context.caller.pool(context.db, &context.call.pool_id)?;
    let key = context.caller.key(context.db, &context.call.key_id)?;
    let moves = key.row.pool != Some(pool);
    if moves {
        keys::set_pool(context.db, key.row.number, Some(pool))?;
    }
    let body = json!({
        "object": "organization.pool.api_key",
        "pool_id": context.call.pool_id,
        "api_key_id": context.call.key_id,
        "assigned_at": context.now,
        "previous_pool_id": key.row.pool.filter(|_| moves).map(|previous| Kind::Pool.id(previous)),
    });
    Ok(if moves {
        Success::changed(body)
    } else {
        Success::unchanged(body)
    })
}

/// Removes a key from a pool; a key that does not exist is in no pool.
pub(in crate::endpoints) fn remove(context: &Context<'_>) -> EndpointResult {
    let Call {
        pool_id, key_id, ..
    } = context.call;
    let not_in_pool = || {
        let message = format!("The key {key_id} is not in the pool {pool_id}.");
        ApiError::not_found("key_not_in_pool", message).about("key_id")
    };
    let pool = context.caller.pool(context.db, pool_id)?;
    let key = match context.caller.key(context.db, key_id) {
        Err(error) if error.status == StatusCode::NOT_FOUND => return Err(not_in_pool()),
        found => found?,
    };
    if key.row.pool != Some(pool) {
        return Err(not_in_pool());
    }
    keys::set_pool(context.db, key.row.number, None)?;
    Ok(Success::changed(json!({
        "object": "organization.pool.api_key.deleted",
        "pool_id": pool_id,
        "api_key_id": key_id,
        "deleted": true,
    })))
}
