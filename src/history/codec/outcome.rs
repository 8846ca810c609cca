//! Stored outcomes: an object whose `outcome` field names the variant.

use serde_json::Value as Json;

use super::error::{read_error, write_error};
use super::json::{list, object, optional, read, read_list, read_optional, read_texts};
use super::json::{read_truth, read_variant, variant, word};
use super::value::{read_id, read_time, read_value, write_time, write_value};
use crate::domain::ids::Id;
use crate::gate::{After, Outcome, Uncertainty};
use crate::schema::Value;

pub(super) fn write_outcome(outcome: &Outcome) -> Json {
    let (name, mut contents) = match outcome {
        Outcome::Applied {
            after,
            reported_success,
        } => (
            "applied",
            vec![
                ("after", list(after, write_after)),
                ("answered", Json::Bool(*reported_success)),
            ],
        ),
        Outcome::Refused { error } => ("refused", vec![("error", write_error(error))]),
        Outcome::NoChange => ("no_change", vec![]),
        Outcome::AppliedTwice { after } => {
            ("applied_twice", vec![("after", list(after, write_after))])
        }
        Outcome::NotApplied => ("not_applied", vec![]),
        Outcome::Unknown {
            uncertainty,
            reported_success,
        } => (
            "unknown",
            vec![
                ("uncertainty", write_uncertainty(uncertainty)),
                ("answered", Json::Bool(*reported_success)),
            ],
        ),
        Outcome::NotSent => ("not_sent", vec![]),
        Outcome::Outdated { field, value } => ("outdated", of_field(field, value)),
        Outcome::InAnotherAttempt => ("in_another_attempt", vec![]),
        Outcome::Expired => ("expired", vec![]),
        Outcome::Abandoned => ("abandoned", vec![]),
    };
    contents.insert(0, ("outcome", word(name)));
    object(contents)
}

pub(super) fn read_outcome(json: &Json) -> Option<Outcome> {
    let after = || read(json, "after", |after| read_list(after, read_after));
    let reported_success = || read(json, "answered", read_truth);
    Some(match json.get("outcome")?.as_str()? {
        "applied" => Outcome::Applied {
            after: after()?,
            reported_success: reported_success()?,
        },
        "refused" => Outcome::Refused {
            error: read(json, "error", read_error)?,
        },
        "no_change" => Outcome::NoChange,
        "applied_twice" => Outcome::AppliedTwice { after: after()? },
        "not_applied" => Outcome::NotApplied,
        "unknown" => Outcome::Unknown {
            uncertainty: read(json, "uncertainty", read_uncertainty)?,
            reported_success: reported_success()?,
        },
        "not_sent" => Outcome::NotSent,
        "in_another_attempt" => Outcome::InAnotherAttempt,
        "expired" => Outcome::Expired,
        "abandoned" => Outcome::Abandoned,
        "outdated" => {
            let (field, value) = read_field(json)?;
            Outcome::Outdated { field, value }
        }
        _ => return None,
    })
}

fn write_after(after: &After) -> Json {
    match after {
        After::Field { field, value } => variant("field", object(of_field(field, value))),
        After::Replaced {
            field,
            value,
            old_ends,
        } => {
            let mut fields = of_field(field, value);
            fields.push(("old_ends", optional(old_ends.as_ref(), write_time)));
            variant("replaced", object(fields))
        }
        After::Created(ids) => variant("made", list(ids, |id| word(id))),
        After::CreatedTwice { returned, others } => variant(
            "made_twice",
            object(vec![
                ("answered", word(returned)),
                ("others", list(others, |id| word(id))),
            ]),
        ),
        After::Gone => word("gone"),
        After::Listed => word("listed"),
        After::ListedBesides(ids) => variant("listed_besides", list(ids, |id| word(id))),
        After::SignedIn(id) => variant("signed_in", word(id)),
        After::ResponseOnly => word("answered"),
    }
}

fn read_after(json: &Json) -> Option<After> {
    Some(match read_variant(json)? {
        ("field", contents) => {
            let (field, value) = read_field(contents)?;
            After::Field { field, value }
        }
        ("replaced", contents) => {
            let (field, value) = read_field(contents)?;
            After::Replaced {
                field,
                value,
                old_ends: read_optional(contents, "old_ends", read_time)?,
            }
        }
        ("made", ids) => After::Created(read_texts(ids)?),
        ("made_twice", contents) => After::CreatedTwice {
            returned: read(contents, "answered", |json| {
                json.as_str().map(str::to_owned)
            })?,
            others: read(contents, "others", read_texts)?,
        },
        ("gone", _) => After::Gone,
        ("listed", _) => After::Listed,
        ("listed_besides", ids) => After::ListedBesides(read_texts(ids)?),
        ("signed_in", id) => After::SignedIn(id.as_str()?.to_owned()),
        ("answered", _) => After::ResponseOnly,
        _ => return None,
    })
}

fn of_field(field: &Id, value: &Value) -> Vec<(&'static str, Json)> {
    vec![("field", word(field)), ("value", write_value(value))]
}

fn read_field(json: &Json) -> Option<(Id, Value)> {
    Some((
        read(json, "field", read_id)?,
        read(json, "value", read_value)?,
    ))
}

fn write_uncertainty(uncertainty: &Uncertainty) -> Json {
    match uncertainty {
        Uncertainty::ChangedElsewhere { field, value } => {
            variant("changed_elsewhere", object(of_field(field, value)))
        }
        Uncertainty::OnlyPercentages { fell } => variant(
            "only_percentages",
            object(vec![("fell", Json::Bool(*fell))]),
        ),
        Uncertainty::NowUnlimited => word("now_unlimited"),
        Uncertainty::NothingToCompare => word("nothing_to_compare"),
        Uncertainty::Partly => word("partly"),
        Uncertainty::NotFound => word("not_found"),
        Uncertainty::TooEarly => word("too_early"),
        Uncertainty::EarlierAttempt(error) => variant("earlier_attempt", write_error(error)),
        Uncertainty::Overtaken => word("overtaken"),
        Uncertainty::AccountNotKnown => word("account_not_known"),
        Uncertainty::ReadFailed(error) => variant("read_failed", write_error(error)),
    }
}

fn read_uncertainty(json: &Json) -> Option<Uncertainty> {
    Some(match read_variant(json)? {
        ("changed_elsewhere", contents) => {
            let (field, value) = read_field(contents)?;
            Uncertainty::ChangedElsewhere { field, value }
        }
        ("only_percentages", share) => Uncertainty::OnlyPercentages {
            fell: read(share, "fell", read_truth)?,
        },
        ("now_unlimited", _) => Uncertainty::NowUnlimited,
        ("nothing_to_compare", _) => Uncertainty::NothingToCompare,
        ("partly", _) => Uncertainty::Partly,
        ("not_found", _) => Uncertainty::NotFound,
        ("too_early", _) => Uncertainty::TooEarly,
        ("earlier_attempt", error) => Uncertainty::EarlierAttempt(read_error(error)?),
        ("overtaken", _) => Uncertainty::Overtaken,
        ("account_not_known", _) => Uncertainty::AccountNotKnown,
        ("read_failed", error) => Uncertainty::ReadFailed(read_error(error)?),
        _ => return None,
    })
}
