//! Plants rows by hand: extremes, hostile texts, and states that no request leads to.

use rusqlite::types::Value as Stored;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value, json};

use super::fresh_uuid;
use super::users::signing_in::stored_password;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::state::Gateway;

/// The tables that rows can be planted in.
const TABLES: [&str; 6] = [
    "channels",
    "users",
    "tokens",
    "redemptions",
    "options",
    "logs",
];

/// Plants `{"table": "channels", "rows": [{"id": 7, "name": "odd"}]}`. A row whose `id` exists is
/// changed; fields that are absent stay, or get their defaults. A password is given in clear.
pub(super) fn plant(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let table = fields
        .text("table", "invalid_parameter")?
        .unwrap_or_default();
    if !TABLES.contains(&&*table) {
        let message = format!("table must be one of {}.", TABLES.join(", "));
        return Err(ApiError::invalid("invalid_parameter", "table", message));
    }
    let rows = fields.require("rows")?;
    let mut connection = gateway.store.lock();
    let transaction = connection.transaction()?;
    let columns = columns(&transaction, &table)?;
    let mut ids = Vec::new();
    for row in rows.as_array().into_iter().flatten() {
        let row = row.as_object().cloned().unwrap_or_default();
        let row = completed(row, &columns, gateway.clock.now());
        if let Some(unknown) = row.keys().find(|field| !columns.contains(field)) {
            let message = format!("{table} have no field {unknown}.");
            return Err(ApiError::invalid("unknown_parameter", unknown, message));
        }
        insert(&transaction, &table, &row)?;
        ids.push(transaction.last_insert_rowid());
    }
    transaction.commit()?;
    Ok(json!({"object": "sandbox.rows", "ids": ids}))
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let sql = format!("SELECT name FROM pragma_table_info('oneapi_{table}')");
    let mut statement = connection.prepare(&sql)?;
    let names = statement.query_map((), |row| row.get(0))?;
    names.collect()
}

/// Adds an identifier to a new row, and replaces a password by what is stored of it.
fn completed(mut row: Map<String, Value>, columns: &[String], now: i64) -> Map<String, Value> {
    let has_uuids = columns.iter().any(|column| column == "uuid");
    if has_uuids && !row.contains_key("uuid") && !row.contains_key("id") {
        row.insert("uuid".to_owned(), json!(fresh_uuid(now * 1000)));
    }
    if let Some(password) = row.get_mut("password") {
        let clear = password.as_str().unwrap_or_default();
        *password = json!(stored_password(clear));
    }
    row
}

fn insert(
    connection: &Connection,
    table: &str,
    row: &Map<String, Value>,
) -> rusqlite::Result<usize> {
    let quoted: Vec<String> = row.keys().map(|name| format!("\"{name}\"")).collect();
    let places: Vec<String> = (1..=row.len()).map(|number| format!("?{number}")).collect();
    let updates: Vec<String> = quoted
        .iter()
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    let key = if table == "options" { "key" } else { "id" };
    let sql = format!(
        "INSERT INTO oneapi_{table} ({}) VALUES ({}) ON CONFLICT ({key}) DO UPDATE SET {}",
        quoted.join(", "),
        places.join(", "),
        updates.join(", ")
    );
    connection.execute(&sql, params_from_iter(row.values().map(stored)))
}

/// A JSON value as it is stored. A number beyond the range of integers is a float.
fn stored(value: &Value) -> Stored {
    match value {
        Value::Null => Stored::Null,
        Value::Bool(is_so) => Stored::Integer(i64::from(*is_so)),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Stored::Integer(whole),
            None => Stored::Real(number.as_f64().unwrap_or(0.0)),
        },
        Value::String(text) => Stored::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Stored::Text(value.to_string()),
    }
}
