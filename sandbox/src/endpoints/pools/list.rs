//! `GET pools` and `GET pools/default`.

use super::object::object;
use crate::answer::{Answer, Reply};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::pools;

/// Answers one page of pools.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Pool)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let rows = pools::list(
        context.db,
        query.cursor(context.faults),
        query.most(context.faults),
        |pool| !filtering || query.finds(&[&pool.name, &Kind::Pool.id(pool.number)]),
    )?;
    let rows = rows.iter().map(|pool| object(pool, context)).collect();
    Ok(Answer::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}

/// Answers the caller's own pool.
pub(in crate::endpoints) fn default(context: &Context<'_>) -> Reply {
    let number = context.caller.default_pool()?;
    let pool = pools::find(context.db, number)?
        .ok_or_else(|| ApiError::pool_not_found(&Kind::Pool.id(number)))?;
    Ok(Answer::unchanged(object(&pool, context)))
}
