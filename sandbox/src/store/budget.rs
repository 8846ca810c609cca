//! How budgets are stored: amounts as text, and the spelling that responses use.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Result, params};

use crate::ids::Number;
use crate::money::Usd;

/// The spelling of a budget in responses. Gateways differ, and sample data shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// Decimal strings and percentages.
    #[default]
    Amounts,
    /// Percentages only.
    PercentOnly,
    /// Amounts as JSON numbers.
    Numbers,
    /// A budget object with neither amounts nor percentages.
    Nothing,
}

impl Spelling {
    const ALL: [(Self, &str); 4] = [
        (Self::Amounts, "amounts"),
        (Self::PercentOnly, "percent_only"),
        (Self::Numbers, "numbers"),
        (Self::Nothing, "nothing"),
    ];
}

impl fmt::Display for Spelling {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        Self::ALL
            .iter()
            .filter(|(spelling, _)| spelling == self)
            .try_for_each(|(_, word)| out.write_str(word))
    }
}

impl FromSql for Spelling {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::ALL
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(spelling, _)| *spelling)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Usd {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Usd {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_stored(value.as_str()?).map_err(|_| FromSqlError::InvalidType)
    }
}

/// The thing that a top-up belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TopupTarget {
    Key(Number),
    Upstream(Number),
}

/// Adds a top-up.
pub(crate) fn insert_topup(
    db: &Connection,
    number: Number,
    target: TopupTarget,
    (amount, now): (Usd, i64),
) -> Result<()> {
    let (key, upstream) = match target {
        TopupTarget::Key(key) => (Some(key), None),
        TopupTarget::Upstream(upstream) => (None, Some(upstream)),
    };
    db.execute(
        "INSERT INTO topups (number, key, upstream, amount_usd, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![number, key, upstream, amount, now],
    )?;
    Ok(())
}
