//! Pools: the list, the caller's own, creating and deleting, which keys are in one, who owns one.

use super::fields::Fields;
use super::keys::owner;
use super::{ORGANIZATION, SECRET, listing, open, writing};
use crate::api::body::Body;
use crate::api::call::{Read, Request, Write};
use crate::api::decode;
use crate::api::error::ApiError;
use crate::api::gateway::{Answer, ListQuery};
use crate::api::json::Json;
use crate::domain::address::encode;
use crate::domain::ids::{KeyId, PoolId, UserId};
use crate::domain::page::Page;
use crate::domain::pool::{NewPool, Pool};

/// One page of the organization's pools.
#[must_use]
pub fn list(query: &ListQuery) -> Read<Page<Pool>> {
    listing(format!("{ORGANIZATION}/pools"), query, pool)
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
        created_at: fields.time(&["created_at"])?,
        is_default: fields.get(&["is_default"]).and_then(decode::boolean),
        key_count: counted.or_else(listed),
        owner: owner(fields),
        raw: decode::scrubbed(json, SECRET).indented(),
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

/// Creates a pool. A repeat without an idempotency key is refused: names are taken once.
#[must_use]
pub fn create(new: &NewPool) -> Write<Answer> {
    let mut fields = vec![("name", Body::Text(new.name.clone()))];
    if let Some(owner) = &new.owner {
        fields.push(("owner_id", Body::Text(owner.0.clone())));
    }
    writing(
        Request::post(format!("{ORGANIZATION}/pools"), Body::Object(fields)),
        row,
    )
}

/// Deletes a pool. A gateway may refuse while keys are in it, or leave them without a pool.
#[must_use]
pub fn delete(id: &PoolId) -> Write<Answer> {
    writing(Request::delete(one(id)), nothing)
}

/// Puts a key into a pool, out of the one it was in; nothing changes when it is there already.
#[must_use]
pub fn assign(pool: &PoolId, key: &KeyId) -> Write<Answer> {
    writing(Request::post_bare(member(pool, key)), nothing)
}

/// Takes a key out of a pool.
#[must_use]
pub fn remove(pool: &PoolId, key: &KeyId) -> Write<Answer> {
    writing(Request::delete(member(pool, key)), nothing)
}

/// Gives a pool an owner, in place of the one it had.
#[must_use]
pub fn set_owner(pool: &PoolId, owner: &UserId) -> Write<Answer> {
    let path = format!("{}/owner/{}", one(pool), encode(owner.as_str()));
    writing(Request::post_bare(path), row)
}

/// Takes a pool's owner away; nothing changes when it has none.
#[must_use]
pub fn remove_owner(pool: &PoolId) -> Write<Answer> {
    writing(Request::delete(format!("{}/owner", one(pool))), row)
}

/// The path of one pool.
fn one(id: &PoolId) -> String {
    format!("{ORGANIZATION}/pools/{}", encode(id.as_str()))
}

/// The path of a key's place in a pool.
fn member(pool: &PoolId, key: &KeyId) -> String {
    format!("{}/api_keys/{}", one(pool), encode(key.as_str()))
}

/// An answer that is the pool as it is now.
fn row(json: &Json) -> Result<Answer, String> {
    Ok(Answer {
        pool: Some(pool(decode::one(json))?),
        ..Answer::default()
    })
}

/// An answer that says no more than yes.
fn nothing(_: &Json) -> Result<Answer, String> {
    Ok(Answer::default())
}

#[cfg(test)]
mod tests {
    use super::{assign, create, delete, list, remove, remove_owner, set_owner};
    use crate::api::body::Body;
    use crate::api::call::{Reply, Request, Write};
    use crate::api::gateway::{Answer, ListQuery};
    use crate::domain::ids::{KeyId, PoolId, UserId};
    use crate::domain::pool::NewPool;

    fn ids() -> (PoolId, KeyId, UserId) {
        (
            PoolId("pool/1".into()),
            KeyId("key_1".into()),
            UserId("a b".into()),
        )
    }

    #[test]
    fn what_each_call_sends() {
        let (pool, key, user) = ids();
        let check = |write: &Write<Answer>, target: &str, body: Option<&str>| {
            let request: &Request = write.request();
            let drawn = request.body.as_ref().map(Body::drawn);
            let sent = format!("{} {}", request.method.word(), request.target());
            assert_eq!((sent.as_str(), drawn.as_deref()), (target, body));
        };
        let new = |owner| NewPool {
            name: "Team A".into(),
            owner,
        };
        let pools = "POST /v1/organization/pools";
        check(&create(&new(None)), pools, Some(r#"{"name":"Team A"}"#));
        check(
            &create(&new(Some(user.clone()))),
            pools,
            Some(r#"{"name":"Team A","owner_id":"a b"}"#),
        );
        check(
            &delete(&pool),
            "DELETE /v1/organization/pools/pool%2F1",
            None,
        );
        check(
            &assign(&pool, &key),
            "POST /v1/organization/pools/pool%2F1/api_keys/key_1",
            None,
        );
        check(
            &remove(&pool, &key),
            "DELETE /v1/organization/pools/pool%2F1/api_keys/key_1",
            None,
        );
        check(
            &set_owner(&pool, &user),
            "POST /v1/organization/pools/pool%2F1/owner/a%20b",
            None,
        );
        check(
            &remove_owner(&pool),
            "DELETE /v1/organization/pools/pool%2F1/owner",
            None,
        );
    }

    #[test]
    fn what_an_answer_says() {
        let (pool, ..) = ids();
        let check = |write: Write<Answer>, body: &str, expect: Option<Option<&str>>| {
            let reply = Reply {
                status: 200,
                body: body.to_owned(),
                ..Reply::default()
            };
            let got = write.conclude(Ok(reply)).ok();
            let got = got.map(|answer| answer.pool.map(|pool| pool.id.0));
            assert_eq!(got, expect.map(|id| id.map(str::to_owned)), "{body}");
        };
        check(
            remove_owner(&pool),
            r#"{"id":"p","owner":null}"#,
            Some(Some("p")),
        );
        check(
            remove_owner(&pool),
            r#"{"pool":{"id":"p"}}"#,
            Some(Some("p")),
        );
        check(remove_owner(&pool), "", Some(None));
        check(remove_owner(&pool), r#"{"ok":1}"#, None);
        check(delete(&pool), r#"{"id":"p","deleted":true}"#, Some(None));
        check(delete(&pool), "<html>", None);
        check(delete(&pool), r#"{"success":false,"message":"no"}"#, None);
    }

    #[test]
    fn a_pools_fields_by_their_aliases() {
        let check = |row: &str, expect: &str| {
            let reply = Reply {
                status: 200,
                body: format!("[{row}]"),
                ..Reply::default()
            };
            let page = list(&ListQuery::after(None))
                .conclude(Ok(reply))
                .expect("a page");
            let shown = page.rows[0].read().map_or_else(
                || "unreadable".to_owned(),
                |pool| {
                    let owner = pool.owner.as_ref().and_then(|owner| owner.label());
                    format!(
                        "{} {:?} {:?} {owner:?}",
                        pool.label(),
                        pool.key_count,
                        pool.is_default
                    )
                },
            );
            assert_eq!(shown, expect, "{row}");
        };
        check(r#"{"id":"p"}"#, "p None None None");
        check(
            r#"{"id":7,"name":"A","key_count":"3","is_default":true,"owner_id":"u"}"#,
            r#"A Some(3) Some(true) Some("u")"#,
        );
        check(
            r#"{"id":"p","api_key_ids":["a","b"],"isDefault":0,"owner":{"id":"u","name":"Ada"}}"#,
            r#"p Some(2) Some(false) Some("Ada")"#,
        );
        check(r#"{"name":"A"}"#, "unreadable");
    }
}
