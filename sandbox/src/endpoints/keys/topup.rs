//! `POST admin_api_keys/{id}/topup`: raises the limit and leaves the used amount.

use super::object::object;
use crate::endpoints::{Context, budget};
use crate::store::budget::{TopupTarget, insert_topup};
use crate::store::keys;
use crate::success::{EndpointResult, Success};

/// Tops up a key.
pub(in crate::endpoints) fn topup(context: &Context<'_>) -> EndpointResult {
    let mut key = context.caller.key(context.db, &context.call.key_id)?;
    let amount = budget::topup_amount(&context.call.body)?;
    let limit = budget::raised(key.row.limit, amount, "key")?;
    let number = context.store.next_topup();
    keys::set_limit(context.db, key.row.number, limit)?;
    let target = TopupTarget::Key(key.row.number);
    insert_topup(context.db, number, target, (amount, context.now))?;
    key.row.limit = Some(limit);
    let mut body = object(&key, context.now);
    body["topup"] = budget::topup_object(number, amount, context.now);
    Ok(Success::changed(body))
}
