//! `POST pools/{pool_id}/owner/{owner_id}` and `DELETE pools/{pool_id}/owner`.

use super::object::object;
use crate::caller;
use crate::endpoints::Context;
use crate::fields::Fields;
use crate::store::pools::{self, Pool};
use crate::store::users::User;
use crate::success::{EndpointResult, Success};

/// Sets a pool's owner, replacing the previous one.
pub(in crate::endpoints) fn set(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let pool = caller::find_pool(context.db, &context.call.pool_id)?;
    let user = caller::find_user(context.db, &context.call.owner_id)?;
    change(context, pool, Some(user))
}

/// Removes a pool's owner.
pub(in crate::endpoints) fn remove(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let pool = caller::find_pool(context.db, &context.call.pool_id)?;
    change(context, pool, None)
}

/// Returns the pool with the new owner; the same owner again changes nothing.
fn change(context: &Context<'_>, mut pool: Pool, owner: Option<User>) -> EndpointResult {
    let number = |user: &Option<User>| user.as_ref().map(|user| user.number);
    if number(&pool.owner) == number(&owner) {
        return Ok(Success::unchanged(object(&pool, context)));
    }
    pools::set_owner(context.db, pool.number, number(&owner))?;
    pool.owner = owner;
    Ok(Success::changed(object(&pool, context)))
}
