//! What was wanted, in a record: an object whose `action` says which.

use super::budget::{read_usd, write_usd};
use super::field::{
    list, optional, read, read_list, read_optional, read_text, read_whole, whole, word,
};
use super::named::{read_owner, read_pool, write_owner, write_pool};
use crate::api::json::Json;
use crate::domain::access::Role;
use crate::domain::ids::{KeyId, PoolId, UserId};
use crate::domain::key::{Foundation, NewKey};
use crate::domain::pool::NewPool;
use crate::domain::time::UnixSeconds;
use crate::gate::intent::{Intent, KeyMove};

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
        Intent::RotateKey {
            key,
            name,
            grace_seconds,
        } => Json::object(vec![
            ("action", word("rotate_key")),
            ("key", word(key.as_str())),
            ("name", word(name)),
            ("grace_seconds", whole(*grace_seconds)),
        ]),
        Intent::DeleteKey { key, name } => Json::object(vec![
            ("action", word("delete_key")),
            ("key", word(key.as_str())),
            ("name", word(name)),
        ]),
        Intent::MoveKeys(moves) => Json::object(vec![
            ("action", word("move_keys")),
            ("moves", list(moves, write_move)),
        ]),
        Intent::CreatePool(new) => Json::object(vec![
            ("action", word("create_pool")),
            ("name", word(&new.name)),
            ("owner", optional(&new.owner, |owner| word(owner.as_str()))),
        ]),
        Intent::DeletePool(pool) => Json::object(vec![
            ("action", word("delete_pool")),
            ("pool", write_pool(pool)),
        ]),
        Intent::SetOwner { pool, owner } => Json::object(vec![
            ("action", word("set_owner")),
            ("pool", write_pool(pool)),
            ("owner", optional(owner, write_owner)),
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
        "rotate_key" => Intent::RotateKey {
            key: KeyId(read(json, "key", read_text)?),
            name: read(json, "name", read_text)?,
            grace_seconds: read(json, "grace_seconds", read_whole)?,
        },
        "delete_key" => Intent::DeleteKey {
            key: KeyId(read(json, "key", read_text)?),
            name: read(json, "name", read_text)?,
        },
        "move_keys" => Intent::MoveKeys(read(json, "moves", |moves| read_list(moves, read_move))?),
        "create_pool" => Intent::CreatePool(NewPool {
            name: read(json, "name", read_text)?,
            owner: read_optional(json, "owner", read_text)?.map(UserId),
        }),
        "delete_pool" => Intent::DeletePool(read(json, "pool", read_pool)?),
        "set_owner" => Intent::SetOwner {
            pool: read(json, "pool", read_pool)?,
            owner: read_optional(json, "owner", read_owner)?,
        },
        _ => return None,
    })
}

fn write_move(one: &KeyMove) -> Json {
    Json::object(vec![
        ("key", word(one.key.as_str())),
        ("name", word(&one.name)),
        ("from", optional(&one.from, write_pool)),
        ("to", optional(&one.to, write_pool)),
    ])
}

fn read_move(json: &Json) -> Option<KeyMove> {
    Some(KeyMove {
        key: KeyId(read(json, "key", read_text)?),
        name: read(json, "name", read_text)?,
        from: read_optional(json, "from", read_pool)?,
        to: read_optional(json, "to", read_pool)?,
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
