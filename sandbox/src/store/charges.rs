//! Rows of pending charges. A charge outlives its key: it keeps the key's number, and the name
//! goes with the key.

use rusqlite::{Connection, Result, Row, params};

use super::{Cursor, past};
use crate::ids::Number;
use crate::money::Usd;

/// What is known of a charge when it is made; what is none is absent in answers.
#[derive(Clone, Debug)]
pub(crate) struct NewCharge {
    /// The key it is for, which may be gone.
    pub(crate) key: Number,
    /// `request`, `topup`, `subscription`, or a word nobody knows.
    pub(crate) kind: Option<String>,
    /// How much.
    pub(crate) amount: Usd,
    /// The model that was asked.
    pub(crate) model: Option<String>,
    /// The model's side, `openai` or `anthropic`.
    pub(crate) foundation: Option<String>,
    /// The id of the request.
    pub(crate) request: Option<String>,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Unix seconds; nothing happens then.
    pub(crate) expires_at: Option<i64>,
}

/// A charge as it is stored.
#[derive(Debug)]
pub(crate) struct Charge {
    /// Running number.
    pub(crate) number: Number,
    /// What it was made with.
    pub(crate) row: NewCharge,
    /// The name of its key now; none when the key is gone.
    pub(crate) key_name: Option<String>,
}

/// Which charges are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Which {
    /// Only those of this key.
    pub(crate) key: Option<Number>,
    /// Only those of keys that are in this pool now.
    pub(crate) pool: Option<Number>,
}

/// What is pending on one key.
#[derive(Debug)]
pub(crate) struct Total {
    /// The key, which may be gone.
    pub(crate) key: Number,
    /// All amounts together; none past twelve integer digits.
    pub(crate) pending: Option<Usd>,
    /// How many charges.
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

/// Up to `limit` charges past `cursor`, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    which: Which,
    limit: usize,
) -> Result<Vec<Charge>> {
    let (end, start) = past(cursor, "charges.number", FILTER);
    let mut statement = db.prepare(&format!("{SELECT} {end}"))?;
    let rows = statement.query_map(params![start, which.key, which.pool], charge)?;
    rows.take(limit).collect()
}

/// Up to `limit` sums past `cursor`, which names a key here, in the order of the keys' creation.
pub(crate) fn totals(
    db: &Connection,
    cursor: Cursor,
    which: Which,
    limit: usize,
) -> Result<Vec<Total>> {
    let (end, start) = past(cursor, "charges.key", FILTER);
    let mut statement = db.prepare(&format!("{SELECT} {end}"))?;
    let rows = statement.query_map(params![start, which.key, which.pool], charge)?;
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

/// Adds a charge and gives its number.
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

/// Removes a charge and says whether there was one.
pub(crate) fn delete(db: &Connection, number: Number) -> Result<bool> {
    Ok(db.execute("DELETE FROM charges WHERE number = ?1", [number])? > 0)
}
