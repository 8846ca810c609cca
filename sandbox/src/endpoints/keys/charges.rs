//! `GET admin_api_keys/pending_charges`: one row per charge, or with the fault `charges-totals` one
//! sum per key.

use serde_json::{Value, json};

use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::ids::{Kind, Number};
use crate::page::{self, ListQuery};
use crate::store::charges::{self, Charge, ChargeFilter, Total};
use crate::success::{EndpointResult, Success};

/// A number that no key has.
const NO_KEY: Number = -1;

/// Lists one page. A one-pool bearer sees the charges of the keys that are in its pool now, so it
/// sees none of a deleted key.
pub(in crate::endpoints) fn pending(context: &Context<'_>) -> EndpointResult {
    let pool = context.caller.visible_pool()?;
    if context.faults.has(Fault::ChargesTotals) {
        totals(context, pool)
    } else {
        rows(context, pool)
    }
}

fn rows(context: &Context<'_>, pool: Option<Number>) -> EndpointResult {
    let query = ListQuery::read(&context.call.query, Kind::Charge)?;
    let found = charges::list(
        context.db,
        query.cursor(context.faults),
        filter(&query, context, pool),
        query.rows_to_read(context.faults),
    )?;
    let rows = found.iter().map(object).collect();
    Ok(Success::unchanged(page::page(
        "id",
        rows,
        &query,
        context.faults,
    )))
}

/// Lists sums instead of charges. A sum is identified by its key's id, in the cursor too.
fn totals(context: &Context<'_>, pool: Option<Number>) -> EndpointResult {
    let query = ListQuery::read(&context.call.query, Kind::Key)?;
    let found = charges::totals(
        context.db,
        query.cursor(context.faults),
        filter(&query, context, pool),
        query.rows_to_read(context.faults),
    )?;
    let rows = found.iter().map(total).collect::<Result<_, _>>()?;
    Ok(Success::unchanged(page::page(
        "api_key_id",
        rows,
        &query,
        context.faults,
    )))
}

fn filter(query: &ListQuery, context: &Context<'_>, pool: Option<Number>) -> ChargeFilter {
    let filtering = !context.faults.has(Fault::NoFilter);
    let wanted = query.api_key_id.as_deref().filter(|_| filtering);
    ChargeFilter {
        key: wanted.map(|id| Kind::Key.number(id).unwrap_or(NO_KEY)),
        pool,
    }
}

/// A charge as JSON. Unknown fields are left out; only the name of a deleted key is null.
pub(crate) fn object(charge: &Charge) -> Value {
    let row = &charge.row;
    let mut object = json!({
        "object": "organization.pending_charge",
        "id": Kind::Charge.id(charge.number),
        "api_key_id": Kind::Key.id(row.key),
        "api_key_name": charge.key_name,
        "amount_usd": row.amount.to_string(),
        "status": "pending",
        "created_at": row.created_at,
    });
    let optional = [
        ("kind", json!(row.kind)),
        ("model", json!(row.model)),
        ("foundation", json!(row.foundation)),
        ("request_id", json!(row.request)),
        ("expires_at", json!(row.expires_at)),
    ];
    for (name, value) in optional {
        if !value.is_null() {
            object[name] = value;
        }
    }
    object
}

fn total(total: &Total) -> Result<Value, ApiError> {
    let pending = total.pending.ok_or_else(ApiError::internal)?;
    Ok(json!({
        "api_key_id": Kind::Key.id(total.key),
        "pending_usd": pending.to_string(),
        "count": total.count,
    }))
}
