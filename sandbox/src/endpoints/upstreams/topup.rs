//! `POST upstreams/{upstream_id}/topup`: raises the limit, leaves what was used.

use super::object::object;
use crate::answer::{Answer, Reply};
use crate::caller;
use crate::endpoints::{Context, budget};
use crate::store::budget::{Raised, insert_topup};
use crate::store::upstreams;

/// Tops up an upstream.
pub(in crate::endpoints) fn topup(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let mut row = caller::find_upstream(context.db, &context.call.upstream_id)?;
    let amount = budget::topup_amount(&context.call.body)?;
    let limit = budget::raised(row.limit, amount, "upstream")?;
    let number = context.store.next_topup();
    upstreams::set_limit(context.db, row.number, limit)?;
    let raised = Raised::Upstream(row.number);
    insert_topup(context.db, number, raised, (amount, context.now))?;
    row.limit = Some(limit);
    let mut body = object(&row);
    body["topup"] = budget::topup_object(number, amount, context.now);
    Ok(Answer::changed(body))
}
