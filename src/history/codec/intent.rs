//! What was wanted, in a record: an object whose `action` says which.

use super::budget::{read_usd, write_usd};
use super::field::{optional, read, read_optional, read_text, read_whole, whole, word};
use crate::api::json::Json;
use crate::domain::access::Role;
use crate::domain::ids::{KeyId, PoolId};
use crate::domain::key::{Foundation, NewKey};
use crate::domain::time::UnixSeconds;
use crate::gate::plan::Intent;

pub(super) fn write_intent(intent: &Intent) -> Json {
    match intent {
        Intent::CreateKey { new, role } => Json::object(vec![
            ("action", word("create_key")),
            ("new", write_new_key(new)),
            ("role", write_role(*role)),
        ]),
        Intent::TopUpKey { key, name, amount } => Json::object(vec![
            ("action", word("top_up_key")),
            ("key", word(key.as_str())),
            ("name", word(name)),
            ("amount", write_usd(amount)),
        ]),
    }
}

pub(super) fn read_intent(json: &Json) -> Option<Intent> {
    Some(match json.field("action")?.text()? {
        "create_key" => Intent::CreateKey {
            new: read(json, "new", read_new_key)?,
            role: read(json, "role", read_role)?,
        },
        "top_up_key" => Intent::TopUpKey {
            key: KeyId(read(json, "key", read_text)?),
            name: read(json, "name", read_text)?,
            amount: read(json, "amount", read_usd)?,
        },
        _ => return None,
    })
}

fn write_new_key(new: &NewKey) -> Json {
    Json::object(vec![
        ("name", word(&new.name)),
        ("limit", optional(&new.limit, write_usd)),
        (
            "foundation",
            optional(&new.foundation, |foundation| word(&foundation.0)),
        ),
        ("expires_at", optional(&new.expires_at, |end| whole(end.0))),
        ("pool", optional(&new.pool, |pool| word(pool.as_str()))),
    ])
}

fn read_new_key(json: &Json) -> Option<NewKey> {
    Some(NewKey {
        name: read(json, "name", read_text)?,
        limit: read_optional(json, "limit", read_usd)?,
        foundation: read_optional(json, "foundation", read_text)?.map(Foundation),
        expires_at: read_optional(json, "expires_at", read_whole)?.map(UnixSeconds),
        pool: read_optional(json, "pool", read_text)?.map(PoolId),
    })
}

fn write_role(role: Role) -> Json {
    word(match role {
        Role::Organization => "organization",
        Role::Pool => "pool",
    })
}

fn read_role(json: &Json) -> Option<Role> {
    Some(match json.text()? {
        "organization" => Role::Organization,
        "pool" => Role::Pool,
        _ => return None,
    })
}
