//! `POST pools/{pool_id}/owner/{owner_id}` and `DELETE pools/{pool_id}/owner`.

use super::object::object;
use crate::answer::{Answer, Reply};
use crate::caller;
use crate::endpoints::Context;
use crate::fields::Fields;
use crate::store::pools::{self, Pool};
use crate::store::users::User;

/// Gives a pool this owner, in the place of another if there is one.
pub(in crate::endpoints) fn set(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let pool = caller::find_pool(context.db, &context.call.pool_id)?;
    let user = caller::find_user(context.db, &context.call.owner_id)?;
    change(context, pool, Some(user))
}

/// Leaves a pool without an owner.
pub(in crate::endpoints) fn remove(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let pool = caller::find_pool(context.db, &context.call.pool_id)?;
    change(context, pool, None)
}

/// Answers the pool as it is then; where it is so already, nothing changes.
fn change(context: &Context<'_>, mut pool: Pool, owner: Option<User>) -> Reply {
    let number = |user: &Option<User>| user.as_ref().map(|user| user.number);
    if number(&pool.owner) == number(&owner) {
        return Ok(Answer::unchanged(object(&pool, context)));
    }
    pools::set_owner(context.db, pool.number, number(&owner))?;
    pool.owner = owner;
    Ok(Answer::changed(object(&pool, context)))
}
