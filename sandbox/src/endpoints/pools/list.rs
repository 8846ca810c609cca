//! `GET pools` and `GET pools/default`.

use super::object::object;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::pools;
use crate::success::{EndpointResult, Success};

/// Lists one page of pools.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Pool)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let rows = pools::list(
        context.db,
        query.cursor(context.faults),
        query.rows_to_read(context.faults),
        |pool| !filtering || query.matches(&[&pool.name, &Kind::Pool.id(pool.number)]),
    )?;
    let rows = rows.iter().map(|pool| object(pool, context)).collect();
    Ok(Success::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}

/// Returns the caller's default pool.
pub(in crate::endpoints) fn default(context: &Context<'_>) -> EndpointResult {
    let number = context.caller.default_pool()?;
    let pool = pools::find(context.db, number)?
        .ok_or_else(|| ApiError::pool_not_found(&Kind::Pool.id(number)))?;
    Ok(Success::unchanged(object(&pool, context)))
}
