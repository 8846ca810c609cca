//! `POST pools`.

use super::object::object;
use crate::caller;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::{self, Fields};
use crate::store::pools::{self, NewPool, Pool};
use crate::success::{EndpointResult, Success};

/// Creates an empty pool. Pool names are unique, compared letter by letter.
pub(in crate::endpoints) fn create(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut fields = Fields::read(&context.call.body)?;
    let name = fields::name("name", &fields.require("name")?)?;
    let owner = fields.text("owner_id", "invalid_parameter")?;
    fields.finish()?;
    let owner = owner
        .map(|id| caller::find_user(context.db, &id))
        .transpose()?;
    if pools::is_name_taken(context.db, &name)? {
        return Err(ApiError::name_taken("pool"));
    }
    let number = context.store.next_pool();
    pools::insert(
        context.db,
        &NewPool {
            number,
            name: &name,
            created_at: context.now,
            owner: owner.as_ref().map(|user| user.number),
        },
    )?;
    let made = Pool {
        number,
        name,
        created_at: context.now,
        owner,
        key_count: 0,
    };
    Ok(Success::changed(object(&made, context)))
}
