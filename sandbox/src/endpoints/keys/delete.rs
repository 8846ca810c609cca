//! `DELETE admin_api_keys/{id}`.

use serde_json::json;

use crate::answer::{Answer, Reply};
use crate::endpoints::Context;
use crate::store::keys;

/// Deletes a key for good; its id stays a usable cursor.
pub(in crate::endpoints) fn delete(context: &Context<'_>) -> Reply {
    let id = &context.call.key_id;
    let key = context.caller.key(context.db, id)?;
    keys::delete(context.db, key.row.number)?;
    Ok(Answer::changed(
        json!({"id": id, "object": "organization.admin_api_key.deleted", "deleted": true}),
    ))
}
