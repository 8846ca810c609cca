//! `GET upstreams`.

use super::object::{object, status};
use crate::endpoints::Context;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::upstreams;
use crate::success::{EndpointResult, Success};

/// Lists one page of upstreams.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Upstream)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let rows = upstreams::list(
        context.db,
        query.cursor(context.faults),
        query.rows_to_read(context.faults),
        |row| {
            let id = Kind::Upstream.id(row.number);
            let has_status = query
                .status
                .as_deref()
                .is_none_or(|wanted| wanted == status(row));
            !filtering || (has_status && query.matches(&[&row.name, &row.redacted, &id]))
        },
    )?;
    let rows = rows.iter().map(object).collect();
    Ok(Success::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}
