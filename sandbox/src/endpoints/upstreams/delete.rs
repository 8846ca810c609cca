//! `DELETE upstreams/{upstream_id}`.

use serde_json::json;

use crate::caller;
use crate::endpoints::Context;
use crate::store::upstreams;
use crate::success::{EndpointResult, Success};

/// Deletes an upstream permanently, enabled or not; its id still works as a cursor.
pub(in crate::endpoints) fn delete(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let id = &context.call.upstream_id;
    let row = caller::find_upstream(context.db, id)?;
    upstreams::delete(context.db, row.number)?;
    Ok(Success::changed(
        json!({"id": id, "object": "organization.upstream.deleted", "deleted": true}),
    ))
}
