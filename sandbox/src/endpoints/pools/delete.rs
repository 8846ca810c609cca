//! `DELETE pools/{pool_id}`.

use serde_json::json;

use crate::caller;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::store::{bearers, keys, pools};
use crate::success::{EndpointResult, Success};

/// Deletes an empty pool that is nobody's default pool. Two faults delete a pool with keys in it;
/// even with them, a bearer's default pool is not deleted.
pub(in crate::endpoints) fn delete(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let id = &context.call.pool_id;
    let pool = caller::find_pool(context.db, id)?;
    let drops = context.faults.has(Fault::DeleteDrops);
    let orphans = context.faults.has(Fault::DeleteOrphans);
    if pool.key_count > 0 && !drops && !orphans {
        let message = format!("There are {} API keys in this pool.", pool.key_count);
        return Err(ApiError::conflict("pool_not_empty", message).about("pool_id"));
    }
    if bearers::is_default_pool(context.db, pool.number)? {
        let message = "This pool is the default pool of an admin key.";
        return Err(ApiError::conflict("pool_is_default", message).about("pool_id"));
    }
    if drops {
        keys::delete_in_pool(context.db, pool.number)?;
    }
    keys::clear_pool(context.db, pool.number)?;
    pools::delete(context.db, pool.number)?;
    Ok(Success::changed(
        json!({"id": id, "object": "organization.pool.deleted", "deleted": true}),
    ))
}
