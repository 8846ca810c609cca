//! API keys: list, create, create for my pool, top up, rotate, delete.

use super::budget::{budget, subscription};
use super::fields::Fields;
use super::{ORGANIZATION, SECRET, listing, open, writing};
use crate::api::body::Body;
use crate::api::call::{Read, Reply, Request, Write};
use crate::api::decode;
use crate::api::error::ApiError;
use crate::api::gateway::{Answer, ListQuery};
use crate::api::json::Json;
use crate::api::secret::Secret;
use crate::domain::address::encode;
use crate::domain::ids::{KeyId, PoolId, UserId};
use crate::domain::key::{Foundation, Key, KeyStatus, NewKey};
use crate::domain::money::Usd;
use crate::domain::page::Page;
use crate::domain::pool::Owner;

/// One page of the organization's keys. 403 for an operator who is limited to a pool.
#[must_use]
pub fn list(query: &ListQuery) -> Read<Page<Key>> {
    listing(format!("{ORGANIZATION}/admin_api_keys"), query, key)
}

pub(super) fn key(json: &Json) -> Result<Key, String> {
    let fields = Fields::of(json)?;
    Ok(Key {
        id: fields.text(&["id"]).map(KeyId).ok_or("the row has no id")?,
        name: fields.text(&["name"]),
        redacted_value: fields.text(&[
            "redacted_value",
            "masked_value",
            "masked_key",
            "key_prefix",
            "redacted_key",
            "preview",
        ]),
        created_at: fields.time(&["created_at"])?,
        last_used_at: fields.time(&["last_used_at"])?,
        expires_at: fields.time(&["expires_at", "expiry", "expires", "expiration"])?,
        status: KeyStatus::from_word(&fields.text(&["status"]).unwrap_or_default()),
        foundation: fields.text(&["foundation"]).map(Foundation),
        pool: pool(fields),
        owner: owner(fields),
        budget: budget(fields)?,
        subscription: subscription(fields)?,
        raw: decode::scrubbed(json, SECRET).indented(),
    })
}

fn pool(fields: Fields<'_>) -> Option<PoolId> {
    let of_list = || {
        fields
            .get(&["pool_ids"])?
            .list()?
            .first()
            .and_then(decode::text)
    };
    let of_object = || fields.inner(&["pool"])?.text(&["id"]);
    fields
        .text(&["pool_id"])
        .or_else(of_object)
        .or_else(of_list)
        .map(PoolId)
}

/// A row's owner: an object, or an id and a name beside each other.
pub(super) fn owner(fields: Fields<'_>) -> Option<Owner> {
    let (id, name) = match fields.inner(&["owner"]) {
        Some(owner) => (owner.text(&["id"]), owner.text(&["name"])),
        None => (fields.text(&["owner_id"]), fields.text(&["owner_name"])),
    };
    (id.is_some() || name.is_some()).then_some(Owner {
        id: id.map(UserId),
        name,
    })
}

/// Creates a key in the organization.
#[must_use]
pub fn create(new: &NewKey) -> Write<Answer> {
    let mut fields = new_key_fields(new);
    if let Some(pool) = &new.pool {
        fields.push(("pool_id", Body::Text(pool.0.clone())));
    }
    posting(
        format!("{ORGANIZATION}/admin_api_keys"),
        Body::Object(fields),
    )
}

/// Creates a key in the caller's default pool. It takes no pool: naming one is an error there.
#[must_use]
pub fn create_mine(new: &NewKey) -> Write<Answer> {
    posting(
        format!("{ORGANIZATION}/my/admin_api_keys"),
        Body::Object(new_key_fields(new)),
    )
}

/// Only what was chosen travels; an absent limit means unlimited (contract 5.3).
fn new_key_fields(new: &NewKey) -> Vec<(&'static str, Body)> {
    let mut fields = vec![("name", Body::Text(new.name.clone()))];
    if let Some(limit) = new.limit {
        fields.push(("limit_usd", Body::Text(limit.plain())));
    }
    if let Some(Foundation(word)) = &new.foundation {
        fields.push(("foundation", Body::Text(word.clone())));
    }
    if let Some(end) = new.expires_at {
        fields.push(("expires_at", Body::Integer(end.0)));
    }
    fields
}

/// Raises a key's limit by an amount. Without an idempotency key a repeat adds the money twice.
#[must_use]
pub fn top_up(id: &KeyId, amount: Usd) -> Write<Answer> {
    posting(
        format!("{}/topup", one(id)),
        Body::Object(vec![("amount_usd", Body::Text(amount.plain()))]),
    )
}

/// Gives a key a new value; the old one works on for `grace_seconds`, 0 to 86 400 (contract 5.3).
/// Without an idempotency key a repeat makes yet another value, and the one shown is dead.
#[must_use]
pub fn rotate(id: &KeyId, grace_seconds: u32) -> Write<Answer> {
    posting(
        format!("{}/rotate", one(id)),
        Body::Object(vec![(
            "grace_period_seconds",
            Body::Integer(grace_seconds.into()),
        )]),
    )
}

/// Deletes a key. The answer names it and nothing more.
#[must_use]
pub fn delete(id: &KeyId) -> Write<Answer> {
    writing(Request::delete(one(id)), |_| Ok(Answer::default()))
}

/// The path of one key.
fn one(id: &KeyId) -> String {
    format!("{ORGANIZATION}/admin_api_keys/{}", encode(id.as_str()))
}

fn posting(path: String, body: Body) -> Write<Answer> {
    let request = Request::post(&path, body);
    Write::new(request, move |reply| answer(&path, reply))
}

/// A write's answer: the row as it is now, and the value where one was made.
fn answer(path: &str, reply: &Reply) -> Result<Answer, ApiError> {
    if reply.body.trim().is_empty() {
        return Ok(Answer {
            replayed: reply.replayed,
            ..Answer::default()
        });
    }
    open(path, reply, |json| {
        let row = decode::one(json);
        let secret = decode::pick(row, SECRET)
            .or_else(|| decode::pick(json, SECRET))
            .and_then(Json::text);
        let secret = secret.map(|text| Secret::new(text.to_owned()));
        // A value must reach the operator even when the rest of its row makes no sense.
        let key = match key(row) {
            Err(why) if secret.is_none() => return Err(why),
            key => key.ok(),
        };
        let ends = Fields::of(row).and_then(|row| row.time(&["previous_value_expires_at"]));
        Ok(Answer {
            key,
            secret,
            // A moment that makes no sense is unknown; the value beside it must not be lost for it.
            old_value_ends: ends.ok().flatten(),
            replayed: reply.replayed,
            ..Answer::default()
        })
    })
}

#[cfg(test)]
mod tests;
