//! How to see whether a write happened, in a record: an object whose `check` says which.

use super::budget::{read_budget, read_usd, write_budget, write_usd};
use super::field::{
    list, optional, read, read_list, read_optional, read_text, read_truth, read_whole, whole, word,
};
use super::named::{read_owner, read_place, read_pool_id, write_owner, write_place, write_pool_id};
use crate::api::json::Json;
use crate::domain::ids::{KeyId, PoolId, UserId};
use crate::gate::check::Check;
use crate::gate::earlier::Earlier;

pub(super) fn write_check(check: &Check) -> Json {
    let (name, fields) = match check {
        Check::LimitRises { key, before, by } => {
            let mut fields = write_place("key", key);
            fields.push(("before", write_budget(before)));
            fields.push(("by", write_usd(by)));
            ("limit_rises", fields)
        }
        Check::KeyAppears { name, earlier } => ("key_appears", write_appears(name, earlier)),
        Check::ValueChanges { key, before } => {
            let mut fields = write_place("key", key);
            fields.push(("before", optional(before, |value| word(value))));
            ("value_changes", fields)
        }
        Check::KeyGoes(key) => ("key_goes", write_place("key", key)),
        Check::KeyMoves { key, before, to } => {
            let mut fields = write_place("key", key);
            fields.push(("before", optional(before, write_pool_id)));
            fields.push(("to", optional(to, write_pool_id)));
            ("key_moves", fields)
        }
        Check::PoolGrows { pool, before } => (
            "pool_grows",
            vec![
                ("pool", word(pool.as_str())),
                ("before", optional(before, |count| whole(*count))),
            ],
        ),
        Check::PoolAppears { name, earlier } => ("pool_appears", write_appears(name, earlier)),
        Check::PoolGoes(pool) => ("pool_goes", write_place("pool", pool)),
        Check::OwnerBecomes { pool, before, to } => {
            let mut fields = write_place("pool", pool);
            fields.push(("before", optional(before, write_owner)));
            fields.push(("to", optional(to, |user| word(user.as_str()))));
            ("owner_becomes", fields)
        }
    };
    let mut all = vec![("check", word(name))];
    all.extend(fields);
    Json::object(all)
}

pub(super) fn read_check(json: &Json) -> Option<Check> {
    Some(match json.field("check")?.text()? {
        "limit_rises" => Check::LimitRises {
            key: read_place(json, "key")?,
            before: read(json, "before", read_budget)?,
            by: read(json, "by", read_usd)?,
        },
        "key_appears" => Check::KeyAppears {
            name: read(json, "name", read_text)?,
            earlier: read_earlier(json)?,
        },
        "value_changes" => Check::ValueChanges {
            key: read_place(json, "key")?,
            before: read_optional(json, "before", read_text)?,
        },
        "key_goes" => Check::KeyGoes(read_place(json, "key")?),
        "key_moves" => Check::KeyMoves {
            key: read_place(json, "key")?,
            before: read_optional(json, "before", read_pool_id)?,
            to: read_optional(json, "to", read_pool_id)?,
        },
        "pool_grows" => Check::PoolGrows {
            pool: PoolId(read(json, "pool", read_text)?),
            before: read_optional(json, "before", read_whole)?,
        },
        "pool_appears" => Check::PoolAppears {
            name: read(json, "name", read_text)?,
            earlier: read_earlier(json)?,
        },
        "pool_goes" => Check::PoolGoes(read_place(json, "pool")?),
        "owner_becomes" => Check::OwnerBecomes {
            pool: read_place(json, "pool")?,
            before: read_optional(json, "before", read_owner)?,
            to: read_optional(json, "to", read_text)?.map(UserId),
        },
        _ => return None,
    })
}

fn write_appears(name: &str, earlier: &Earlier) -> Vec<(&'static str, Json)> {
    vec![
        ("name", word(name)),
        ("known", list(&earlier.ids, |id| word(id))),
        ("whole", Json::Bool(earlier.whole)),
    ]
}

/// An entry that does not say whether the rows were all is taken to say that they were not.
fn read_earlier(json: &Json) -> Option<Earlier> {
    Some(Earlier {
        ids: read(json, "known", |known| read_list(known, read_text))?,
        whole: read_optional(json, "whole", read_truth)?.unwrap_or(false),
    })
}

pub(super) fn write_keys(keys: &[KeyId]) -> Json {
    list(keys, |key| word(key.as_str()))
}

pub(super) fn read_keys(json: &Json) -> Option<Vec<KeyId>> {
    read_list(json, |key| read_text(key).map(KeyId))
}
