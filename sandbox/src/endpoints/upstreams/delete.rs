//! `DELETE upstreams/{upstream_id}`.

use serde_json::json;

use crate::answer::{Answer, Reply};
use crate::caller;
use crate::endpoints::Context;
use crate::store::upstreams;

/// Deletes an upstream for good, enabled or not; its id stays a usable cursor.
pub(in crate::endpoints) fn delete(context: &Context<'_>) -> Reply {
    context.caller.organization_wide()?;
    let id = &context.call.upstream_id;
    let row = caller::find_upstream(context.db, id)?;
    upstreams::delete(context.db, row.number)?;
    Ok(Answer::changed(
        json!({"id": id, "object": "organization.upstream.deleted", "deleted": true}),
    ))
}
