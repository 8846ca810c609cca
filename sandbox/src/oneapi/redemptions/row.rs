//! A redemption code as every route shows it, its key in full.

use rusqlite::{Connection, OptionalExtension, Result, Row};
use serde_json::{Map, Value, json};

use crate::oneapi::version::Version;

/// A stored code.
pub(super) struct Redemption {
    id: i64,
    uuid: String,
    user_id: i64,
    user_uuid: Option<String>,
    key: String,
    status: i64,
    name: String,
    quota: i64,
    created_time: i64,
    redeemed_time: i64,
    created_at: i64,
    updated_at: i64,
}

/// What is selected for a [`Redemption`]. The user is the one who created the code.
pub(super) const COLUMNS: &str = "
r.id, r.uuid, r.user_id, (SELECT u.uuid FROM oneapi_users u WHERE u.id = r.user_id), r.key,
r.status, r.name, r.quota, r.created_time, r.redeemed_time, r.created_at, r.updated_at";

/// The code with this integer identifier.
pub(super) fn by_id(connection: &Connection, id: i64) -> Result<Option<Redemption>> {
    let sql = format!("SELECT {COLUMNS} FROM oneapi_redemptions r WHERE r.id = ?1");
    connection
        .query_row(&sql, [id], Redemption::read)
        .optional()
}

impl Redemption {
    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            uuid: row.get(1)?,
            user_id: row.get(2)?,
            user_uuid: row.get(3)?,
            key: row.get(4)?,
            status: row.get(5)?,
            name: row.get(6)?,
            quota: row.get(7)?,
            created_time: row.get(8)?,
            redeemed_time: row.get(9)?,
            created_at: row.get(10)?,
            updated_at: row.get(11)?,
        })
    }

    /// The row as JSON. The count is that of a request to create and always 0 here.
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
        set("key", json!(self.key));
        set("status", json!(self.status));
        set("name", json!(self.name));
        set("quota", json!(self.quota));
        set("created_time", json!(self.created_time));
        set("redeemed_time", json!(self.redeemed_time));
        set("count", json!(0));
        if version.is_fork() {
            set("created_at", json!(self.created_at));
            set("updated_at", json!(self.updated_at));
        }
        Value::Object(object)
    }
}
