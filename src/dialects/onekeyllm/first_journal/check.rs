//! Checks in the first schema: an object whose `check` field names the variant.

use serde_json::Value as Json;

use super::intent::{Names, maybe, read_owner, usd};
use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::history::codec::budget::{read_budget, read_usd};
use crate::history::codec::json::{
    read, read_optional, read_text, read_texts, read_truth, read_whole,
};
use crate::schema::{Baseline, Check, FieldValue, Locator, Str, Value};

pub(super) fn read_check(json: &Json, names: &Names) -> Option<Check> {
    let key = || read_place(json, "key", "keys");
    let pool = || read_place(json, "pool", "pools");
    let told = |name| read_optional(json, name, read_text);
    Some(match json.get("check")?.as_str()? {
        "limit_rises" => Check::Rises {
            at: key()?,
            field: id("budget"),
            before: read(json, "before", read_budget)?.value(),
            by: usd(read(json, "by", read_usd)?),
        },
        "key_appears" => appears(json, "keys")?,
        "pool_appears" => appears(json, "pools")?,
        "value_changes" => Check::Differs {
            at: key()?,
            field: id("redacted_value"),
            before: told("before")?.map_or(Value::Missing, Value::Text),
        },
        "key_goes" => Check::Goes { at: key()? },
        "pool_goes" => Check::Goes { at: pool()? },
        "key_moves" => Check::Becomes {
            at: key()?,
            field: id("pool"),
            before: names.value("pools", told("before")?),
            to: names.value("pools", told("to")?),
        },
        "owner_becomes" => Check::Becomes {
            at: pool()?,
            field: id("owner"),
            before: maybe(read_optional(json, "before", read_owner)?),
            to: names.value("people", told("to")?),
        },
        // The operator's own pool contains one more key.
        "pool_grows" => Check::Rises {
            at: Locator::of_id("my-pool", read(json, "pool", read_text)?.as_str()),
            field: id("key_count"),
            before: read_optional(json, "before", read_whole)?.map_or(Value::Missing, Value::Whole),
            by: Value::Whole(1),
        },
        _ => return None,
    })
}

/// If an entry does not say whether the baseline was complete, it is taken as incomplete.
fn appears(json: &Json, of: Str) -> Option<Check> {
    let whole = read_optional(json, "whole", read_truth)?;
    Some(Check::Appears {
        of: id(of),
        name: read(json, "name", read_text)?,
        baseline: Baseline {
            ids: read(json, "known", read_texts)?,
            whole: whole.unwrap_or(false),
        },
        count: 1,
    })
}

fn read_place(json: &Json, kind: &str, of: Str) -> Option<Locator> {
    Some(Locator {
        name: read_optional(json, "name", read_text)?,
        cursor: read_optional(json, "cursor", read_text)?,
        created_at: read_optional(json, "created_at", read_whole)?.map(UnixSeconds),
        ..Locator::of_id(of, read(json, kind, read_text)?.as_str())
    })
}
