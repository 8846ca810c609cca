//! Pools: list, the caller's own, and which keys are in them.
//!
//! Making and deleting pools and changing their owners have their place here and are not
//! served yet.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Context, owner};
use crate::answer::{Answer, Reply};
use crate::call::Call;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::fields::Fields;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::keys;
use crate::store::pools::{self, Pool};

/// Answers `GET pools`.
pub(super) fn list(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Pool)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let mut rows = pools::all(context.db)?;
    if query.descending && !context.faults.has(Fault::NoOrder) {
        rows.reverse();
        rows.retain(|pool| query.after.is_none_or(|after| pool.number < after));
    } else {
        rows.retain(|pool| query.after.is_none_or(|after| pool.number > after));
    }
    rows.retain(|pool| !filtering || query.finds(&[&pool.name, &Kind::Pool.id(pool.number)]));
    let has_more = rows.len() > query.limit;
    rows.truncate(query.limit);
    let rows = rows.iter().map(|pool| object(pool, context)).collect();
    Ok(Answer::unchanged(page::envelope(rows, has_more)))
}

/// Answers `GET pools/default`.
pub(super) fn default(context: &Context<'_>) -> Reply {
    let number = context.caller.default_pool()?;
    let pool = pools::find(context.db, number)?
        .ok_or_else(|| ApiError::pool_not_found(&Kind::Pool.id(number)))?;
    Ok(Answer::unchanged(object(&pool, context)))
}

/// Answers `POST pools/{pool_id}/api_keys/{id}`: a key that is in another pool moves.
pub(super) fn assign(context: &Context<'_>) -> Reply {
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
        Answer::changed(body)
    } else {
        Answer::unchanged(body)
    })
}

/// Answers `DELETE pools/{pool_id}/api_keys/{id}`; a key that does not exist is in no pool.
pub(super) fn remove(context: &Context<'_>) -> Reply {
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
    Ok(Answer::changed(json!({
        "object": "organization.pool.api_key.deleted",
        "pool_id": pool_id,
        "api_key_id": key_id,
        "deleted": true,
    })))
}

fn object(pool: &Pool, context: &Context<'_>) -> Value {
    json!({
        "object": "organization.pool",
        "id": Kind::Pool.id(pool.number),
        "name": pool.name,
        "created_at": pool.created_at,
        "is_default": context.caller.has_default(pool.number),
        "owner": owner(pool.owner.as_ref()),
        "api_key_count": pool.key_count,
    })
}
