//! How to see afterwards whether a write was applied. A check is plain data with names of its own, so
//! that it outlives the tab, and the action that made it.

use super::Str;
use super::record::{Field, Locator, Record};
use super::value::{Known, Value};
use crate::domain::budget::Budget;
use crate::domain::ids::{Id, id};
use crate::domain::money::Amount;
use crate::domain::quota::QuotaUnits;

/// The ids that a list held before something was made in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The ids, newest first.
    pub ids: Vec<String>,
    /// Whether these were all; then every other row is new.
    pub whole: bool,
}

/// What to compare after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// A field of a row becomes this value; null for none.
    Becomes {
        /// The row.
        at: Locator,
        /// The field.
        field: Id,
        /// Its value before.
        before: Value,
        /// Its value afterwards.
        to: Value,
    },
    /// A number rises by so much.
    Rises {
        /// The row.
        at: Locator,
        /// The field.
        field: Id,
        /// Its value before.
        before: Value,
        /// By how much.
        by: Value,
    },
    /// A field becomes another value than before.
    Differs {
        /// The row.
        at: Locator,
        /// The field.
        field: Id,
        /// Its value before; missing where it could not tell one value from another.
        before: Value,
    },
    /// A row is no longer listed.
    Goes {
        /// The row.
        at: Locator,
    },
    /// So many rows of this name are listed that were not.
    Appears {
        /// The resource.
        of: Id,
        /// The name.
        name: String,
        /// What was listed before.
        baseline: Baseline,
        /// How many.
        count: usize,
    },
    /// A list holds these ids and no other, in any order.
    Lists {
        /// The resource.
        of: Id,
        /// The ids.
        ids: Vec<String>,
    },
    /// The id that the response to a step named is listed.
    Named {
        /// The resource.
        of: Id,
        /// The step, counted from 0.
        by_step: usize,
    },
    /// What a step made is no longer listed.
    Removed {
        /// The resource.
        of: Id,
        /// The step, counted from 0.
        by_step: usize,
    },
    /// Nothing can be read: a lost response stays unknown.
    Answered,
}

impl Check {
    /// Returns the row that the check looks at, where it is one that was there before.
    #[must_use]
    pub const fn at(&self) -> Option<&Locator> {
        match self {
            Self::Becomes { at, .. }
            | Self::Rises { at, .. }
            | Self::Differs { at, .. }
            | Self::Goes { at } => Some(at),
            Self::Appears { .. }
            | Self::Lists { .. }
            | Self::Named { .. }
            | Self::Removed { .. }
            | Self::Answered => None,
        }
    }

    /// Returns the field that the check compares, with its value before.
    #[must_use]
    pub fn field(&self) -> Option<(&str, &Value)> {
        match self {
            Self::Becomes { field, before, .. }
            | Self::Rises { field, before, .. }
            | Self::Differs { field, before, .. } => Some((field, before)),
            Self::Goes { .. }
            | Self::Appears { .. }
            | Self::Lists { .. }
            | Self::Named { .. }
            | Self::Removed { .. }
            | Self::Answered => None,
        }
    }

    /// Returns what tells the thing it is about from others: a row's id, or the name of what is new.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::Appears { name, .. } => Some(name),
            _ => self.at().map(|at| at.id.as_str()),
        }
    }
}

/// A number that can rise by another.
pub trait RisesBy<By: Known>: Known {}

impl RisesBy<Amount> for Budget {}
impl RisesBy<QuotaUnits> for QuotaUnits {}
impl RisesBy<i64> for i64 {}

/// Makes a check that a field becomes `to`; `None` for nothing.
#[must_use]
pub fn becomes<T: Known>(at: &Locator, field: &Field<T>, row: &Record, to: Option<T>) -> Check {
    Check::Becomes {
        at: at.clone(),
        field: id(field.id),
        before: row.value(field.id).clone(),
        to: to.map_or(Value::Null, T::value),
    }
}

/// Makes a check that a number rises by `by`.
#[must_use]
pub fn rises<T: RisesBy<B>, B: Known>(
    at: &Locator,
    field: &Field<T>,
    row: &Record,
    by: B,
) -> Check {
    Check::Rises {
        at: at.clone(),
        field: id(field.id),
        before: row.value(field.id).clone(),
        by: by.value(),
    }
}

/// Makes a check that a field becomes another value than `before`.
#[must_use]
pub fn differs<T: Known>(at: &Locator, field: &Field<T>, before: Option<T>) -> Check {
    Check::Differs {
        at: at.clone(),
        field: id(field.id),
        before: before.map_or(Value::Missing, T::value),
    }
}

/// Makes a check that one row of this name is listed that `baseline` lacks.
#[must_use]
pub fn appears(of: Str, name: &str, baseline: &Baseline) -> Check {
    Check::Appears {
        of: id(of),
        name: name.to_owned(),
        baseline: baseline.clone(),
        count: 1,
    }
}
