//! `GET admin_api_keys`.

use super::object::{object, status};
use crate::answer::{Answer, Reply};
use crate::endpoints::Context;
use crate::faults::Kind as Fault;
use crate::ids::Kind;
use crate::page::{self, ListQuery};
use crate::store::keys;

/// Answers one page of keys.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, Kind::Key)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    // An id that cannot be a pool's matches no row; 0 is no row's number.
    let pool = query
        .pool_id
        .as_deref()
        .filter(|_| filtering)
        .map(|id| Kind::Pool.number(id).unwrap_or(0));
    let rows = keys::list(
        context.db,
        query.cursor(context.faults),
        pool,
        query.most(context.faults),
        |key| {
            let row = &key.row;
            let has_status = query
                .status
                .as_deref()
                .is_none_or(|wanted| wanted == status(row, context.now));
            !filtering
                || (has_status
                    && query.finds(&[&row.name, &row.redacted, &Kind::Key.id(row.number)]))
        },
    )?;
    let rows = rows.iter().map(|key| object(key, context.now)).collect();
    Ok(Answer::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}
