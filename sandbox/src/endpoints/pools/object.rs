//! The pool object as JSON.

use serde_json::{Value, json};

use crate::endpoints::{Context, owner};
use crate::ids::Kind;
use crate::store::pools::Pool;

/// The pool object; `is_default` depends on the caller.
pub(super) fn object(pool: &Pool, context: &Context<'_>) -> Value {
    json!({
        "object": "organization.pool",
        "id": Kind::Pool.id(pool.number),
        "name": pool.name,
        "created_at": pool.created_at,
        "is_default": context.caller.has_default(pool.number),
        "owner": owner(pool.owner.as_ref()),
        "api_key_count": pool.key_count,
    })
}
