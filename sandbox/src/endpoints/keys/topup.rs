//! `POST admin_api_keys/{id}/topup`: raises the limit, leaves what was used.

use super::object::object;
use crate::answer::{Answer, Reply};
use crate::endpoints::{Context, budget};
use crate::store::budget::{Raised, insert_topup};
use crate::store::keys;

/// Tops up a key.
pub(in crate::endpoints) fn topup(context: &Context<'_>) -> Reply {
    let mut key = context.caller.key(context.db, &context.call.key_id)?;
    let amount = budget::topup_amount(&context.call.body)?;
    let limit = budget::raised(key.row.limit, amount, "key")?;
    let number = context.store.next_topup();
    keys::set_limit(context.db, key.row.number, limit)?;
    let raised = Raised::Key(key.row.number);
    insert_topup(context.db, number, raised, (amount, context.now))?;
    key.row.limit = Some(limit);
    let mut body = object(&key, context.now);
    body["topup"] = budget::topup_object(number, amount, context.now);
    Ok(Answer::changed(body))
}
