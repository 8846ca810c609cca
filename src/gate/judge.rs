//! Whether a write is in what was read back: before, the change, and after, compared. Pure.

use super::earlier::Earlier;
use super::seek::Sought;
use crate::api::error::ApiError;
use crate::api::gateway::Answer;
use crate::domain::budget::Budget;
use crate::domain::entity::Entity;
use crate::domain::ids::{KeyId, PoolId, UserId};
use crate::domain::money::Usd;
use crate::domain::percent::Percent;
use crate::domain::pool::Owner;
use crate::domain::time::UnixSeconds;

/// What the gateway holds after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// This budget.
    Budget(Budget),
    /// These new keys.
    Keys(Vec<KeyId>),
    /// So many keys in the pool.
    Count(u64),
    /// A new value.
    Value {
        /// The value with its middle left out.
        redacted: String,
        /// When the old one stops working, when the answer told.
        old_ends: Option<UnixSeconds>,
    },
    /// The thing is not there any more.
    Gone,
    /// The key is in this pool, or in none.
    Pool(Option<PoolId>),
    /// This new pool.
    Pools(Vec<PoolId>),
    /// The pool has this owner, or none.
    Owner(Option<Owner>),
}

/// Why it cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The limit is neither what it was, nor what it should be: someone else changed it too.
    Moved(Budget),
    /// The key is in neither pool: someone else moved it too.
    PoolMoved(Option<PoolId>),
    /// The pool has neither owner: someone else changed it too.
    OwnerMoved(Option<Owner>),
    /// The budget has percentages only; `fell` says whether the used share fell.
    OnlyPercentages {
        /// The used share is smaller than before.
        fell: bool,
    },
    /// The budget has no limit now.
    NowUnlimited,
    /// The gateway tells nothing that could be compared.
    NothingToCompare,
    /// The row was not on the pages that were read.
    NotFound,
    /// It does not show, but the write may still be on its way.
    TooEarly,
    /// A later change of the same thing was sent: the two cannot be told apart.
    Overtaken,
    /// It is not known whether this is the list of the account that the write was sent for.
    AccountNotKnown,
    /// Reading failed.
    ReadFailed(ApiError),
}

/// How often a write is in what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landed {
    /// Once, as meant.
    Once(After),
    /// Not at all.
    Never,
    /// Twice: a browser repeats a POST by itself when a kept connection dies.
    Twice(After),
    /// It cannot be told.
    CannotTell(Doubt),
}

/// Compares a limit before, the amount, and the limit after.
#[must_use]
pub fn limit(before: &Budget, by: Usd, after: &Budget) -> Landed {
    let (Budget::Limited(figures_before), Budget::Limited(figures_after)) = (before, after) else {
        return Landed::CannotTell(match after {
            Budget::Unlimited => Doubt::NowUnlimited,
            Budget::NotTold | Budget::Limited(_) => Doubt::NothingToCompare,
        });
    };
    let (Some(limit_before), Some(limit_after)) = (before.limit(), after.limit()) else {
        return Landed::CannotTell(
            match (figures_before.used_percent, figures_after.used_percent) {
                (Some(was), Some(is)) => Doubt::OnlyPercentages {
                    fell: fell(was, is),
                },
                _ => Doubt::NothingToCompare,
            },
        );
    };
    let raised = |times| by.times(times).and_then(|by| limit_before.plus(by));
    if limit_after == limit_before {
        Landed::Never
    } else if raised(1) == Some(limit_after) {
        Landed::Once(After::Budget(after.clone()))
    } else if raised(2) == Some(limit_after) {
        Landed::Twice(After::Budget(after.clone()))
    } else {
        Landed::CannotTell(Doubt::Moved(after.clone()))
    }
}

fn fell(was: Percent, is: Percent) -> bool {
    is < was
}

/// Compares a redacted value before with the one now. Of the answer only the new row counts: when
/// yet another value is live, the one that the answer brought is dead already.
#[must_use]
pub fn value(before: Option<&str>, answer: Option<&Answer>, now: Option<&str>) -> Landed {
    let (Some(before), Some(now)) = (before, now) else {
        return Landed::CannotTell(Doubt::NothingToCompare);
    };
    if before == now {
        return Landed::Never;
    }
    let after = After::Value {
        redacted: now.to_owned(),
        old_ends: answer.and_then(|answer| answer.old_value_ends),
    };
    let row = answer.and_then(|answer| answer.key.as_ref());
    match row.and_then(|key| key.redacted_value.as_deref()) {
        Some(answered) if answered != now => Landed::Twice(after),
        _ => Landed::Once(after),
    }
}

