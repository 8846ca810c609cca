//! The pool object as it travels.

use serde_json::{Value, json};

use crate::endpoints::{Context, owner};
use crate::ids::Kind;
use crate::store::pools::Pool;

/// A whole pool object; `is_default` is about the caller.
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
