//! `POST upstreams/{upstream_id}/topup`: raises the limit and leaves the used amount.

use super::object::object;
use crate::caller;
use crate::endpoints::{Context, budget};
use crate::store::budget::{TopupTarget, insert_topup};
use crate::store::upstreams;
use crate::success::{EndpointResult, Success};

/// Tops up an upstream.
pub(in crate::endpoints) fn topup(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut row = caller::find_upstream(context.db, &context.call.upstream_id)?;
    let amount = budget::topup_amount(&context.call.body)?;
    let limit = budget::raised(row.limit, amount, "upstream")?;
    let number = context.store.next_topup();
    upstreams::set_limit(context.db, row.number, limit)?;
    let target = TopupTarget::Upstream(row.number);
    insert_topup(context.db, number, target, (amount, context.now))?;
    row.limit = Some(limit);
    let mut body = object(&row);
    body["topup"] = budget::topup_object(number, amount, context.now);
    Ok(Success::changed(body))
}
