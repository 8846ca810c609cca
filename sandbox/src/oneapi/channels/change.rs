//! Changes of a channel, whole or of its status only (contract 3.1.3).

use rusqlite::types::Value as Stored;
use rusqlite::{Result, params_from_iter};
use serde_json::{Value, json};

use super::body::Body;
use super::fields::{Effect, Kind, known};
use super::reading::by_reference;
use super::row::Channel;
use super::{texts, tooling};
use crate::oneapi::{Context, Reply, Version};

/// `PUT /api/channel/`: responds with the whole row, its key in clear.
pub(super) fn put(context: &Context) -> Result<Reply> {
    let version = context.version;
    let body = match Body::of(context) {
        Ok(body) => body,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    let channel = match named(context, &body)? {
        Ok(channel) => channel,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    if version.is_fork() {
        let profiles = body.text("inference_profile_arn_map");
        if let Err(error) = texts::check_inference_profiles(profiles) {
            let words = format!("Invalid inference profile ARN map: {error}");
            return Ok(Reply::refused(words));
        }
        // Any text switches it on, `false` too; an empty one does not.
        let status_only = context.request.param("status_only");
        if status_only.is_some_and(|text| !text.is_empty()) {
            return set_status(context, channel.as_ref(), &body);
        }
    }
    let Some(channel) = channel else {
        return Ok(Reply::data(of_nobody(version, &body)).changing());
    };
    let body = match checked(version, &channel, body) {
        Ok(body) => body,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    store(context, &channel, &body)?;
    let changed = Channel::by_id(context.db, channel.id)?.unwrap_or(channel);
    Ok(Reply::data(changed.single(version, &changed.key)).changing())
}

/// The channel that the body names. Versions with numbers find none where there is none, and go on.
fn named(context: &Context, body: &Body) -> Result<std::result::Result<Option<Channel>, String>> {
    if context.version.has_uuids() {
        let uuid = body.text("uuid");
        if uuid.is_empty() {
            return Ok(Err("resource uuid is required".to_owned()));
        }
        return Ok(by_reference(context, uuid)?.map(Some));
    }
    let id = body.number("id");
    if id == 0 {
        return Ok(Err("WHERE conditions required".to_owned()));
    }
    Ok(Ok(Channel::by_id(context.db, id)?))
}

/// Stores the status that was sent, whatever it is; 0 where none was.
fn set_status(context: &Context, channel: Option<&Channel>, body: &Body) -> Result<Reply> {
    if let Some(channel) = channel {
        context.db.execute(
            "UPDATE oneapi_channels SET status = ?2, updated_at = ?3 WHERE id = ?1",
            (channel.id, body.number("status"), context.now_millis()),
        )?;
    }
    Ok(Reply::done().changing())
}

/// Checks what was sent and brings it into the form in which it is stored.
fn checked(
    version: Version,
    channel: &Channel,
    mut body: Body,
) -> std::result::Result<Body, String> {
    if !version.is_fork() {
        return Ok(body);
    }
    if body.text("name").trim().is_empty() {
        return Err("Channel name cannot be empty".to_owned());
    }
    if let Some(sent) = body.sent("tooling") {
        let failed = |error| format!("Failed to persist tooling config: {error}");
        let tooling = tooling::read(sent).map_err(failed)?;
        let config = body.text("config");
        // The tooling goes into the configuration that was sent, not into the stored one.
        if tooling.is_some() || !config.is_empty() {
            let config = tooling::within(config, tooling).map_err(failed)?;
            body.set("config", json!(config));
        }
    }
    if body.sent("hidden_models").is_some() {
        let hidden = texts::hidden_models(body.text("hidden_models")).map_err(|error| {
            let (id, name) = (channel.id, body.text("name"));
            format!("failed to normalize hidden models for channel: id={id}, name={name}: {error}")
        })?;
        body.set("hidden_models", json!(hidden));
    }
    Ok(body)
}

/// Writes what the table of fields says, then drops a model for tests that is not listed any more.
fn store(context: &Context, channel: &Channel, body: &Body) -> Result<()> {
    let mut changes = vec!["id = id".to_owned()];
    let mut values = vec![Stored::Integer(channel.id)];
    for field in known(context.version) {
        if let Effect::Store(value) = field.effect(context.version, body.sent(field.name)) {
            values.push(value);
            changes.push(format!("\"{}\" = ?{}", field.name, values.len()));
        } else if field.kind == Kind::Ignored {
            values.push(Stored::Integer(context.now_millis()));
            changes.push(format!("\"{}\" = ?{}", field.name, values.len()));
        }
    }
    let changes = changes.join(", ");
    let sql = format!("UPDATE oneapi_channels SET {changes} WHERE id = ?1");
    context.db.execute(&sql, params_from_iter(values))?;
    drop_testing_model(context, channel.id)
}

fn drop_testing_model(context: &Context, id: i64) -> Result<()> {
    let Some(channel) = Channel::by_id(context.db, id)? else {
        return Ok(());
    };
    let Some(testing) = &channel.testing_model else {
        return Ok(());
    };
    if !channel.models().any(|model| model == testing) {
        let sql = "UPDATE oneapi_channels SET testing_model = NULL WHERE id = ?1";
        context.db.execute(sql, [id])?;
    }
    Ok(())
}

/// What a change of a channel that is not there gets in response: what was sent, over zeros.
fn of_nobody(version: Version, body: &Body) -> Value {
    let channel = Channel {
        id: body.number("id"),
        ..Channel::default()
    };
    let Value::Object(mut fields) = channel.single(version, "") else {
        return Value::Null;
    };
    for field in known(version) {
        if let Some(sent) = body.sent(field.name)
            && fields.contains_key(field.name)
            && !(sent.is_null() && field.kind == Kind::Plain)
        {
            fields.insert(field.name.to_owned(), sent.clone());
        }
    }
    if !version.is_fork() && body.sent("model_mapping").is_none() {
        fields.insert("model_mapping".to_owned(), Value::Null);
    }
    Value::Object(fields)
}

/// `DELETE /api/channel/:id`: the fork with UUIDs alone says that there was none.
pub(super) fn delete(context: &Context) -> Result<Reply> {
    let id = if context.version.has_uuids() {
        match by_reference(context, &context.request.id)? {
            Ok(channel) => channel.id,
            Err(refusal) => return Ok(Reply::refused(refusal)),
        }
    } else {
        match context.request.id.parse::<i64>() {
            Ok(id) if id != 0 => id,
            _ => return Ok(Reply::refused("WHERE conditions required")),
        }
    };
    let sql = "DELETE FROM oneapi_channels WHERE id = ?1";
    let count = context.db.execute(sql, [id])?;
    let reply = Reply::done();
    Ok(if count == 0 { reply } else { reply.changing() })
}

/// `DELETE /api/channel/disabled`: all that were switched off, by hand or not.
pub(super) fn delete_disabled(context: &Context) -> Result<Reply> {
    let sql = "DELETE FROM oneapi_channels WHERE status IN (2, 3)";
    let count = context.db.execute(sql, ())?;
    let reply = Reply::data(json!(count));
    Ok(if count == 0 { reply } else { reply.changing() })
}
