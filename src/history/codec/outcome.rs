//! How a step ended, in a record: an object whose `outcome` says which.

use super::budget::{read_budget, write_budget};
use super::check::{read_keys, write_keys};
use super::error::{read_error, write_error};
use super::field::{
    list, optional, read, read_list, read_optional, read_text, read_truth, read_variant,
    read_whole, variant, whole, word,
};
use super::named::{read_owner, read_pool_id, write_owner, write_pool_id};
use crate::api::json::Json;
use crate::domain::time::UnixSeconds;
use crate::gate::judge::{After, Doubt};
use crate::gate::outcome::Outcome;

pub(super) fn write_outcome(outcome: &Outcome) -> Json {
    let (name, mut contents) = match outcome {
        Outcome::Applied { after, answered } => (
            "applied",
            vec![
                ("after", write_after(after)),
                ("answered", Json::Bool(*answered)),
            ],
        ),
        Outcome::Refused { error } => ("refused", vec![("error", write_error(error))]),
        Outcome::NotApplied => ("not_applied", vec![]),
        Outcome::LandedTwice { after } => ("landed_twice", vec![("after", write_after(after))]),
        Outcome::NotLanded => ("not_landed", vec![]),
        Outcome::CannotTell { doubt, answered } => (
            "cannot_tell",
            vec![
                ("doubt", write_doubt(doubt)),
                ("answered", Json::Bool(*answered)),
            ],
        ),
        Outcome::NotSent => ("not_sent", vec![]),
    };
    contents.insert(0, ("outcome", word(name)));
    Json::object(contents)
}

pub(super) fn read_outcome(json: &Json) -> Option<Outcome> {
    Some(match json.field("outcome")?.text()? {
        "applied" => Outcome::Applied {
            after: read(json, "after", read_after)?,
            answered: read(json, "answered", read_truth)?,
        },
        "refused" => Outcome::Refused {
            error: read(json, "error", read_error)?,
        },
        "not_applied" => Outcome::NotApplied,
        "landed_twice" => Outcome::LandedTwice {
            after: read(json, "after", read_after)?,
        },
        "not_landed" => Outcome::NotLanded,
        "cannot_tell" => Outcome::CannotTell {
            doubt: read(json, "doubt", read_doubt)?,
            answered: read(json, "answered", read_truth)?,
        },
        "not_sent" => Outcome::NotSent,
        _ => return None,
    })
}

fn write_after(after: &After) -> Json {
    match after {
        After::Budget(budget) => variant("budget", write_budget(budget)),
        After::Keys(keys) => variant("keys", write_keys(keys)),
        After::Count(count) => variant("count", whole(*count)),
        After::Value { redacted, old_ends } => variant(
            "value",
            Json::object(vec![
                ("redacted", word(redacted)),
                ("old_ends", optional(old_ends, |end| whole(end.0))),
            ]),
        ),
        After::Gone => word("gone"),
        After::Pool(pool) => variant("pool", optional(pool, write_pool_id)),
        After::Pools(pools) => variant("pools", list(pools, write_pool_id)),
        After::Owner(owner) => variant("owner", optional(owner, write_owner)),
    }
}

fn read_after(json: &Json) -> Option<After> {
    Some(match read_variant(json)? {
        ("budget", budget) => After::Budget(read_budget(budget)?),
        ("keys", keys) => After::Keys(read_keys(keys)?),
        ("count", count) => After::Count(read_whole(count)?),
        ("value", value) => After::Value {
            redacted: read(value, "redacted", read_text)?,
            old_ends: read_optional(value, "old_ends", read_whole)?.map(UnixSeconds),
        },
        ("gone", _) => After::Gone,
        ("pool", pool) => After::Pool(maybe(pool, read_pool_id)?),
        ("pools", pools) => After::Pools(read_list(pools, read_pool_id)?),
        ("owner", owner) => After::Owner(maybe(owner, read_owner)?),
        _ => return None,
    })
}

/// What may be null. The outer `None` says that it is there and unreadable.
fn maybe<T>(json: &Json, read: fn(&Json) -> Option<T>) -> Option<Option<T>> {
    match json {
        Json::Null => Some(None),
        value => read(value).map(Some),
    }
}

fn write_doubt(doubt: &Doubt) -> Json {
    match doubt {
        Doubt::Moved(budget) => variant("moved", write_budget(budget)),
        Doubt::PoolMoved(pool) => variant("pool_moved", optional(pool, write_pool_id)),
        Doubt::OwnerMoved(owner) => variant("owner_moved", optional(owner, write_owner)),
        Doubt::OnlyPercentages { fell } => variant(
            "only_percentages",
            Json::object(vec![("fell", Json::Bool(*fell))]),
        ),
        Doubt::NowUnlimited => word("now_unlimited"),
        Doubt::NothingToCompare => word("nothing_to_compare"),
        Doubt::NotFound => word("not_found"),
        Doubt::TooEarly => word("too_early"),
        Doubt::Overtaken => word("overtaken"),
        Doubt::AccountNotKnown => word("account_not_known"),
        Doubt::ReadFailed(error) => variant("read_failed", write_error(error)),
    }
}

fn read_doubt(json: &Json) -> Option<Doubt> {
    Some(match read_variant(json)? {
        ("moved", budget) => Doubt::Moved(read_budget(budget)?),
        ("pool_moved", pool) => Doubt::PoolMoved(maybe(pool, read_pool_id)?),
        ("owner_moved", owner) => Doubt::OwnerMoved(maybe(owner, read_owner)?),
        ("only_percentages", share) => Doubt::OnlyPercentages {
            fell: read(share, "fell", read_truth)?,
        },
        ("now_unlimited", _) => Doubt::NowUnlimited,
        ("nothing_to_compare", _) => Doubt::NothingToCompare,
        ("not_found", _) => Doubt::NotFound,
        ("too_early", _) => Doubt::TooEarly,
        ("overtaken", _) => Doubt::Overtaken,
        ("account_not_known", _) => Doubt::AccountNotKnown,
        ("read_failed", error) => Doubt::ReadFailed(read_error(error)?),
        _ => return None,
    })
}
