//! The people, pools and places that intents, checks and outcomes name, in a record.

use super::field::{optional, read, read_optional, read_text, read_whole, whole, word};
use crate::api::json::Json;
use crate::domain::ids::{PoolId, UserId};
use crate::domain::pool::{Owner, PoolRef};
use crate::domain::time::UnixSeconds;
use crate::gate::seek::Whereabouts;

pub(super) fn write_owner(owner: &Owner) -> Json {
    Json::object(vec![
        ("id", optional(&owner.id, |id| word(id.as_str()))),
        ("name", optional(&owner.name, |name| word(name))),
    ])
}

pub(super) fn read_owner(json: &Json) -> Option<Owner> {
    if !matches!(json, Json::Object(_)) {
        return None;
    }
    Some(Owner {
        id: read_optional(json, "id", read_text)?.map(UserId),
        name: read_optional(json, "name", read_text)?,
    })
}

pub(super) fn write_pool(pool: &PoolRef) -> Json {
    Json::object(vec![
        ("id", word(pool.id.as_str())),
        ("name", optional(&pool.name, |name| word(name))),
    ])
}

pub(super) fn read_pool(json: &Json) -> Option<PoolRef> {
    Some(PoolRef {
        id: PoolId(read(json, "id", read_text)?),
        name: read_optional(json, "name", read_text)?,
    })
}

pub(super) fn read_pool_id(json: &Json) -> Option<PoolId> {
    read_text(json).map(PoolId)
}

pub(super) fn write_pool_id(pool: &PoolId) -> Json {
    word(pool.as_str())
}

/// Where a thing was: its id under the name of its kind, and how to find it.
pub(super) fn write_place(kind: &'static str, at: &Whereabouts) -> Vec<(&'static str, Json)> {
    vec![
        (kind, word(&at.id)),
        ("name", optional(&at.name, |name| word(name))),
        ("cursor", optional(&at.cursor, |cursor| word(cursor))),
        ("created_at", optional(&at.created_at, |made| whole(made.0))),
    ]
}

pub(super) fn read_place(json: &Json, kind: &str) -> Option<Whereabouts> {
    Some(Whereabouts {
        id: read(json, kind, read_text)?,
        name: read_optional(json, "name", read_text)?,
        cursor: read_optional(json, "cursor", read_text)?,
        created_at: read_optional(json, "created_at", read_whole)?.map(UnixSeconds),
    })
}
