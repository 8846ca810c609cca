//! Checks: how to verify afterwards whether a write was applied. A check is plain data with owned
//! names, so it can be stored in the journal and read without the action that made it.

use super::Str;
use super::record::{Field, Locator, Record};
use super::value::{FieldValue, Value};
use crate::domain::budget::Budget;
use crate::domain::ids::{Id, id};
use crate::domain::money::Amount;
use crate::domain::quota::QuotaUnits;

/// The ids in a list before a row was created in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The ids, newest first.
    pub ids: Vec<String>,
    /// Whether these are all the ids; if so, every other row is new.
    pub whole: bool,
}

/// A comparison that shows whether a write was applied.
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
    /// A number rises by an amount.
    Rises {
        /// The row.
        at: Locator,
        /// The field.
        field: Id,
        /// Its value before.
        before: Value,
        /// The amount.
        by: Value,
    },
    /// A field changes to any other value.
    Differs {
        /// The row.
        at: Locator,
        /// The field.
        field: Id,
        /// Its value before; missing if it cannot tell one value from another.
        before: Value,
    },
    /// A row is no longer listed.
    Goes {
        /// The row.
        at: Locator,
    },
    /// `count` new rows with this name are listed.
    Appears {
        /// The resource.
        of: Id,
        /// The name; empty for any.
        name: String,
        /// The ids before the write.
        baseline: Baseline,
        /// The number of new rows.
        count: usize,
    },
    /// A list holds exactly these ids, in any order.
    Lists {
        /// The resource.
        of: Id,
        /// The ids.
        ids: Vec<String>,
    },
    /// The row whose id a step's response returned is listed.
    Named {
        /// The resource.
        of: Id,
        /// The step, counted from 0.
        by_step: usize,
    },
    /// A field of the row that a step created becomes this value.
    Made {
        /// The resource.
        of: Id,
        /// The step, counted from 0.
        by_step: usize,
        /// The field.
        field: Id,
        /// Its value afterwards.
        to: Value,
    },
    /// The row that a step created is no longer listed.
    Removed {
        /// The resource.
        of: Id,
        /// The step, counted from 0.
        by_step: usize,
    },
    /// Nothing can be read, so only the response counts: without it the outcome stays unknown.
    ResponseOnly,
}

impl Check {
    /// Returns the existing row that the check reads, if there is one.
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
            | Self::Made { .. }
            | Self::Removed { .. }
            | Self::ResponseOnly => None,
        }
    }

    /// Returns whether any new row fulfils it, since the name of the row is not known before.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        matches!(self, Self::Appears { name, .. } if name.is_empty())
    }

    /// Returns the field that the check compares and its value before.
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
            | Self::Made { .. }
            | Self::Removed { .. }
            | Self::ResponseOnly => None,
        }
    }

    /// Returns the value before and the value that is expected: as it was set, or the sum of a rise.
    /// `None` if the check expects no value, or the gateway does not send the number before.
    #[must_use]
    pub fn before_and_after(&self) -> Option<(Value, Value)> {
        match self {
            Self::Becomes { before, to, .. } => Some((before.clone(), to.clone())),
            Self::Rises { before, by, .. } => risen(before, by),
            _ => None,
        }
    }

    /// Returns the id of the row it checks, or the name of the row to be created.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::Appears { name, .. } => Some(name),
            _ => self.at().map(|at| at.id.as_str()),
        }
    }
}

/// Returns a number before and after a rise: an amount, the limit of a budget, or a count.
fn risen(before: &Value, by: &Value) -> Option<(Value, Value)> {
    match (before, by) {
        (Value::Whole(before), Value::Whole(by)) => Some((
            Value::Whole(*before),
            Value::Whole(before.checked_add(*by)?),
        )),
        (Value::QuotaUnits(before), Value::QuotaUnits(by)) => {
            let after = before.0.checked_add(by.0)?;
            Some((
                Value::QuotaUnits(*before),
                Value::QuotaUnits(QuotaUnits(after)),
            ))
        }
        (Value::Amount(before), Value::Amount(by)) => sum(before, by),
        (Value::Budget(before), Value::Amount(by)) => match before.as_ref() {
            Budget::Limited(figures) => sum(figures.limit.as_ref()?, by),
            _ => None,
        },
        _ => None,
    }
}

fn sum(before: &Amount, by: &Amount) -> Option<(Value, Value)> {
    let after = Amount {
        value: before.value.plus(by.value)?,
        ..before.clone()
    };
    Some((
        Value::Amount(Box::new(before.clone())),
        Value::Amount(Box::new(after)),
    ))
}

/// A number that can rise by an amount of type `By`.
pub trait RisesBy<By: FieldValue>: FieldValue {}

impl RisesBy<Amount> for Budget {}
impl RisesBy<QuotaUnits> for QuotaUnits {}
impl RisesBy<i64> for i64 {}

/// Makes a check that a field becomes `to`; `None` means null.
#[must_use]
pub fn becomes<T: FieldValue>(
    at: &Locator,
    field: &Field<T>,
    row: &Record,
    to: Option<T>,
) -> Check {
    Check::Becomes {
        at: at.clone(),
        field: id(field.id),
        before: row.value(field.id).clone(),
        to: to.map_or(Value::Null, T::value),
    }
}

/// Makes a check that a number rises by `by`.
#[must_use]
pub fn rises<T: RisesBy<B>, B: FieldValue>(
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

/// Makes a check that a field changes from `before` to any other value.
#[must_use]
pub fn differs<T: FieldValue>(at: &Locator, field: &Field<T>, before: Option<T>) -> Check {
    Check::Differs {
        at: at.clone(),
        field: id(field.id),
        before: before.map_or(Value::Missing, T::value),
    }
}

/// Makes a check that a field changes, where none is a value too: a time that may be never.
#[must_use]
pub fn moves<T: FieldValue>(at: &Locator, field: &Field<T>, row: &Record) -> Check {
    Check::Differs {
        at: at.clone(),
        field: id(field.id),
        before: row.value(field.id).clone(),
    }
}

/// Makes a check that one row with this name is listed that is not in `baseline`.
#[must_use]
pub fn appears(of: Str, name: &str, baseline: &Baseline) -> Check {
    Check::Appears {
        of: id(of),
        name: name.to_owned(),
        baseline: baseline.clone(),
        count: 1,
    }
}
