//! Every call that the relay sent to a provider: through which channel, with which key, and what
//! came back. It proves a rotation. It is a table, so that a fault rolls it back with the rest.

use rusqlite::{Connection, Result, params};
use serde_json::{Value, json};

/// One call to a provider.
pub(super) struct RelayedCall<'a> {
    pub(super) at: i64,
    pub(super) user: &'a str,
    pub(super) group: &'a str,
    pub(super) model: &'a str,
    pub(super) channel_id: i64,
    pub(super) channel_uuid: &'a str,
    pub(super) channel_name: &'a str,
    /// The whole key, because two keys have to be told apart.
    pub(super) key: &'a str,
    /// The provider's status; 0 where it could not be reached.
    pub(super) status: u16,
    /// What was charged.
    pub(super) quota: i64,
}

/// Records a call.
pub(super) fn record(connection: &Connection, call: &RelayedCall) -> Result<()> {
    connection.execute(
        r#"INSERT INTO oneapi_relayed_calls (
             at, user, "group", model, channel_id, channel_uuid, channel_name, key, status, quota
           ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"#,
        params![
            call.at,
            call.user,
            call.group,
            call.model,
            call.channel_id,
            call.channel_uuid,
            call.channel_name,
            call.key,
            call.status,
            call.quota,
        ],
    )?;
    Ok(())
}

/// Forgets all calls.
pub(crate) fn clear(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM oneapi_relayed_calls", ())?;
    Ok(())
}

/// The calls as JSON, the oldest first.
pub(crate) fn object(connection: &Connection) -> Result<Value> {
    let mut statement = connection.prepare(
        r#"SELECT sequence, at, user, "group", model, channel_id, channel_uuid, channel_name, key,
             status, quota FROM oneapi_relayed_calls ORDER BY sequence"#,
    )?;
    let calls = statement.query_map((), |row| {
        Ok(json!({
            "sequence": row.get::<_, i64>(0)?,
            "at": row.get::<_, i64>(1)?,
            "user": row.get::<_, String>(2)?,
            "group": row.get::<_, String>(3)?,
            "model": row.get::<_, String>(4)?,
            "channel": {
                "id": row.get::<_, i64>(5)?,
                "uuid": row.get::<_, String>(6)?,
                "name": row.get::<_, String>(7)?,
            },
            "key": row.get::<_, String>(8)?,
            "status": row.get::<_, i64>(9)?,
            "quota": row.get::<_, i64>(10)?,
        }))
    })?;
    let calls: Vec<Value> = calls.collect::<Result<_>>()?;
    Ok(json!({"object": "list", "data": calls}))
}