/// Compares the pool a key was in, should be in, and is in.
#[must_use]
pub fn pool(before: Option<&PoolId>, to: Option<&PoolId>, now: Option<&PoolId>) -> Landed {
    if now == to {
        Landed::Once(After::Pool(now.cloned()))
    } else if now == before {
        Landed::Never
    } else {
        Landed::CannotTell(Doubt::PoolMoved(now.cloned()))
    }
}

/// Compares the owner a pool had, should have, and has. An owner without an id proves nothing.
#[must_use]
pub fn owner(before: Option<&Owner>, to: Option<&UserId>, now: Option<&Owner>) -> Landed {
    let id = now.and_then(|owner| owner.id.as_ref());
    if now.is_some() && id.is_none() {
        return Landed::CannotTell(Doubt::NothingToCompare);
    }
    if id == to {
        Landed::Once(After::Owner(now.cloned()))
    } else if id == before.and_then(|owner| owner.id.as_ref()) {
        Landed::Never
    } else {
        Landed::CannotTell(Doubt::OwnerMoved(now.cloned()))
    }
}

/// Whether a thing that should be gone is.
#[must_use]
pub const fn gone<T>(sought: &Sought<T>) -> Landed {
    match sought {
        Sought::Here(_) => Landed::Never,
        Sought::Gone => Landed::Once(After::Gone),
        Sought::NotSeen => Landed::CannotTell(Doubt::NotFound),
    }
}

/// Whether the newest rows reach back to one that was known before, so that nothing newer is
/// missing. A gateway that ignores the order gives rows whose age does not fall: then nothing is
/// proved.
#[must_use]
pub fn reaches<T: Entity>(newest_first: &[&T], earlier: &Earlier) -> bool {
    let ages = newest_first.iter().map(|row| row.created_at());
    let ages: Option<Vec<UnixSeconds>> = ages.collect();
    let falls = ages.is_some_and(|ages| {
        ages.is_sorted_by(|newer, older| newer >= older) && ages.first() > ages.last()
    });
    falls && newest_first.iter().any(|row| earlier.holds(*row))
}

/// The ids of rows that a write made, as far as lists tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// These, in the list's order; none when it made nothing.
    Rows(Vec<String>),
    /// The rows that were read do not tell.
    NotFound,
}

impl Made {
    /// As keys.
    #[must_use]
    pub fn keys(self) -> Landed {
        self.landed(|ids| After::Keys(ids.into_iter().map(KeyId).collect()))
    }

    /// As pools.
    #[must_use]
    pub fn pools(self) -> Landed {
        self.landed(|ids| After::Pools(ids.into_iter().map(PoolId).collect()))
    }

    fn landed(self, after: fn(Vec<String>) -> After) -> Landed {
        match self {
            Self::NotFound => Landed::CannotTell(Doubt::NotFound),
            Self::Rows(ids) => match ids.len() {
                0 => Landed::Never,
                1 => Landed::Once(after(ids)),
                _ => Landed::Twice(after(ids)),
            },
        }
    }
}

/// Looks for rows of this name that were not there before. `whole` says that `seen` is the whole
/// list.
#[must_use]
pub fn made<T: Entity>(
    name: &str,
    earlier: &Earlier,
    answered: Option<&str>,
    seen: &[&T],
    whole: bool,
) -> Made {
    let is_unknown = |row: &&&T| {
        let is_it = row.name() == Some(name) || answered == Some(row.row_id());
        is_it && !earlier.holds(**row)
    };
    let mut unknown: Vec<String> = Vec::new();
    for row in seen.iter().filter(is_unknown) {
        if !unknown.iter().any(|id| id == row.row_id()) {
            unknown.push(row.row_id().to_owned());
        }
    }
    if whole && (earlier.whole || unknown.is_empty()) || reaches(seen, earlier) {
        return Made::Rows(unknown);
    }
    // Old rows of the same name may be among these: only the answer's own id proves anything.
    match answered.filter(|id| seen.iter().any(|row| row.row_id() == *id)) {
        Some(id) => Made::Rows(vec![id.to_owned()]),
        None => Made::NotFound,
    }
}

/// Compares how many keys a pool held and holds.
#[must_use]
pub fn count(before: Option<u64>, after: Option<u64>) -> Landed {
    let (Some(before), Some(after)) = (before, after) else {
        return Landed::CannotTell(Doubt::NothingToCompare);
    };
    match after.checked_sub(before) {
        Some(0) => Landed::Never,
        Some(1) => Landed::Once(After::Count(after)),
        Some(2) => Landed::Twice(After::Count(after)),
        _ => Landed::CannotTell(Doubt::NothingToCompare),
    }
}

#[cfg(test)]
mod tests;
