//! The tables of one-api, in the same database as the other dialect's. Each row has an integer id
//! and a UUID; a version shows its own. A quota may hold a float, as SQLite stores a sum that
//! overflowed.

/// Creates the tables.
pub(crate) const TABLES: &str = r#"
CREATE TABLE oneapi_channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL DEFAULT '',
  type INTEGER NOT NULL DEFAULT 0,
  key TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL DEFAULT '',
  weight INTEGER DEFAULT 0,
  created_time INTEGER NOT NULL DEFAULT 0,
  test_time INTEGER NOT NULL DEFAULT 0,
  response_time INTEGER NOT NULL DEFAULT 0,
  base_url TEXT DEFAULT '',
  other TEXT,
  balance REAL NOT NULL DEFAULT 0,
  balance_updated_time INTEGER NOT NULL DEFAULT 0,
  models TEXT NOT NULL DEFAULT '',
  hidden_models TEXT,
  model_configs TEXT,
  "group" TEXT NOT NULL DEFAULT 'default',
  used_quota INTEGER NOT NULL DEFAULT 0,
  model_mapping TEXT,
  priority INTEGER DEFAULT 0,
  config TEXT NOT NULL DEFAULT '',
  system_prompt TEXT,
  ratelimit INTEGER DEFAULT 0,
  testing_model TEXT,
  model_ratio TEXT,
  completion_ratio TEXT,
  created_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL DEFAULT 0,
  inference_profile_arn_map TEXT
);
CREATE INDEX oneapi_channels_by_uuid ON oneapi_channels (uuid);
CREATE TABLE oneapi_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL DEFAULT '',
  username TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL DEFAULT '',
  display_name TEXT NOT NULL DEFAULT '',
  role INTEGER NOT NULL DEFAULT 1,
  status INTEGER NOT NULL DEFAULT 1,
  email TEXT NOT NULL DEFAULT '',
  github_id TEXT NOT NULL DEFAULT '',
  wechat_id TEXT NOT NULL DEFAULT '',
  lark_id TEXT NOT NULL DEFAULT '',
  oidc_id TEXT NOT NULL DEFAULT '',
  access_token TEXT NOT NULL DEFAULT '',
  totp_secret TEXT NOT NULL DEFAULT '',
  totp_tried_at INTEGER NOT NULL DEFAULT 0,
  quota NUMERIC NOT NULL DEFAULT 0,
  used_quota INTEGER NOT NULL DEFAULT 0,
  request_count INTEGER NOT NULL DEFAULT 0,
  "group" TEXT NOT NULL DEFAULT 'default',
  aff_code TEXT NOT NULL DEFAULT '',
  inviter_id INTEGER NOT NULL DEFAULT 0,
  inviter_uuid TEXT,
  mcp_tool_blacklist TEXT,
  metadata TEXT,
  created_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX oneapi_users_by_uuid ON oneapi_users (uuid);
CREATE INDEX oneapi_users_by_token ON oneapi_users (access_token);
CREATE TABLE oneapi_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL DEFAULT '',
  user_id INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  status INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL DEFAULT '',
  remain_quota INTEGER NOT NULL DEFAULT 0,
  unlimited_quota INTEGER NOT NULL DEFAULT 1,
  used_quota INTEGER NOT NULL DEFAULT 0,
  created_time INTEGER NOT NULL DEFAULT 0,
  accessed_time INTEGER NOT NULL DEFAULT 0,
  expired_time INTEGER NOT NULL DEFAULT -1,
  models TEXT,
  subnet TEXT DEFAULT '',
  created_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX oneapi_tokens_by_uuid ON oneapi_tokens (uuid);
CREATE INDEX oneapi_tokens_by_user ON oneapi_tokens (user_id);
CREATE TABLE oneapi_redemptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL DEFAULT '',
  user_id INTEGER NOT NULL DEFAULT 0,
  key TEXT NOT NULL UNIQUE,
  status INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL DEFAULT '',
  quota INTEGER NOT NULL DEFAULT 100,
  created_time INTEGER NOT NULL DEFAULT 0,
  redeemed_time INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX oneapi_redemptions_by_uuid ON oneapi_redemptions (uuid);
