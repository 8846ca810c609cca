//! `POST admin_api_keys/{id}/topup`: raises the limit, leaves what was used.

use serde_json::json;

use super::object::object;
use crate::answer::{Answer, Reply};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::{self, Fields};
use crate::ids::Kind;
use crate::store::keys;

/// Tops up a key.
pub(in crate::endpoints) fn topup(context: &Context<'_>) -> Reply {
    let mut key = context.caller.key(context.db, &context.call.key_id)?;
    let mut fields = Fields::read(&context.call.body)?;
    let amount = fields::amount("amount_usd", &fields.require("amount_usd")?)?;
    fields.finish()?;
    let limit = key.row.limit.ok_or_else(|| {
        ApiError::conflict(
            "budget_unlimited",
            "This key has no limit that could be raised.",
        )
    })?;
    let raised = limit.checked_add(amount).ok_or_else(|| {
        ApiError::invalid(
            "invalid_amount",
            "amount_usd",
            "The new limit would have more than 12 digits before the point.",
        )
    })?;
    let number = context.store.next_topup();
    keys::top_up(
        context.db,
        key.row.number,
        raised,
        (number, amount, context.now),
    )?;
    key.row.limit = Some(raised);
    let mut body = object(&key, context.now);
    body["topup"] = json!({
        "id": Kind::Topup.id(number),
        "amount_usd": amount.to_string(),
        "created_at": context.now,
    });
    Ok(Answer::changed(body))
}
