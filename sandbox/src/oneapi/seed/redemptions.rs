//! Sample redemption codes in every state.

use rusqlite::{Connection, Result, params};

use super::{DAY, uuid};
use crate::random::Generator;

/// Names with states and quotas.
const CODES: [(&str, i64, i64); 12] = [
    ("launch", 1, 100_000),
    ("launch", 1, 100_000),
    ("launch", 3, 100_000),
    ("launch", 2, 100_000),
    ("gift", 1, 777),
    ("gift", 3, 777),
    ("negative", 1, -500_000),
    ("free", 1, 0),
    ("<b>canary-code</b>", 1, 100),
    ("=1+1", 1, 100),
    ("兑换码", 2, 500_000),
    ("largest", 1, 9_007_199_254_740_993),
];

/// Inserts the codes, all of them created by root.
pub(super) fn fill(connection: &Connection, now: i64) -> Result<()> {
    let mut generator = Generator::new(0x4e_de);
    let mut insert = connection.prepare(
        "INSERT INTO oneapi_redemptions (uuid, user_id, key, status, name, quota, created_time,
           redeemed_time, created_at, updated_at)
         VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
    )?;
    let mut created = now - 12 * DAY;
    for (number, (name, status, quota)) in CODES.into_iter().enumerate() {
        created += DAY;
        insert.execute(params![
            uuid(created, &mut generator),
            // A code has 32 characters.
            format!("canary-code-{number:0>20}"),
            status,
            name,
            quota,
            created,
            if status == 3 { created + 60 } else { 0 },
            created * 1000,
        ])?;
    }
    Ok(())
}