CREATE TABLE oneapi_failed_redemptions (
  user_id INTEGER NOT NULL,
  at INTEGER NOT NULL
);
CREATE TABLE oneapi_options (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE oneapi_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL DEFAULT '',
  user_id INTEGER NOT NULL DEFAULT 0,
  user_uuid TEXT,
  created_at INTEGER NOT NULL DEFAULT 0,
  type INTEGER NOT NULL DEFAULT 0,
  content TEXT NOT NULL DEFAULT '',
  username TEXT NOT NULL DEFAULT '',
  token_name TEXT NOT NULL DEFAULT '',
  token_uuid TEXT,
  model_name TEXT NOT NULL DEFAULT '',
  origin_model_name TEXT NOT NULL DEFAULT '',
  quota INTEGER NOT NULL DEFAULT 0,
  prompt_tokens INTEGER NOT NULL DEFAULT 0,
  completion_tokens INTEGER NOT NULL DEFAULT 0,
  cached_prompt_tokens INTEGER NOT NULL DEFAULT 0,
  channel_id INTEGER NOT NULL DEFAULT 0,
  channel_uuid TEXT,
  channel_name TEXT,
  request_id TEXT NOT NULL DEFAULT '',
  trace_id TEXT NOT NULL DEFAULT '',
  updated_at INTEGER NOT NULL DEFAULT 0,
  elapsed_time INTEGER NOT NULL DEFAULT 0,
  is_stream INTEGER NOT NULL DEFAULT 0,
  system_prompt_reset INTEGER NOT NULL DEFAULT 0,
  metadata TEXT
);
CREATE INDEX oneapi_logs_by_channel ON oneapi_logs (channel_id, type);
CREATE INDEX oneapi_logs_by_channel_uuid ON oneapi_logs (channel_uuid);
CREATE INDEX oneapi_logs_by_user ON oneapi_logs (user_id, created_at);
CREATE INDEX oneapi_logs_by_username ON oneapi_logs (username, created_at);
CREATE INDEX oneapi_logs_by_type ON oneapi_logs (type, created_at);
CREATE INDEX oneapi_logs_by_time ON oneapi_logs (created_at);
CREATE TABLE oneapi_sessions (
  cookie TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  role INTEGER NOT NULL
);
CREATE TABLE oneapi_live_options (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE oneapi_relayed_calls (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  "group" TEXT NOT NULL,
  model TEXT NOT NULL,
  channel_id INTEGER NOT NULL,
  channel_uuid TEXT NOT NULL,
  channel_name TEXT NOT NULL,
  key TEXT NOT NULL,
  status INTEGER NOT NULL,
  quota INTEGER NOT NULL
);
"#;

/// Drops the tables.
pub(crate) const DROP: &str = "
DROP TABLE IF EXISTS oneapi_channels;
DROP TABLE IF EXISTS oneapi_users;
DROP TABLE IF EXISTS oneapi_tokens;
DROP TABLE IF EXISTS oneapi_redemptions;
DROP TABLE IF EXISTS oneapi_failed_redemptions;
DROP TABLE IF EXISTS oneapi_options;
DROP TABLE IF EXISTS oneapi_logs;
DROP TABLE IF EXISTS oneapi_sessions;
DROP TABLE IF EXISTS oneapi_live_options;
DROP TABLE IF EXISTS oneapi_relayed_calls;
";

/// Deletes all rows, and restarts the running numbers.
pub(crate) const WIPE: &str = "
DELETE FROM oneapi_channels; DELETE FROM oneapi_users; DELETE FROM oneapi_tokens;
DELETE FROM oneapi_options; DELETE FROM oneapi_logs; DELETE FROM oneapi_sessions;
DELETE FROM oneapi_redemptions; DELETE FROM oneapi_failed_redemptions;
DELETE FROM oneapi_live_options; DELETE FROM oneapi_relayed_calls;
DELETE FROM sqlite_sequence;
";
