//! Whether a write is in what was read back: before, the change, and after, compared. Pure.

use crate::api::error::ApiError;
use crate::domain::budget::Budget;
use crate::domain::ids::KeyId;
use crate::domain::key::Key;
use crate::domain::money::Usd;
use crate::domain::percent::Percent;

/// What the gateway holds after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// This budget.
    Budget(Budget),
    /// These new keys.
    Keys(Vec<KeyId>),
    /// So many keys in the pool.
    Count(u64),
}

/// Why it cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The limit is neither what it was, nor what it should be: someone else changed it too.
    Moved(Budget),
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

/// Whether the newest rows reach back to one that was known before, so that nothing newer is
/// missing. A gateway that ignores the order gives rows whose age does not fall: then nothing is
/// proved.
#[must_use]
pub fn reaches_known(newest_first: &[Key], known: &[KeyId]) -> bool {
    let mut ages = newest_first.iter().map(|key| key.created_at);
    let falls = match (ages.next().flatten(), ages.next_back().flatten()) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    };
    falls && newest_first.iter().any(|key| known.contains(&key.id))
}

/// Looks for keys of this name that were not known. `whole` says that `seen` is the whole list.
#[must_use]
pub fn created(
    name: &str,
    known: &[KeyId],
    answered: Option<&KeyId>,
    seen: &[Key],
    whole: bool,
) -> Landed {
    let is_new = |key: &&Key| {
        !known.contains(&key.id) && (key.name.as_deref() == Some(name) || answered == Some(&key.id))
    };
    let mut new: Vec<KeyId> = Vec::new();
    if !whole && !reaches_known(seen, known) {
        // Old keys of the same name may be among these rows: only the answer's own id proves anything.
        return match answered.filter(|id| seen.iter().any(|key| key.id == **id)) {
            Some(id) => Landed::Once(After::Keys(vec![id.clone()])),
            None => Landed::CannotTell(Doubt::NotFound),
        };
    }
    for key in seen.iter().filter(is_new) {
        if !new.contains(&key.id) {
            new.push(key.id.clone());
        }
    }
    match new.len() {
        0 => Landed::Never,
        1 => Landed::Once(After::Keys(new)),
        _ => Landed::Twice(After::Keys(new)),
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
