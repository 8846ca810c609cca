//! Pools, as far as a key's row needs them: the list and the caller's own.

use super::fields::Fields;
use super::keys::owner;
use super::{ORGANIZATION, open, page};
use crate::api::call::{Read, Request};
use crate::api::decode;
use crate::api::error::ApiError;
use crate::api::json::Json;
use crate::domain::ids::PoolId;
use crate::domain::page::{Cursor, Page};
use crate::domain::pool::Pool;

/// Rows asked for at once: the contract's most.
const LIMIT: usize = 100;

/// One page of the organization's pools.
#[must_use]
pub fn list(after: Option<&Cursor>) -> Read<Page<Pool>> {
    let path = format!("{ORGANIZATION}/pools");
    let mut request = Request::get(&path).with("limit", LIMIT.to_string());
    if let Some(Cursor(after)) = after {
        request = request.with("after", after);
    }
    Read::new(request, move |reply| {
        open(&path, reply, |json| page(json, LIMIT, pool))
    })
}

fn pool(json: &Json) -> Result<Pool, String> {
    let fields = Fields::of(json)?;
    let listed = |name: &str| json.field(name).and_then(Json::list).map(<[Json]>::len);
    let counted = fields
        .text(&["api_key_count", "key_count", "keys_count"])
        .and_then(|count| count.parse().ok());
    let listed = || {
        listed("api_keys")
            .or_else(|| listed("api_key_ids"))
            .and_then(|count| u64::try_from(count).ok())
    };
    Ok(Pool {
        id: fields
            .text(&["id"])
            .map(PoolId)
            .ok_or("the row has no id")?,
        name: fields.text(&["name"]),
        key_count: counted.or_else(listed),
        owner: owner(fields),
    })
}

/// The caller's default pool; `None` when none is assigned, which is a normal state
/// (contract 5.5: 404 `default_pool_not_assigned`).
#[must_use]
pub fn default() -> Read<Option<Pool>> {
    let path = format!("{ORGANIZATION}/pools/default");
    Read::new(Request::get(&path), move |reply| {
        open(&path, reply, |json| pool(decode::one(json))).map(Some)
    })
    .or_when(|error| match error {
        ApiError::Refused(refusal)
            if refusal.code.as_deref() == Some("default_pool_not_assigned") =>
        {
            Some(None)
        }
        _ => None,
    })
}
