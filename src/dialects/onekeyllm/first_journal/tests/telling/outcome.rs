//! How a step ended, in the words of the table.

use super::value::{budget, in_pool, person, text, whole_number};
use crate::call::{ApiError, Refusal, Unreachable};
use crate::domain::budget::Budget;
use crate::gate::{After, Outcome, Uncertainty};
use crate::history::StoredStep;
use crate::schema::{Check, Known};

/// How a step ended.
pub(in super::super) fn outcome(step: &StoredStep) -> String {
    let answered = |answered: bool| if answered { "answered" } else { "not answered" };
    let now = |after: &[After]| holds(&after[0], &step.checks[0]);
    match &step.outcome {
        None => "**open**".to_owned(),
        Some(Outcome::Applied {
            after,
            answered: came,
        }) => {
            format!("**applied**, {}; now {}", answered(*came), now(after))
        }
        Some(Outcome::Refused { error: why }) => format!("**refused**; {}", error(why)),
        Some(Outcome::NoChange) => "**not-applied**".to_owned(),
        Some(Outcome::AppliedTwice { after }) => format!("**landed-twice**; now {}", now(after)),
        Some(Outcome::NotApplied) => "**not-landed**".to_owned(),
        Some(Outcome::Unknown {
            uncertainty,
            answered: came,
        }) => {
            let why = unknown(uncertainty);
            format!("**cannot-tell**, {}; {why}", answered(*came))
        }
        Some(Outcome::NotSent) => "**not-sent**".to_owned(),
        Some(Outcome::Outdated { .. }) => "**outdated**".to_owned(),
    }
}

fn holds(after: &After, check: &Check) -> String {
    match (after, check) {
        (After::Field { field, value }, _) => match field.as_ref() {
            "budget" => budget(Budget::read(value).expect("a budget")),
            "key_count" => format!("{} keys in the pool", whole_number(value)),
            "pool" => in_pool(value),
            _ => format!("owned by {}", person(value)),
        },
        (
            After::Replaced {
                value, old_ends, ..
            },
            _,
        ) => {
            let ends = old_ends.map_or_else(|| "untold".to_owned(), |end| end.0.to_string());
            format!("value “{}”, the old one ends {ends}", text(value))
        }
        (After::Made(ids), Check::Appears { of, .. }) => format!("new {of} [{}]", ids.join(", ")),
        (After::Gone, _) => "gone".to_owned(),
        (other, _) => panic!("no such state: {other:?}"),
    }
}

fn unknown(uncertainty: &Uncertainty) -> String {
    match uncertainty {
        Uncertainty::ChangedElsewhere { field, value } => match field.as_ref() {
            "budget" => {
                let now = budget(Budget::read(value).expect("a budget"));
                format!("the limit is neither: {now}")
            }
            "pool" => format!("the key is in neither: {}", in_pool(value)),
            _ => format!("the owner is neither: {}", person(value)),
        },
        Uncertainty::OnlyPercentages { fell } => {
            let fell = if *fell { "fell" } else { "did not fall" };
            format!("only percentages, which {fell}")
        }
        Uncertainty::NowUnlimited => "no limit now".to_owned(),
        Uncertainty::NothingToCompare => "nothing to compare".to_owned(),
        Uncertainty::Partly => "partly".to_owned(),
        Uncertainty::NotFound => "not found".to_owned(),
        Uncertainty::TooEarly => "too early".to_owned(),
        Uncertainty::Overtaken => "overtaken".to_owned(),
        Uncertainty::AccountNotKnown => "account not known".to_owned(),
        Uncertainty::ReadFailed(why) => format!("reading failed: {}", error(why)),
    }
}

fn error(error: &ApiError) -> String {
    match error {
        ApiError::Unreachable(why) => format!("unreachable, {}", unreachable(*why)),
        ApiError::SignedOut(said) => format!("signed out, {}", refusal(said)),
        ApiError::Proxy => "proxy".to_owned(),
        ApiError::NotAllowed(said) => format!("not allowed, {}", refusal(said)),
        ApiError::Refused(said) => format!("refused, {}", refusal(said)),
        ApiError::Limited {
            retry_after: Some(wait),
        } => {
            format!("too many requests, wait {wait} seconds")
        }
        ApiError::Limited { retry_after: None } => "too many requests, no wait told".to_owned(),
        ApiError::Unreadable { path, why, excerpt } => {
            format!("unreadable, asked {path}, {why}: {excerpt}")
        }
        ApiError::OutcomeUnknown(why) => format!("outcome unknown, {}", unreachable(*why)),
    }
}

fn refusal(said: &Refusal) -> String {
    let told = |text: &Option<String>| match text {
        Some(text) => format!("“{text}”"),
        None => "none".to_owned(),
    };
    format!(
        "status {}, code {}, param {}, message “{}”, request {}",
        said.status,
        told(&said.code),
        told(&said.param),
        said.message,
        told(&said.request_id)
    )
}

fn unreachable(why: Unreachable) -> String {
    match why {
        Unreachable::Network => "network".to_owned(),
        Unreachable::TimedOut => "timed out".to_owned(),
        Unreachable::Stopped => "stopped".to_owned(),
        Unreachable::BlockedByPolicy => "blocked by policy".to_owned(),
        Unreachable::NotSent => "not sent".to_owned(),
        Unreachable::ServerError(status) => format!("server error {status}"),
    }
}
