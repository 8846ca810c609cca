//! How to see whether a write happened, in a record: an object whose `check` says which.

use super::budget::{read_budget, read_usd, write_budget, write_usd};
use super::field::{
    list, optional, read, read_list, read_optional, read_text, read_whole, whole, word,
};
use crate::api::json::Json;
use crate::domain::ids::{KeyId, PoolId};
use crate::gate::check::Check;

pub(super) fn write_check(check: &Check) -> Json {
    match check {
        Check::LimitRises {
            key,
            name,
            cursor,
            before,
            by,
        } => Json::object(vec![
            ("check", word("limit_rises")),
            ("key", word(key.as_str())),
            ("name", optional(name, |name| word(name))),
            ("cursor", optional(cursor, |cursor| word(cursor))),
            ("before", write_budget(before)),
            ("by", write_usd(by)),
        ]),
        Check::KeyAppears { name, known } => Json::object(vec![
            ("check", word("key_appears")),
            ("name", word(name)),
            ("known", write_keys(known)),
        ]),
        Check::PoolGrows { pool, before } => Json::object(vec![
            ("check", word("pool_grows")),
            ("pool", word(pool.as_str())),
            ("before", optional(before, |count| whole(*count))),
        ]),
    }
}

pub(super) fn read_check(json: &Json) -> Option<Check> {
    Some(match json.field("check")?.text()? {
        "limit_rises" => Check::LimitRises {
            key: KeyId(read(json, "key", read_text)?),
            name: read_optional(json, "name", read_text)?,
            cursor: read_optional(json, "cursor", read_text)?,
            before: read(json, "before", read_budget)?,
            by: read(json, "by", read_usd)?,
        },
        "key_appears" => Check::KeyAppears {
            name: read(json, "name", read_text)?,
            known: read(json, "known", read_keys)?,
        },
        "pool_grows" => Check::PoolGrows {
            pool: PoolId(read(json, "pool", read_text)?),
            before: read_optional(json, "before", read_whole)?,
        },
        _ => return None,
    })
}

pub(super) fn write_keys(keys: &[KeyId]) -> Json {
    list(keys, |key| word(key.as_str()))
}

pub(super) fn read_keys(json: &Json) -> Option<Vec<KeyId>> {
    read_list(json, |key| read_text(key).map(KeyId))
}
