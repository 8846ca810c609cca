//! Rows at the ends of what numbers can be, which no sample has unless it is asked for.

use rusqlite::{Connection, Result, params};

use crate::oneapi::fresh_uuid;

/// Inserts a channel, users and a log row with the largest and the smallest numbers. With
/// `overflow`, one user's quota is beyond them: every list with its row then fails.
pub(crate) fn insert(connection: &Connection, now: i64, overflow: bool) -> Result<()> {
    let uuid = || fresh_uuid(now * 1000);
    connection.execute(
        "INSERT INTO oneapi_channels (uuid, type, key, status, name, priority, weight, used_quota,
           response_time, balance, models, created_time, created_at)
         VALUES (?1, 1, 'good-canary-key-extreme', 1, 'extreme', ?2, ?3, ?4, ?4, 1e300, 'gpt-4o', ?5,
           ?6)",
        params![uuid(), i64::MIN, i64::MAX, i64::MAX, now, now * 1000],
    )?;
    for (name, quota) in [("richest", i64::MAX), ("poorest", i64::MIN)] {
        connection.execute(
            "INSERT INTO oneapi_users (uuid, username, display_name, quota, used_quota, request_count)
             VALUES (?1, ?2, ?2, ?3, ?4, ?4)",
            params![uuid(), name, quota, i64::MAX],
        )?;
    }
    if overflow {
        connection.execute(
            "INSERT INTO oneapi_users (uuid, username, quota) VALUES (?1, 'overflown', ?2)",
            params![uuid(), 9.223_372_036_854_776e18],
        )?;
    }
    connection.execute(
        "INSERT INTO oneapi_logs (uuid, created_at, type, content, username, quota, prompt_tokens)
         VALUES (?1, ?2, 2, 'extreme', 'richest', ?3, ?3)",
        params![uuid(), now, i64::MAX],
    )?;
    Ok(())
}
