//! `GET admin_api_keys`.

use super::object::{object, status};
use crate::endpoints::Context;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::keys;
use crate::success::{EndpointResult, Success};

/// Lists one page of keys.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Key)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    // An id that is no pool's matches no row, because no row has the number 0.
    let pool = query
        .pool_id
        .as_deref()
        .filter(|_| filtering)
        .map(|id| Kind::Pool.number(id).unwrap_or(0));
    let rows = keys::list(
        context.db,
        query.cursor(context.faults),
        pool,
        query.rows_to_read(context.faults),
        |key| {
            let row = &key.row;
            let has_status = query
                .status
                .as_deref()
                .is_none_or(|wanted| wanted == status(row, context.now));
            !filtering
                || (has_status
                    && query.matches(&[&row.name, &row.redacted, &Kind::Key.id(row.number)]))
        },
    )?;
    let rows = rows.iter().map(|key| object(key, context.now)).collect();
    Ok(Success::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}
