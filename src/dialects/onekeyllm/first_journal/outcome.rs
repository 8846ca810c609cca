//! Outcomes in the first schema: an object whose `outcome` field names the variant.

use serde_json::Value as Json;

use super::intent::{Names, maybe, read_owner};
use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::gate::{After, Outcome, Uncertainty};
use crate::history::codec::budget::read_budget;
use crate::history::codec::error::read_error;
use crate::history::codec::json::{
    read, read_optional, read_text, read_texts, read_truth, read_variant, read_whole,
};
use crate::schema::{FieldValue, Str, Value};

pub(super) fn read_outcome(json: &Json, names: &Names) -> Option<Outcome> {
    let after = || Some(vec![read_after(json.get("after")?, names)?]);
    let reported_success = || read(json, "answered", read_truth);
    Some(match json.get("outcome")?.as_str()? {
        "applied" => Outcome::Applied {
            after: after()?,
            reported_success: reported_success()?,
        },
        "refused" => Outcome::Refused {
            error: read(json, "error", read_error)?,
        },
        "not_applied" => Outcome::NoChange,
        "landed_twice" => Outcome::AppliedTwice { after: after()? },
        "not_landed" => Outcome::NotApplied,
        "cannot_tell" => Outcome::Unknown {
            uncertainty: read_doubt(json.get("doubt")?, names)?,
            reported_success: reported_success()?,
        },
        "not_sent" => Outcome::NotSent,
        _ => return None,
    })
}

fn read_after(json: &Json, names: &Names) -> Option<After> {
    let field = |field: Str, value| After::Field {
        field: id(field),
        value,
    };
    Some(match read_variant(json)? {
        ("budget", budget) => field("budget", read_budget(budget)?.value()),
        ("keys" | "pools", ids) => After::Created(read_texts(ids)?),
        ("count", count) => field("key_count", Value::Whole(read_whole(count)?)),
        ("value", value) => After::Replaced {
            field: id("redacted_value"),
            value: Value::Text(read(value, "redacted", read_text)?),
            old_ends: read_optional(value, "old_ends", read_whole)?.map(UnixSeconds),
        },
        ("gone", _) => After::Gone,
        ("pool", pool) => field("pool", read_pool(pool, names)?),
        ("owner", owner) => field("owner", read_person(owner)?),
        _ => return None,
    })
}

fn read_doubt(json: &Json, names: &Names) -> Option<Uncertainty> {
    let changed = |field: Str, value| Uncertainty::ChangedElsewhere {
        field: id(field),
        value,
    };
    Some(match read_variant(json)? {
        ("moved", budget) => changed("budget", read_budget(budget)?.value()),
        ("pool_moved", pool) => changed("pool", read_pool(pool, names)?),
        ("owner_moved", owner) => changed("owner", read_person(owner)?),
        ("only_percentages", share) => Uncertainty::OnlyPercentages {
            fell: read(share, "fell", read_truth)?,
        },
        ("now_unlimited", _) => Uncertainty::NowUnlimited,
        ("nothing_to_compare", _) => Uncertainty::NothingToCompare,
        ("not_found", _) => Uncertainty::NotFound,
        ("too_early", _) => Uncertainty::TooEarly,
        ("overtaken", _) => Uncertainty::Overtaken,
        ("account_not_known", _) => Uncertainty::AccountNotKnown,
        ("read_failed", error) => Uncertainty::ReadFailed(read_error(error)?),
        _ => return None,
    })
}

/// Reads a pool's id, or none.
fn read_pool(json: &Json, names: &Names) -> Option<Value> {
    match json {
        Json::Null => Some(Value::Null),
        pool => read_text(pool).map(|pool| names.value("pools", Some(pool))),
    }
}

/// Reads a person, or none.
fn read_person(json: &Json) -> Option<Value> {
    match json {
        Json::Null => Some(Value::Null),
        owner => read_owner(owner).map(|owner| maybe(Some(owner))),
    }
}
