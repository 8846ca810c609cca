//! `GET codex_accounts` and `GET claude_accounts`.

use super::object::{object, status};
use crate::endpoints::Context;
use crate::faults::Kind as Fault;
use crate::page::{self, ListQuery};
use crate::store::accounts::{self, Account, Provider};
use crate::success::{EndpointResult, Success};

/// Lists one page of a provider's accounts.
pub(in crate::endpoints) fn list(context: &Context<'_>, provider: Provider) -> EndpointResult {
    context.caller.organization_wide()?;
    let query = ListQuery::read(&context.call.query, provider.kind())?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let rows = accounts::list(
        context.db,
        provider,
        query.cursor(context.faults),
        query.rows_to_read(context.faults),
        |row| !filtering || is_wanted(&query, provider, row, context.now),
    )?;
    let rows = rows.iter().map(|row| object(provider, row, context.now));
    let rows = rows.collect();
    Ok(Success::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}

/// Whether the filters of a query accept an account.
pub(super) fn is_wanted(query: &ListQuery, provider: Provider, row: &Account, now: i64) -> bool {
    let has_status = query
        .status
        .as_deref()
        .is_none_or(|wanted| wanted == status(row, now));
    let id = provider.kind().id(row.number);
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let (name, email) = (text(&row.name), text(&row.email));
    has_status && query.matches(&[&name, &email, &text(&row.organization_name), &id])
}
