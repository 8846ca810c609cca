//! Creates and drops the tables.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::ids::Number;
use crate::oneapi;

/// The version of the tables below, raised with every change. There are no migrations: sample data
/// is made again with `--reset`.
const VERSION: i64 = 5;

const TABLES: &str = "
CREATE TABLE bearers (
  role TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  default_pool INTEGER
);
CREATE TABLE users (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE pools (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  owner INTEGER
);
CREATE TABLE keys (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  redacted TEXT NOT NULL,
  hash TEXT,
  previous_hash TEXT,
  previous_expires_at INTEGER,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER,
  disabled INTEGER NOT NULL,
  foundation TEXT NOT NULL,
  pool INTEGER,
  owner INTEGER,
  limit_usd TEXT,
  used_usd TEXT NOT NULL,
  spelling TEXT NOT NULL,
  subscription TEXT
);
CREATE INDEX keys_by_pool ON keys (pool);
CREATE INDEX keys_by_hash ON keys (hash) WHERE hash IS NOT NULL;
CREATE INDEX keys_by_previous_hash ON keys (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE TABLE topups (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  key INTEGER,
  upstream INTEGER,
  amount_usd TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE upstreams (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  provider TEXT NOT NULL,
  base_url TEXT NOT NULL,
  redacted TEXT NOT NULL,
  foundation TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  trouble TEXT,
  status_reason TEXT,
  last_error TEXT,
  limit_usd TEXT,
  used_usd TEXT NOT NULL,
  spelling TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
);
CREATE TABLE charges (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  key INTEGER NOT NULL,
  kind TEXT,
  amount_usd TEXT NOT NULL,
  model TEXT,
  foundation TEXT,
  request TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
);
CREATE INDEX charges_by_key ON charges (key);
CREATE TABLE codex_accounts (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  email TEXT,
  organization_id TEXT,
  organization_name TEXT,
  member_id TEXT,
  plan TEXT,
  auth_type TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  trouble TEXT,
  status_reason TEXT,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  last_refreshed_at INTEGER,
  token_expires_at INTEGER,
  rate_limited_until INTEGER,
  usage TEXT,
  last_error TEXT
);
CREATE TABLE claude_accounts (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  email TEXT,
  organization_id TEXT,
  organization_name TEXT,
  member_id TEXT,
  plan TEXT,
  auth_type TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  trouble TEXT,
  status_reason TEXT,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  last_refreshed_at INTEGER,
  token_expires_at INTEGER,
  rate_limited_until INTEGER,
  usage TEXT,
  last_error TEXT
);
CREATE TABLE device_logins (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  account INTEGER,
  user_code TEXT NOT NULL,
  interval INTEGER NOT NULL,
  slow_downs INTEGER NOT NULL,
  polls TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decision TEXT,
  decided_at INTEGER,
  ended_at INTEGER,
  outcome TEXT
);
CREATE TABLE oauth_logins (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  account INTEGER,
  mode TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  state TEXT NOT NULL,
  verifier TEXT NOT NULL,
  code TEXT NOT NULL,
  used_code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  person TEXT,
  ended_at INTEGER,
  outcome TEXT,
  completed_account INTEGER
);
CREATE TABLE capacity_refreshes (
  at INTEGER NOT NULL
);
CREATE TABLE idempotency (
  bearer TEXT NOT NULL,
  key TEXT NOT NULL,
  route TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (bearer, key)
);
";

const DROP: &str = "
DROP TABLE IF EXISTS bearers;
DROP TABLE IF EXISTS users;
DROP TABLE IF EXISTS pools;
DROP TABLE IF EXISTS keys;
DROP TABLE IF EXISTS upstreams;
DROP TABLE IF EXISTS topups;
DROP TABLE IF EXISTS charges;
DROP TABLE IF EXISTS codex_accounts;
DROP TABLE IF EXISTS claude_accounts;
DROP TABLE IF EXISTS device_logins;
DROP TABLE IF EXISTS oauth_logins;
DROP TABLE IF EXISTS capacity_refreshes;
DROP TABLE IF EXISTS idempotency;
";

/// Creates the tables if they do not exist, after dropping them if `reset` is set. The file is
/// never deleted, so other tables in it stay. Returns whether the tables are new.
pub(super) fn prepare(connection: &mut Connection, reset: bool) -> Result<bool> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION && !reset {
        return Ok(false);
    }
    let transaction = connection.transaction()?;
    if reset {
        transaction.execute_batch(DROP)?;
        transaction.execute_batch(oneapi::schema::DROP)?;
    }
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(oneapi::schema::TABLES)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(true)
}

/// Deletes all rows except the bearers', and restarts the running numbers.
pub(crate) fn wipe(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "DELETE FROM users; DELETE FROM pools; DELETE FROM keys; DELETE FROM upstreams;
         DELETE FROM topups; DELETE FROM charges; DELETE FROM codex_accounts; DELETE FROM claude_accounts;
         DELETE FROM device_logins; DELETE FROM oauth_logins; DELETE FROM capacity_refreshes;
         DELETE FROM idempotency; DELETE FROM sqlite_sequence;
         UPDATE bearers SET default_pool = NULL;",
    )
}

/// The highest number that a row of `table` ever had.
pub(super) fn last_number(connection: &Connection, table: &str) -> Result<Number> {
    connection
        .query_row(
            "SELECT seq FROM sqlite_sequence WHERE name = ?1",
            [table],
            |row| row.get(0),
        )
        .optional()
        .map(Option::unwrap_or_default)
}
