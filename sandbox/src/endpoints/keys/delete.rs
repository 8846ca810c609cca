//! `DELETE admin_api_keys/{id}`.

use serde_json::json;

use crate::endpoints::Context;
use crate::store::keys;
use crate::success::{EndpointResult, Success};

/// Deletes a key permanently; its id still works as a cursor.
pub(in crate::endpoints) fn delete(context: &Context<'_>) -> EndpointResult {
    let id = &context.call.key_id;
    let key = context.caller.key(context.db, id)?;
    keys::delete(context.db, key.row.number)?;
    Ok(Success::changed(
        json!({"id": id, "object": "organization.admin_api_key.deleted", "deleted": true}),
    ))
}
