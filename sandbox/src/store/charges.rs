//! Rows of pending charges. A charge outlives its key: it keeps the key's number, but not its name.

use rusqlite::{Connection, Result, Row, params};

use super::{Cursor, after_cursor};
use crate::ids::Number;
use crate::money::Usd;

/// The columns of a new charge. What is `None` is left out of responses.
#[derive(Clone, Debug)]
pub(crate) struct NewCharge {
    /// The number of its key, which may be deleted.
    pub(crate) key: Number,
    /// `request`, `topup`, `subscription`, or another word.
    pub(crate) kind: Option<String>,
    pub(crate) amount: Usd,
    /// The requested model.
    pub(crate) model: Option<String>,
    /// The model's family, `openai` or `anthropic`.
    pub(crate) foundation: Option<String>,
    /// The id of the request.
    pub(crate) request: Option<String>,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Unix seconds; nothing happens at that time.
    pub(crate) expires_at: Option<i64>,
}

/// A stored charge.
#[derive(Debug)]
pub(crate) struct Charge {
    pub(crate) number: Number,
    pub(crate) row: NewCharge,
    /// The current name of its key; `None` if the key is deleted.
    pub(crate) key_name: Option<String>,
}

/// A filter of charges.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ChargeFilter {
    /// Only charges of this key.
    pub(crate) key: Option<Number>,
    /// Only charges of keys that are in this pool now.
    pub(crate) pool: Option<Number>,
}

/// The sum of the charges of one key.
#[derive(Debug)]
pub(crate) struct Total {
    /// The number of the key, which may be deleted.
    pub(crate) key: Number,
    /// The sum of all amounts; `None` past twelve integer digits.
    pub(crate) pending: Option<Usd>,
    /// The number of charges.
    pub(crate) count: u64,
}

const SELECT: &str =
    "SELECT charges.number, key, kind, amount_usd, model, charges.foundation, request,
  charges.created_at, charges.expires_at, keys.name
  FROM charges LEFT JOIN keys ON keys.number = charges.key";
const FILTER: &str = "(?2 IS NULL OR key = ?2) AND (?3 IS NULL OR keys.pool = ?3)";

fn charge(row: &Row<'_>) -> Result<Charge> {
    let stored = NewCharge {
        key: row.get(1)?,
        kind: row.get(2)?,
        amount: row.get(3)?,
        model: row.get(4)?,
        foundation: row.get(5)?,
        request: row.get(6)?,
        created_at: row.get(7)?,
        expires_at: row.get(8)?,
    };
    Ok(Charge {
        number: row.get(0)?,
        row: stored,
        key_name: row.get(9)?,
    })
}

/// Lists up to `limit` charges after `cursor`, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    filter: ChargeFilter,
    limit: usize,
) -> Result<Vec<Charge>> {
    let (end, start) = after_cursor(cursor, "charges.number", FILTER);
    let mut statement = db.prepare(&format!("{SELECT} {end}"))?;
    let rows = statement.query_map(params![start, filter.key, filter.pool], charge)?;
    rows.take(limit).collect()
}

/// Lists up to `limit` sums after `cursor`, which is a key here, in the order of the keys'
/// creation.
pub(crate) fn totals(
    db: &Connection,
    cursor: Cursor,
    filter: ChargeFilter,
    limit: usize,
) -> Result<Vec<Total>> {
    let (end, start) = after_cursor(cursor, "charges.key", FILTER);
    let mut statement = db.prepare(&format!("{SELECT} {end}"))?;
    let rows = statement.query_map(params![start, filter.key, filter.pool], charge)?;
    let mut totals: Vec<Total> = Vec::new();
    for row in rows {
        let NewCharge { key, amount, .. } = row?.row;
        if let Some(total) = totals.last_mut().filter(|total| total.key == key) {
            total.pending = total.pending.and_then(|sum| sum.checked_add(amount));
            total.count += 1;
            continue;
        }
        if totals.len() == limit {
            break;
        }
        totals.push(Total {
            key,
            pending: Some(amount),
            count: 1,
        });
    }
    Ok(totals)
}

/// Adds a charge and returns its number.
pub(crate) fn insert(db: &Connection, charge: &NewCharge) -> Result<Number> {
    let mut statement = db.prepare_cached(
        "INSERT INTO charges (key, kind, amount_usd, model, foundation, request, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    statement.execute(params![
        charge.key,
        charge.kind,
        charge.amount,
        charge.model,
        charge.foundation,
        charge.request,
        charge.created_at,
        charge.expires_at
    ])?;
    Ok(db.last_insert_rowid())
}

/// Removes a charge; false if it does not exist.
pub(crate) fn delete(db: &Connection, number: Number) -> Result<bool> {
    Ok(db.execute("DELETE FROM charges WHERE number = ?1", [number])? > 0)
}
