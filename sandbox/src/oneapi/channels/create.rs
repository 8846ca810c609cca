//! New channels: one for each line of the key, or a copy of another (contract 3.1.4).

use rusqlite::types::Value as Stored;
use rusqlite::{Connection, OptionalExtension, Result, params_from_iter};
use serde_json::{Value, json};

use super::body::Body;
use super::fields::{Kind, is_zero, known, stored};
use super::reading::by_reference;
use super::{texts, tooling, types};
use crate::oneapi::version::Version;
use crate::oneapi::{Context, Reply, fresh_uuid};

/// `POST /api/channel/`: no identifier comes back.
pub(super) fn create(context: &Context) -> Result<Reply> {
    let version = context.version;
    let checked = Body::of(context).and_then(|body| completed(version, body));
    let body = match checked {
        Ok(body) => body,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    let mut keys: Vec<&str> = body.text("key").split('\n').collect();
    keys.retain(|key| !key.is_empty());
    if keys.is_empty() {
        if !version.is_fork() {
            return Ok(Reply::refused("empty slice found"));
        }
        keys.push("");
    }
    // An integer identifier in the body becomes the row's, so that it can be used once only.
    let id = body.number("id");
    if id != 0 && (keys.len() > 1 || exists(context.db, id)?) {
        let error = "UNIQUE constraint failed: channels.id";
        return Ok(Reply::refused(match version {
            Version::F2 => {
                let count = keys.len();
                format!("persist channel batch transaction: batch insert {count} channels: {error}")
            }
            Version::F1 | Version::U => error.to_owned(),
        }));
    }
    for key in keys {
        insert(context, &body, key)?;
    }
    Ok(Reply::done().changing())
}

fn exists(connection: &Connection, id: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM oneapi_channels WHERE id = ?1";
    let found: Option<i64> = connection
        .query_row(sql, [id], |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// Checks the body of a new channel and fills in what the server fills in.
fn completed(version: Version, mut body: Body) -> std::result::Result<Body, String> {
    if !version.is_fork() {
        return Ok(body);
    }
    if body.text("name").trim().is_empty() {
        return Err("Channel name is required".to_owned());
    }
    texts::check_inference_profiles(body.text("inference_profile_arn_map"))
        .map_err(|error| format!("Invalid inference profile ARN map: {error}"))?;
    if let Some(sent) = body.sent("tooling") {
        let tooling =
            tooling::read(sent).map_err(|error| format!("Invalid tooling config: {error}"))?;
        if tooling.is_some() {
            let config = tooling::within(body.text("config"), tooling)
                .map_err(|error| format!("Failed to persist tooling config: {error}"))?;
            body.set("config", json!(config));
        }
    }
    let hidden = texts::hidden_models(body.text("hidden_models"))
        .map_err(|error| format!("normalize hidden models for channel at index 0: {error}"))?;
    body.set("hidden_models", json!(hidden));
    if body.text("base_url").trim().is_empty() {
        let address = types::default_address(version, body.number("type"));
        body.set("base_url", json!(address.unwrap_or_default()));
    }
    let is_listed = {
        let testing = body.text("testing_model");
        let mut models = body.text("models").split(',');
        models.any(|model| model.trim() == testing)
    };
    if !is_listed || body.text("testing_model").is_empty() {
        body.set("testing_model", Value::Null);
    }
    Ok(body)
}

/// Inserts a row for a key.
fn insert(context: &Context, body: &Body, key: &str) -> Result<()> {
    let millis = context.now_millis();
    let mut columns = vec!["uuid"];
    let mut values = vec![Stored::Text(fresh_uuid(millis))];
    for field in known(context.version) {
        let sent = body.sent(field.name);
        let sent = sent.filter(|sent| !sent.is_null());
        let value = match (field.name, sent) {
            ("uuid", _) => continue,
            (_, _) if field.kind == Kind::Tooling => continue,
            ("key", _) => Stored::Text(key.to_owned()),
            ("created_time", _) => Stored::Integer(context.now),
            ("created_at" | "updated_at", sent) if sent.is_none_or(is_zero) => {
                Stored::Integer(millis)
            }
            // A zero counts as not sent, and the column's default applies.
            ("id", sent) if sent.is_none_or(is_zero) => continue,
            ("status", sent) if sent.is_none_or(is_zero) => Stored::Integer(1),
            ("group", sent) if sent.is_none_or(is_zero) => Stored::Text("default".to_owned()),
            (_, Some(sent)) => stored(sent),
            (_, None) => continue,
        };
        columns.push(field.name);
        values.push(value);
    }
    let marks = vec!["?"; columns.len()].join(", ");
    let columns = columns.join("\", \"");
    let sql = format!("INSERT INTO oneapi_channels (\"{columns}\") VALUES ({marks})");
    context.db.execute(&sql, params_from_iter(values))?;
    Ok(())
}

/// `POST /api/channel/:id/duplicate`: with the key and the status, so that a copy of an enabled
/// channel serves at once.
pub(super) fn duplicate(context: &Context) -> Result<Reply> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    let millis = context.now_millis();
    let (uuid, name) = (fresh_uuid(millis), format!("{} Copy", channel.name));
    context
        .db
        .execute(COPY, (channel.id, &uuid, &name, context.now, millis))?;
    let data = if context.version.has_uuids() {
        json!({"name": name, "uuid": uuid})
    } else {
        json!({"id": context.db.last_insert_rowid(), "name": name})
    };
    Ok(Reply::data(data).changing())
}

/// The copy of a channel: what the server counts begins anew.
const COPY: &str = r#"
INSERT INTO oneapi_channels (
  uuid, name, created_time, created_at, updated_at, type, key, status, weight, base_url, other,
  models, hidden_models, model_configs, "group", model_mapping, priority, config, system_prompt,
  ratelimit, testing_model, model_ratio, completion_ratio, inference_profile_arn_map
)
SELECT ?2, ?3, ?4, ?5, ?5, type, key, status, weight, base_url, other,
  models, hidden_models, model_configs, "group", model_mapping, priority, config, system_prompt,
  ratelimit, testing_model, model_ratio, completion_ratio, inference_profile_arn_map
FROM oneapi_channels WHERE id = ?1"#;
