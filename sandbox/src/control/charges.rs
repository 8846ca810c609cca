//! Adds and settles pending charges by hand, because the sandbox serves no models and so has no
//! charges of its own.

use serde_json::{Value, json};

use super::actions::count;
use crate::endpoints::charge_object;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::ids::Kind;
use crate::money::Usd;
use crate::state::Gateway;
use crate::store::charges::{self, Charge, NewCharge};
use crate::store::keys;

/// Adds a charge: `{"key_id", "amount_usd"}`, and optionally `kind` (`request` by default),
/// `model`, `foundation`, `request_id`, `age_seconds` and `expires_in_seconds`. The key may have
/// been deleted, or never have existed.
pub(super) fn charge(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let id = fields.require("key_id")?;
    let amount = fields.require("amount_usd")?;
    let key = id.as_str().and_then(|id| Kind::Key.number(id));
    let age = count(fields, "age_seconds")?.unwrap_or(0);
    let created_at = gateway.clock.now() - i64::from(age);
    let row = NewCharge {
        key: key.ok_or_else(|| ApiError::key_not_found(id.as_str().unwrap_or_default()))?,
        kind: word(fields, "kind")?.or_else(|| Some("request".to_owned())),
        amount: pending(&amount)?,
        model: word(fields, "model")?,
        foundation: word(fields, "foundation")?,
        request: word(fields, "request_id")?,
        created_at,
        expires_at: count(fields, "expires_in_seconds")?.map(|life| created_at + i64::from(life)),
    };
    let connection = gateway.store.lock();
    let key_name = keys::find(&connection, row.key)?.map(|key| key.row.name);
    let number = charges::insert(&connection, &row)?;
    Ok(charge_object(&Charge {
        number,
        row,
        key_name,
    }))
}

/// Removes a charge from the list: `{"charge_id"}`. Budgets do not change.
pub(super) fn settle(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let id = fields.require("charge_id")?;
    let number = id.as_str().and_then(|id| Kind::Charge.number(id));
    let found = match number {
        Some(number) => charges::delete(&gateway.store.lock(), number)?,
        None => false,
    };
    if found {
        Ok(json!({"object": "sandbox.settled", "charge_id": id}))
    } else {
        let message = format!("There is no charge {id}.");
        Err(ApiError::invalid("invalid_parameter", "charge_id", message))
    }
}

fn word(fields: &mut Fields, name: &str) -> Result<Option<String>, ApiError> {
    fields.text(name, "invalid_parameter")
}

fn pending(amount: &Value) -> Result<Usd, ApiError> {
    let read = amount.as_str().and_then(|text| Usd::from_stored(text).ok());
    read.filter(|amount| *amount >= Usd::ZERO).ok_or_else(|| {
        let message = "amount_usd must be a string like \"25.5\" or \"0\".";
        ApiError::invalid("invalid_amount", "amount_usd", message)
    })
}
