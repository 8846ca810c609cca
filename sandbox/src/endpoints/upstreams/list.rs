//! `GET upstreams`.

use super::object::{object, status};
use crate::answer::{Answer, Reply};
use crate::endpoints::Context;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::upstreams;

/// Answers one page of upstreams.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Upstream)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let rows = upstreams::list(
        context.db,
        query.cursor(context.faults),
        query.most(context.faults),
        |row| {
            let id = Kind::Upstream.id(row.number);
            let has_status = query
                .status
                .as_deref()
                .is_none_or(|wanted| wanted == status(row));
            !filtering || (has_status && query.finds(&[&row.name, &row.redacted, &id]))
        },
    )?;
    let rows = rows.iter().map(object).collect();
    Ok(Answer::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}
