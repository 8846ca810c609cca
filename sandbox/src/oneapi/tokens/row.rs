//! A token as every route shows it.

use rusqlite::{Connection, OptionalExtension, Result, Row};
use serde_json::{Map, Value, json};

use crate::oneapi::version::Version;

/// A stored token.
pub(super) struct Token {
    pub(super) id: i64,
    uuid: String,
    pub(super) user_id: i64,
    user_uuid: Option<String>,
    /// The 48 characters behind the prefix.
    key: String,
    pub(super) status: i64,
    pub(super) name: String,
    created_time: i64,
    accessed_time: i64,
    pub(super) expired_time: i64,
    pub(super) remain_quota: i64,
    pub(super) unlimited_quota: bool,
    used_quota: i64,
    pub(super) models: Option<String>,
    pub(super) subnet: Option<String>,
    created_at: i64,
    updated_at: i64,
}

/// What is selected for a [`Token`].
pub(super) const COLUMNS: &str = "
t.id, t.uuid, t.user_id, (SELECT u.uuid FROM oneapi_users u WHERE u.id = t.user_id), t.key,
t.status, t.name, t.created_time, t.accessed_time, t.expired_time, t.remain_quota,
t.unlimited_quota, t.used_quota, t.models, t.subnet, t.created_at, t.updated_at";

/// The token with this integer identifier.
pub(super) fn by_id(connection: &Connection, id: i64) -> Result<Option<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM oneapi_tokens t WHERE t.id = ?1");
    connection.query_row(&sql, [id], Token::read).optional()
}

impl Token {
    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            uuid: row.get(1)?,
            user_id: row.get(2)?,
            user_uuid: row.get(3)?,
            key: row.get(4)?,
            status: row.get(5)?,
            name: row.get(6)?,
            created_time: row.get(7)?,
            accessed_time: row.get(8)?,
            expired_time: row.get(9)?,
            remain_quota: row.get(10)?,
            unlimited_quota: row.get(11)?,
            used_quota: row.get(12)?,
            models: row.get(13)?,
            subnet: row.get(14)?,
            created_at: row.get(15)?,
            updated_at: row.get(16)?,
        })
    }

    /// The row as JSON. Only the fork puts the prefix before the key.
    pub(super) fn object(&self, version: Version) -> Value {
        let mut object = Map::new();
        let mut set = |name: &str, value: Value| {
            object.insert(name.to_owned(), value);
        };
        if version == Version::F2 {
            set("uuid", json!(self.uuid));
            set("user_uuid", json!(self.user_uuid));
        } else {
            set("id", json!(self.id));
            set("user_id", json!(self.user_id));
        }
        let is_fork = version.is_fork();
        let prefix = if is_fork { "sk-" } else { "" };
        set("key", json!(format!("{prefix}{}", self.key)));
        set("status", json!(self.status));
        set("name", json!(self.name));
        set("created_time", json!(self.created_time));
        set("accessed_time", json!(self.accessed_time));
        set("expired_time", json!(self.expired_time));
        set("remain_quota", json!(self.remain_quota));
        set("unlimited_quota", json!(self.unlimited_quota));
        set("used_quota", json!(self.used_quota));
        if is_fork {
            set("created_at", json!(self.created_at));
            set("updated_at", json!(self.updated_at));
        }
        set("models", json!(self.models));
        set("subnet", json!(self.subnet));
        Value::Object(object)
    }
}
